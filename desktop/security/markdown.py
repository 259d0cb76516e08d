"""Markdown to tokens. The only module that uses markdown-it; knows nothing of HTML.

Every step of the parser is counted, so that no text, however it is made, keeps it for long.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote import footnote_plugin

from desktop.security.budget import Steps, TooComplex

NESTING = 40
TOKENS = 40_000
STEPS = "steps"
LINE_BREAKS = ("<br>", "<br/>", "<br />")


class Token(Protocol):
    """What rendering needs of a token."""

    type: str
    tag: str
    content: str
    info: str
    hidden: bool
    meta: dict[Any, Any]
    children: list[Any] | None

    def attrGet(self, name: str) -> str | int | float | None: ...  # noqa: N802 - theirs


def parse(text: str) -> Sequence[Token]:
    """The tokens of ``text``; ``TooComplex`` if reading it takes too much."""
    environment: dict[str, Any] = {STEPS: Steps()}
    tokens = _parser().parse(text, environment)
    if sum(1 + len(token.children or ()) for token in tokens) > TOKENS:
        raise TooComplex("The text has too many parts.")
    return tokens


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False)
    everywhere: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("table", "steps", _count_block, everywhere)
    parser.inline.ruler.before("text", "steps", _count_inline)
    parser.inline.ruler.before("autolink", "line_break", _line_break)
    # What a link may be is decided when it is rendered, so that a dead link is seen as one.
    setattr(parser, "validateLink", _any_link)  # noqa: B010 - a method, replaced as they say
    return parser


def _any_link(_link: str) -> bool:
    return True


def _count_block(state: StateBlock, _start: int, _end: int, _silent: bool) -> bool:
    state.env[STEPS].take()
    return False


def _count_inline(state: StateInline, _silent: bool) -> bool:
    state.env[STEPS].take()
    return False


def _line_break(state: StateInline, silent: bool) -> bool:
    """``<br>``, the one tag that people write because Markdown has none for it in tables."""
    found = next((tag for tag in LINE_BREAKS if state.src.startswith(tag, state.pos)), None)
    if found is None:
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos += len(found)
    return True

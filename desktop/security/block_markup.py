"""Tokens as the HTML that a rich-text window shows well. Safe by construction, and checked after.

The window's rich text knows no borders but a table's and no background but a block's, so quotes
and code stand in tables of one cell, and task lists are paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from desktop.security.budget import Runs
from desktop.security.code_colours import CodeColours
from desktop.security.inline_markup import InlineMarkup
from desktop.security.links import HERE
from desktop.security.markdown import Token
from desktop.security.rendered import Heading
from desktop.security.slugs import Slugs

TAGS = {
    "paragraph_close": "</p>\n",
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
    "hr": "<hr>\n",
    "table_open": '<table class="grid" width="100%" cellspacing="0">',
    "table_close": "</table>\n",
    "tr_open": "<tr>",
    "tr_close": "</tr>\n",
    "th_close": "</th>",
    "td_close": "</td>",
    "footnote_block_open": '<hr>\n<ol class="footnotes">',
    "footnote_block_close": "</ol>",
    "footnote_close": "</li>",
}
BOX_END = "</td></tr></table>\n"
BOXED_QUOTES = 2  # deeper ones are indented: each table inside a table doubles the layout's work
DEEPEST_INDENT = 4

_CALLOUT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*\n?", re.IGNORECASE)
_TASK = re.compile(r"\[([ xX])\]\s")


class BlockMarkup:
    """Writes a whole text once."""

    def __init__(self, inline: InlineMarkup) -> None:
        self.headings: list[Heading] = []
        self._inline = inline
        self._colours = CodeColours()
        self._slugs = Slugs()
        self._quotes: list[str] = []
        self._items: list[str] = []
        self._lists = 0
        self._writers: dict[str, Callable[[Sequence[Token], int], str]] = {
            "inline": self._content,
            "paragraph_open": self._paragraph_open,
            "paragraph_close": self._paragraph_close,
            "heading_open": self._heading_open,
            "heading_close": self._heading_close,
            "bullet_list_open": self._list_open,
            "ordered_list_open": self._list_open,
            "bullet_list_close": self._list_close,
            "ordered_list_close": self._list_close,
            "list_item_open": self._item_open,
            "list_item_close": self._item_close,
            "blockquote_open": self._quote_open,
            "blockquote_close": self._quote_close,
            "th_open": self._cell_open,
            "td_open": self._cell_open,
            "fence": self._code,
            "code_block": self._code,
            "footnote_open": self._footnote_open,
            "footnote_anchor": self._footnote_back,
        }

    def write(self, tokens: Sequence[Token]) -> str:
        return "".join(self._one(tokens, at) for at in range(len(tokens)))

    def _one(self, tokens: Sequence[Token], at: int) -> str:
        writer = self._writers.get(tokens[at].type)
        return writer(tokens, at) if writer else TAGS.get(tokens[at].type, "")

    def _content(self, tokens: Sequence[Token], at: int) -> str:
        return self._inline.write(tokens[at].children or ())

    def _paragraph_open(self, tokens: Sequence[Token], at: int) -> str:
        if tokens[at].hidden:
            return ""
        shown = tokens[at + 1].children or ()
        return '<p class="picture">' if all(map(_is_picture, shown)) else "<p>"

    def _paragraph_close(self, tokens: Sequence[Token], at: int) -> str:
        return "" if tokens[at].hidden else TAGS["paragraph_close"]

    def _heading_open(self, tokens: Sequence[Token], at: int) -> str:
        tag = tokens[at].tag
        words = self._inline.words(tokens[at + 1].children or ())
        anchor = self._slugs.slug(words)
        self.headings.append(Heading(int(tag[1]), words, anchor))
        return f'<{tag} id="{anchor}">'

    def _heading_close(self, tokens: Sequence[Token], at: int) -> str:
        return f"</{tokens[at].tag}>\n"

    def _list_open(self, tokens: Sequence[Token], at: int) -> str:
        self._lists += 1
        start = tokens[at].attrGet("start")
        if start:
            return f'<ol start="{start}">'
        has_tasks = _task(tokens, at + 1) is not None
        return '<ul class="tasks">' if has_tasks else f"<{tokens[at].tag}>"

    def _list_close(self, tokens: Sequence[Token], at: int) -> str:
        self._lists -= 1
        return TAGS[tokens[at].type]

    def _item_open(self, tokens: Sequence[Token], at: int) -> str:
        mark = _task(tokens, at)
        self._items.append("</li>\n")
        if mark is None:
            return "<li>"
        _cut(tokens[at + 2], _TASK)
        return "<li>" + mark

    def _item_close(self, _tokens: Sequence[Token], _at: int) -> str:
        return self._items.pop() if self._items else ""

    def _quote_open(self, tokens: Sequence[Token], at: int) -> str:
        if len(self._quotes) >= BOXED_QUOTES:
            self._quotes.append("</blockquote>\n")
            return "<blockquote>"
        self._quotes.append(BOX_END)
        callout = _callout(tokens, at)
        if callout is None:
            return self._box("quote")
        return self._box(f"quote callout {callout.lower()}") + f"<p><b>{callout}</b></p>"

    def _quote_close(self, _tokens: Sequence[Token], _at: int) -> str:
        return self._quotes.pop() if self._quotes else ""

    def _cell_open(self, tokens: Sequence[Token], at: int) -> str:
        style = str(tokens[at].attrGet("style") or "")
        side = style.removeprefix("text-align:")
        return f'<{tokens[at].tag} align="{side or "left"}">'

    def _code(self, tokens: Sequence[Token], at: int) -> str:
        language = tokens[at].info.split(maxsplit=1)[0] if tokens[at].info.strip() else ""
        code = Runs().broken(tokens[at].content.rstrip("\n"))
        return f"{self._box('code')}<pre>{self._colours.coloured(code, language)}</pre>{BOX_END}"

    def _box(self, name: str) -> str:
        indent = f" in{min(self._lists, DEEPEST_INDENT)}" if self._lists else ""
        return f'<table class="{name}{indent}" width="100%" cellspacing="0"><tr><td class="pad">'

    def _footnote_open(self, tokens: Sequence[Token], at: int) -> str:
        number = int(tokens[at].meta["id"]) + 1
        return f'<li id="fn{number}">'

    def _footnote_back(self, tokens: Sequence[Token], at: int) -> str:
        number = int(tokens[at].meta["id"]) + 1
        return f' <a href="{HERE}:fnref{number}">↩</a>' if not tokens[at].meta["subId"] else ""


def _is_picture(token: Token) -> bool:
    return token.type in ("image", "softbreak")


def _callout(tokens: Sequence[Token], at: int) -> str | None:
    """The word of a quote that begins with ``[!WARNING]`` or the like; takes it away."""
    opening = tokens[at + 1 : at + 3]
    if len(opening) < len("pi") or opening[1].type != "inline":
        return None
    named = _CALLOUT.match(opening[1].content)
    if named is None:
        return None
    _cut(opening[1], _CALLOUT)
    return named[1].capitalize()


def _task(tokens: Sequence[Token], at: int) -> str | None:
    """The box of a task, ticked or not; ``None`` for any other list item."""
    opening = tokens[at + 1 : at + 3]
    if len(opening) < len("pi") or opening[1].type != "inline":
        return None
    box = _TASK.match(opening[1].content)
    if box is None:
        return None
    return '<span class="todo">☐</span> ' if box[1] == " " else '<span class="done">☑</span> '


def _cut(inline: Token, start: re.Pattern[str]) -> None:
    """Take ``start`` away from the first words of a block."""
    words = next(iter(inline.children or ()), None)
    if words is not None and words.type == "text":
        words.content = start.sub("", words.content, count=1)

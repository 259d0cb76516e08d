"""Markdown to the text a reader would see, and its headings.

Pure, and good enough for finding and for excerpts; what is shown as a page is rendered
elsewhere. Every expression is linear, because a page may be megabytes long and hostile.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

_fence: Final = re.compile(r"^[ \t]{0,3}(?:```|~~~).*$", re.MULTILINE)
_heading: Final = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.{1,300})$", re.MULTILINE)
_heading_tail: Final = re.compile(r"[ \t]*#*[ \t]*(?:\{[^{}]{0,100}\})?[ \t]*$")
_image_or_link: Final = re.compile(
    r"!?\[([^\[\]]{0,300})\](?:\([^()\n]{0,1000}\)|\[[^\[\]]{0,100}\])"
)
_definition: Final = re.compile(r"^[ \t]{0,3}\[[^\[\]]{1,100}\]:.*$", re.MULTILINE)
_tag: Final = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_rule: Final = re.compile(r"^[ \t|:*_=-]{3,}$", re.MULTILINE)
_line_start: Final = re.compile(
    r"^[ \t]*(?:>[ \t]?|[*+-][ \t]+|\d{1,4}[.)][ \t]+|\[[ xX]\][ \t]+)+", re.M
)
_emphasis: Final = re.compile(r"[*`|]+|~~|(?<!\w)_+|_+(?!\w)|\\(?=[^\w\s])")
_space: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class PlainText:
    """``text`` in one line; ``headings`` are in it too."""

    text: str
    headings: tuple[str, ...]


def plain_text(markdown: str) -> PlainText:
    """Return what is left of ``markdown`` without its marks."""
    if not markdown:
        return PlainText("", ())
    text = _definition.sub("", _without_comments(markdown))
    text = _image_or_link.sub(r"\1", _image_or_link.sub(r"\1", text))
    text = _tag.sub(" ", text)
    headings = tuple(
        _clean(_heading_tail.sub("", found)) for found in _heading.findall(_without_code(text))
    )
    text = _rule.sub("", _fence.sub("", text))
    text = _heading.sub(lambda match: _heading_tail.sub("", match[1]), text)
    return PlainText(_clean(_line_start.sub("", text)), tuple(filter(None, headings)))


def _clean(text: str) -> str:
    return _space.sub(" ", html.unescape(_emphasis.sub(" ", text))).strip()


def _without_comments(text: str) -> str:
    """Drop HTML comments. No expression does it in linear time, for one that is never closed."""
    first, *others = text.split("<!--")
    return first + "".join(
        " " + (rest.partition("-->")[2] if "-->" in rest else rest) for rest in others
    )


def _without_code(text: str) -> str:
    """Drop fenced blocks: a comment in a shell script is no heading."""
    return "\n".join(_fence.split(text)[::2])

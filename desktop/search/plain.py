"""Markdown to the text a reader would see, and its headings.

Pure, and good enough for finding and for excerpts; what is shown as a page is rendered
elsewhere. Every expression is linear, because a page may be megabytes long and hostile, begins
with a letter of its own, and is used only where the text holds that letter: most of the text is
then never looked at by more than a search for one byte.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

_fence: Final = re.compile(r"\n[ \t]{0,3}(?:```|~~~)[^\n]*")
_fenced: Final = re.compile(r"(\n[ \t]{0,3}(?:```|~~~)[^\n]*)")
_heading: Final = re.compile(r"\n[ \t]{0,3}#{1,6}[ \t]+([^\n]{1,300})(?![^\n])")
_heading_tail: Final = re.compile(r"[ \t]*#*[ \t]*(?:\{[^{}]{0,100}\})?[ \t]*$")
_image_or_link: Final = re.compile(
    r"\[([^\[\]]{0,300})\](?:\([^()\n]{0,1000}\)|\[[^\[\]]{0,100}\])"
)
_definition: Final = re.compile(r"\n[ \t]{0,3}\[[^\[\]]{1,100}\]:[^\n]*")
_tag: Final = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_rule: Final = re.compile(r"\n[ \t|:*_=-]{3,}(?=\n)")
_line_start: Final = re.compile(
    r"\n[ \t]*(?:>[ \t]?|[*+-][ \t]+|\d{1,4}[.)][ \t]+|\[[ xX]\][ \t]+)+"
)
_underline: Final = re.compile(r"_(?<!\w_)_*|_+(?!\w)")
_escape: Final = re.compile(r"\\(?=[^\w\s])")


@dataclass(frozen=True, slots=True)
class PlainText:
    """``text`` in one line; ``headings`` are in it too."""

    text: str
    headings: tuple[str, ...]


def plain_text(markdown: str) -> PlainText:
    """Return what is left of ``markdown`` without its marks."""
    if not markdown:
        return PlainText("", ())
    text = _without_links(_without_comments(f"\n{markdown}\n"))
    if "<" in text:
        text = _tag.sub(" ", text)
    headings: list[str] = []
    if "#" in text:
        text, headings = _headings(text)
    if "```" in text or "~~~" in text:
        text = _fence.sub("\n", text)
    text = _line_start.sub("\n", _rule.sub("\n", text))
    return PlainText(_clean(text), tuple(filter(None, map(_clean, headings))))


def _without_links(text: str) -> str:
    """Leave of a link, or an image within one, only its words."""
    if "[" not in text:
        return text
    if "]:" in text:
        text = _definition.sub("\n", text)
    text = text.replace("![", "[")
    for _ in range(2):
        if "](" in text or "][" in text:
            text = _image_or_link.sub(r"\1", text)
    return text


def _headings(text: str) -> tuple[str, list[str]]:
    """The text with its headings bare, and these; a comment in a shell script is none."""
    found: list[str] = []

    def bare(match: re.Match[str]) -> str:
        found.append(_heading_tail.sub("", match[1]))
        return f"\n{found[-1]}"

    pieces = _fenced.split(text)
    # A text, the line that opens a block of code, the code, the line that ends it, and so on.
    pieces[::4] = [_heading.sub(bare, piece) for piece in pieces[::4]]
    return "".join(pieces), found


def _clean(text: str) -> str:
    if "\\" in text:
        text = _escape.sub(" ", text)
    for mark in ("*", "`", "|", "~~"):
        if mark in text:
            text = text.replace(mark, " ")
    if "_" in text:
        text = _underline.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    return " ".join(text.split())


def _without_comments(text: str) -> str:
    """Drop HTML comments. No expression does it in linear time, for one that is never closed."""
    first, *others = text.split("<!--")
    return first + "".join(
        " " + (rest.partition("-->")[2] if "-->" in rest else rest) for rest in others
    )

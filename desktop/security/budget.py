"""How much a text may ask for before it is shown as plain text. Knows no Markdown and no window.

The limits keep the parser, the allow-list and the window's layout each far below a second; the
window's layout doubles its work with every nested table, and gives up on endless lines.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

SOURCE_BYTES = 512 * 1024
HTML_BYTES = 4 * SOURCE_BYTES
LINES = 12_000
STEPS = 24_000
COLUMNS = 500
DEPTH = 100
NODES = 20_000
CELLS = 5_000
IMAGES = 400
RUN = 2_000
PIECE = 400
NESTED = {"table": 4, "ul": 20, "ol": 20}
LISTS = 20
VOID = frozenset({"br", "hr", "img"})
BREAK = "\u200b"  # a place to break a line that takes no room

_SPACE = re.compile(r"(\s+)")


class TooComplex(ValueError):
    """The text asks for more than one page may."""


class Steps:
    """Counts what a parser does, so that its work has an end wherever the text leads it."""

    def __init__(self, limit: int = STEPS) -> None:
        self._left = limit

    def take(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise TooComplex("The text takes too many steps to read.")


class Runs:
    """Breaks what has no space for longer than ``RUN`` characters, across calls."""

    def __init__(self) -> None:
        self._run = 0

    def start(self) -> None:
        """A new line or block begins."""
        self._run = 0

    def broken(self, text: str) -> str:
        if self._run + len(text) <= PIECE:
            self._run = 0 if text[-1:].isspace() else self._run + len(text)
            return text
        return "".join(map(self._part, _SPACE.split(text)))

    def _part(self, part: str) -> str:
        if not part or part.isspace():
            self._run = 0 if part else self._run
            return part
        before, self._run = self._run, self._run + len(part)
        if self._run <= RUN:
            return part
        pieces = [part[at : at + PIECE] for at in range(0, len(part), PIECE)]
        self._run = len(pieces[-1])
        return (BREAK if before else "") + BREAK.join(pieces)


def check_source(text: str) -> None:
    """Refuse a text over ``SOURCE_BYTES`` or ``LINES``, or with a table of endless width."""
    if len(text.encode("utf-8", "replace")) > SOURCE_BYTES or text.count("\n") > LINES:
        raise TooComplex("The text is too long.")
    if any(line.count("|") > COLUMNS for line in text.split("\n")):
        raise TooComplex("The text has a table that is too wide.")


def check_html(html: str) -> None:
    """Refuse HTML that is too large, too deep, or of too many parts."""
    if len(html) > HTML_BYTES:
        raise TooComplex("The page is too long.")
    counter = _Counter(convert_charrefs=False)
    counter.feed(html)
    counter.close()


class _Counter(HTMLParser):
    """Counts nodes, and the depth of what is open."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self._seen: Counter[str] = Counter()
        self._open: Counter[str] = Counter()
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._count("node")
        self._seen[tag] += 1
        if tag in VOID:
            self._check_images()
            return
        self._open[tag] += 1
        self._depth += 1
        self._check(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._open[tag]:
            self._open[tag] -= 1
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        self._count("node")

    def _count(self, what: str) -> None:
        self._seen[what] += 1
        if self._seen[what] > NODES:
            raise TooComplex("The page has too many parts.")

    def _check_images(self) -> None:
        if self._seen["img"] > IMAGES:
            raise TooComplex("The page has too many images.")

    def _check(self, tag: str) -> None:
        lists = self._open["ul"] + self._open["ol"]
        if self._depth > DEPTH or self._open["table"] > NESTED["table"] or lists > LISTS:
            raise TooComplex("The page is nested too deep.")
        if self._seen["td"] + self._seen["th"] > CELLS:
            raise TooComplex("The page has too many table cells.")

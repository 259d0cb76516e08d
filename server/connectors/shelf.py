"""Pieces of a Markdown text that no rewriting may touch: code, and what was marked as raw.

They are put on a shelf, a placeholder stands for each, and in the end they come back. Knows
nothing of what the rewriting does.
"""

from __future__ import annotations

import re
from bisect import bisect_right

# Private-use characters: a text that holds some of its own loses them on the way in.
OPEN, CLOSE = "\ue000", "\ue001"
RESERVED = re.compile("[\ue000-\ue003]")

_PLACEHOLDER = re.compile(f"{OPEN}(\\d+){CLOSE}")
_FENCE = re.compile(
    r"^(?:[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(?P<fence>`{3,}|~{3,})[^`\n]*\n"
    r".*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_TICKS = re.compile(r"`+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


class Shelf:
    """Holds the pieces of one text."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def put(self, piece: str) -> str:
        """Keep ``piece`` and return what stands for it meanwhile."""
        self._pieces.append(piece)
        return f"{OPEN}{len(self._pieces) - 1}{CLOSE}"

    def put_code(self, text: str) -> str:
        """Return ``text`` with every code block and code span on the shelf."""
        text = _FENCE.sub(lambda found: self.put(found[0]), RESERVED.sub("", text))
        parts, at = [], 0
        for start, end in _code_spans(text):
            parts += [text[at:start], self.put(text[start:end])]
            at = end
        return "".join([*parts, text[at:]])

    def restore(self, text: str) -> str:
        """Return ``text`` with every piece back in its place, pieces within pieces too."""
        while _PLACEHOLDER.search(text):
            text = _PLACEHOLDER.sub(lambda found: self._pieces[int(found[1])], text)
        return text

    def change(self, pattern: re.Pattern[str], replacement: str) -> None:
        """Substitute within all pieces."""
        self._pieces = [pattern.sub(replacement, piece) for piece in self._pieces]


def _code_spans(text: str) -> list[tuple[int, int]]:
    """Return where code spans lie: two runs of as many backticks within one paragraph."""
    runs = [found.span() for found in _TICKS.finditer(text)]
    by_length: dict[int, list[int]] = {}
    for start, end in runs:
        by_length.setdefault(end - start, []).append(start)
    breaks = [found.start() for found in _BLANK_LINE.finditer(text)]
    spans: list[tuple[int, int]] = []
    free = 0
    for start, end in runs:
        close = _next_after(by_length[end - start], start)
        paragraph_end = _next_after(breaks, start)
        if start < free or close is None:
            continue
        if paragraph_end is None or close < paragraph_end:
            free = close + end - start
            spans.append((start, free))
    return spans


def _next_after(places: list[int], position: int) -> int | None:
    index = bisect_right(places, position)
    return places[index] if index < len(places) else None

"""What one state of the index was asked before, so that the next keystroke need not ask again.

Most of what a letter more asks for is what the letter before asked for: the other words, the same
documents. It is held in memory only, a megabyte or two, and all forgotten as soon as the index has
changed. It must not know how anything is found.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple, TypeVar

from desktop.search.candidates import Matched, Narrowing
from desktop.search.listing import Listing, listed
from desktop.search.rows import Rows
from desktop.search.sought import Sought
from desktop.search.tables import VERSION
from desktop.search.wordscore import WordScorer

_MAX_WORDS: Final = 500
_MAX_SCORERS: Final = 40
_MAX_ALONE: Final = 40  # lists of row ids
_MAX_LISTINGS: Final = 8
_MAX_ROWS: Final = 300
_MAX_TEXTS: Final = 40

# A word, whether it may be half typed, whether it was widened.
Asked = tuple[str, bool, bool]
Row = TypeVar("Row")


class DocumentRow(NamedTuple):
    """What a hit is made of, as the index has it."""

    docid: int
    key: str
    title: str
    subtitle: str
    thumbnail: str | None
    source: str | None
    source_key: str | None
    updated: str | None
    shown: str


class Remembered:
    """The memory of one search engine."""

    def __init__(self) -> None:
        self._schema = -1
        self._changes = -1
        self._ours = False
        self.words: dict[Asked, Sought] = {}
        self.facets: dict[int, tuple[str, str]] = {}
        self.listings: dict[tuple[Narrowing, ...], Listing] = {}
        self.scorers: dict[Sought, WordScorer] = {}
        self.alone: dict[Matched, list[int]] = {}
        self.ranked: dict[int, tuple[Any, ...]] = {}
        self.shown: dict[int, DocumentRow] = {}
        self.texts: dict[int, tuple[str, str]] = {}

    def is_ours(self, rows: Rows) -> bool:
        """Whether the tables are those that this version of the program makes."""
        schema = rows.all("PRAGMA schema_version")[0][0]
        if schema != self._schema:
            self._schema, self._changes = schema, -1
            self._ours = _made_by(rows) == VERSION
        return self._ours

    def refresh(self, changes: int) -> None:
        """Forget everything unless the index is what it was; ``changes`` counts those made to it.

        The count begins anew with new tables, which the version of the schema tells.
        """
        every: tuple[tuple[dict[Any, Any], float], ...] = (
            *((self.words, _MAX_WORDS), (self.facets, math.inf), (self.scorers, _MAX_SCORERS)),
            *((self.alone, _MAX_ALONE), (self.listings, _MAX_LISTINGS)),
            *((self.texts, _MAX_TEXTS), (self.ranked, _MAX_ROWS), (self.shown, _MAX_ROWS)),
        )
        for known, most in every:
            if changes != self._changes or len(known) > most:
                known.clear()
        self._changes = changes

    def listing(self, rows: Rows, narrowings: tuple[Narrowing, ...]) -> Listing:
        """A list without words, read once."""
        if narrowings not in self.listings:
            self.listings[narrowings] = listed(rows, narrowings)
        return self.listings[narrowings]


def with_missing(
    known: dict[int, Row], docids: Iterable[int], read: Callable[[list[int]], dict[int, Row]]
) -> dict[int, Row]:
    """Return the rows of some documents by row id; what is not in ``known`` is read into it."""
    found = {docid: known[docid] for docid in docids if docid in known}
    missing = [docid for docid in docids if docid not in found]
    if missing:
        read_now = read(missing)
        known.update(read_now)
        found.update(read_now)
    return found


def _made_by(rows: Rows) -> int:
    """The version of the index; 0 where there is none that says so."""
    if not rows.all("SELECT 1 FROM sqlite_master WHERE name = 'tally'"):
        return 0
    found = rows.all("SELECT value FROM tally WHERE name = 'version'")
    return int(found[0][0]) if found else 0

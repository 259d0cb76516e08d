"""What one state of the index was asked before, so that the next keystroke need not ask again.

It holds words and facet values of the index in memory only, and forgets them all as soon as the
index has changed. It must not know how they are found.
"""

from __future__ import annotations

from typing import Final

from desktop.search.candidates import Narrowing
from desktop.search.listing import Listing, listed
from desktop.search.rows import Rows
from desktop.search.sought import Sought
from desktop.search.tables import VERSION

_MAX_WORDS: Final = 500
_MAX_LISTINGS: Final = 8

# A word, whether it may be half typed, whether it was widened.
Asked = tuple[str, bool, bool]


class Remembered:
    """The memory of one search engine."""

    def __init__(self) -> None:
        self._schema = -1
        self._changes = -1
        self._ours = False
        self.words: dict[Asked, Sought] = {}
        self.facets: dict[int, tuple[str, str]] = {}
        self.listings: dict[tuple[Narrowing, ...], Listing] = {}

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
        if changes != self._changes:
            self._changes = changes
            self.words.clear()
            self.facets.clear()
            self.listings.clear()
        elif len(self.words) > _MAX_WORDS:
            self.words.clear()

    def listing(self, rows: Rows, narrowings: tuple[Narrowing, ...]) -> Listing:
        """A list without words, read once."""
        if narrowings not in self.listings:
            if len(self.listings) >= _MAX_LISTINGS:
                self.listings.clear()
            self.listings[narrowings] = listed(rows, narrowings)
        return self.listings[narrowings]


def _made_by(rows: Rows) -> int:
    """The version of the index; 0 where there is none that says so."""
    if not rows.all("SELECT 1 FROM sqlite_master WHERE name = 'tally'"):
        return 0
    found = rows.all("SELECT value FROM tally WHERE name = 'version'")
    return int(found[0][0]) if found else 0

"""What one state of the index was asked before, so that the next keystroke need not ask again.

It holds words and facet values of the index in memory only, and forgets them all as soon as the
index has changed. It must not know how they are found.
"""

from __future__ import annotations

from typing import Final

from desktop.search.rows import Rows
from desktop.search.sought import Sought

_MAX_WORDS: Final = 2_000

# A word, whether it may be half typed, whether it may be taken apart.
Asked = tuple[str, bool, bool]


class Remembered:
    """The memory of one search engine."""

    def __init__(self) -> None:
        self._state: tuple[int, ...] = ()
        self.words: dict[Asked, Sought] = {}
        self.facets: dict[int, tuple[str, str]] = {}

    def refresh(self, rows: Rows, changes: int) -> None:
        """Forget everything unless the index is what it was; ``changes`` counts those made to it.

        The count begins anew with new tables, so the version of the schema belongs to it.
        """
        state = (rows.all("PRAGMA schema_version")[0][0], changes)
        if state != self._state:
            self._state = state
            self.words.clear()
            self.facets.clear()
        elif len(self.words) > _MAX_WORDS:
            self.words.clear()

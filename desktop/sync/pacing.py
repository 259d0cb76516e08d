"""How much to ask for at a time, so that an answer neither takes for ever nor is hardly worth it.

Pure: what came of the last request decides about the next one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

FEWEST_ROWS, FIRST_ROWS, MOST_ROWS = 20, 500, 2_000
QUICK, LONG = 5.0, 20.0  # seconds
MOST_BLOBS, FIRST_BLOBS = 100, 20
BATCH_BYTES: Final = 2 * 2**20


@dataclass(frozen=True, slots=True)
class RowPace:
    """How many rows to ask for."""

    rows: int = FIRST_ROWS

    def after(self, seconds: float) -> RowPace:
        """The pace after an answer that took so long."""
        if seconds < QUICK:
            return RowPace(min(self.rows * 2, MOST_ROWS))
        return RowPace(max(self.rows // 2, FEWEST_ROWS)) if seconds > LONG else self

    def slower(self) -> RowPace | None:
        """The pace after an answer that was too much; ``None`` if there is none below."""
        return RowPace(max(self.rows // 4, FEWEST_ROWS)) if self.rows > FEWEST_ROWS else None


@dataclass(frozen=True, slots=True)
class BlobPace:
    """How many blobs to ask for: some two megabytes at once, or what a slow line carries soon."""

    count: int = FIRST_BLOBS

    def after(self, count: int, size: int, seconds: float) -> BlobPace:
        """The pace after ``count`` blobs that had ``size`` bytes together and took so long."""
        if not count:
            return self
        fitting = min(BATCH_BYTES * count // max(size, 1), int(QUICK * count / max(seconds, 1e-3)))
        return replace(self, count=max(1, min(fitting, 2 * self.count, MOST_BLOBS)))

    def slower(self) -> BlobPace:
        return replace(self, count=max(1, self.count // 4))

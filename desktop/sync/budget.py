"""What a pass may still fetch over a line that costs money. Asked before each request.

Rows go before pictures: once the day's bytes are used up no picture comes, and rows come on up to
a small floor, so that a changed number arrives on the last day of a month, too. It overshoots by
one answer at most.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from desktop.passes import DayUsage

# Bytes of rows a day that come though the budget is used up: some thousand changed entries.
ROWS_FLOOR: Final = 1_000_000


class Ledger(Protocol):
    """Where the bytes of a day are counted; it outlives the process."""

    def usage(self) -> DayUsage:
        """What came today."""
        ...

    def spend(self, *, rows: int = 0, blobs: int = 0, free: int = 0) -> DayUsage:
        """Count bytes that came; returns what came today."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The line a pass goes over: ``budget`` are bytes a day, for one that is metered."""

    metered: bool = False
    budget: int = 0


class Budget:
    """Counts what ``received`` says, and answers for what is left of the day's bytes."""

    def __init__(self, ledger: Ledger, line: Line, received: Callable[[], int]) -> None:
        self._ledger = ledger
        self._line = line
        self._received = received
        self._counted = received()
        self._usage = ledger.usage()

    def rows_pass(self) -> bool:
        """Whether rows may be asked for."""
        return self._left() > 0 or self._usage.rows < ROWS_FLOOR

    def left(self) -> int | None:
        """The bytes that pictures and other large things may take; ``None``: any number."""
        return max(0, self._left()) if self._line.metered else None

    def affords(self, size: int) -> bool:
        """Whether something of ``size`` bytes may be fetched whole."""
        return not self._line.metered or size <= self._left()

    def count_rows(self) -> None:
        """What came since the last count were rows."""
        came = self._came()
        if came:
            free = not self._line.metered
            self._usage = self._ledger.spend(**{"free" if free else "rows": came})

    def count_blobs(self) -> None:
        """What came since the last count were pictures."""
        came = self._came()
        if came:
            free = not self._line.metered
            self._usage = self._ledger.spend(**{"free" if free else "blobs": came})

    def _left(self) -> int:
        if not self._line.metered:
            return 1
        uncounted = self._received() - self._counted
        return self._line.budget - self._usage.metered - uncounted

    def _came(self) -> int:
        received = self._received()
        came, self._counted = received - self._counted, received
        return came

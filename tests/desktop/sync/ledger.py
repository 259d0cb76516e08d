"""A ledger in memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktop.passes import DayUsage


@dataclass
class Counted:
    """Counts the bytes of one day that never ends."""

    spent: DayUsage = DayUsage(day=date(2026, 3, 2))

    def usage(self) -> DayUsage:
        return self.spent

    def spend(self, *, rows: int = 0, blobs: int = 0, free: int = 0) -> DayUsage:
        held = self.spent
        self.spent = replace(
            held, rows=held.rows + rows, blobs=held.blobs + blobs, free=held.free + free
        )
        return self.spent

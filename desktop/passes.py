"""What is remembered of syncing: the passes of the last days, and what a day's line has cost.

Frozen; no I/O. Nothing personal: times, counts and the names of errors.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

WELL = ""
CUT = "Cut"  # begun, and never ended: killed, or the power went
KEPT = "Kept"  # more was to be deleted than the server could show to be right
MENDED = "Mended"  # something was not as on the server, and is fetched again


@dataclass(frozen=True, slots=True, kw_only=True)
class PassRecord:
    """One pass, or a row of passes that failed alike: ``times`` says how many.

    ``began`` is of the first and ``ended`` of the last, ISO 8601 in UTC. ``outcome`` is empty
    where it went well, the error's name where it did not, or one of the words above.
    """

    began: str
    ended: str
    outcome: str = WELL
    times: int = 1
    rows: int = 0
    bytes: int = 0
    blobs: int = 0
    photos_waiting: int = 0
    rows_waiting: bool = False

    @property
    def is_through(self) -> bool:
        """Whether the pass came to its end, whatever it found there."""
        return self.outcome in (WELL, KEPT, MENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayUsage:
    """Bytes received on one day of the local calendar.

    ``rows`` and ``blobs`` on metered lines, ``free`` on all others.
    """

    day: date
    rows: int = 0
    blobs: int = 0
    free: int = 0

    @property
    def metered(self) -> int:
        return self.rows + self.blobs

    @property
    def total(self) -> int:
        return self.metered + self.free

    def on(self, today: date) -> DayUsage:
        """What counts today. Only a day that comes after this one begins with nothing.

        A clock set back thus gives nobody a second budget, and one that had been far ahead
        keeps nobody waiting for years: the same count goes on under today's date.
        """
        if today > self.day:
            return DayUsage(day=today)
        return replace(self, day=today)

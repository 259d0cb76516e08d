"""How much of something long is done, and how long the rest will take.

Pure: no clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.records import SyncProgress
from wire.messages import SnapshotOffer

# Before this share is done, a guess at the rest would be worth nothing.
SPEAKING_SHARE = 0.02
# What a line and a desk do in a second, until it is known what these do.
USUAL_BYTES, USUAL_ROWS = 1e6, 5e3
# A share as good as none.
NOTHING = 1e-9


def progress(phase: str, *, done: int, share: float, elapsed: float) -> SyncProgress:
    """Say that ``done`` things, a ``share`` in [0, 1] of all, took ``elapsed`` seconds."""
    share = min(max(share, 0.0), 1.0)
    total = max(done, round(done / share)) if share > NOTHING else 0
    left = elapsed * (1 - share) / share if share >= SPEAKING_SHARE else None
    return SyncProgress(phase=phase, done=done, total=total, seconds_left=left)


@dataclass(slots=True)
class Pace:
    """How long so much took; ``usual`` is a guess, in units a second, until it is known."""

    usual: float
    amount: int = 0
    seconds: float = 0.0

    def took(self, amount: int, seconds: float) -> None:
        """So much more took so many seconds more."""
        self.amount += max(0, amount)
        self.seconds += seconds

    def time_for(self, amount: int) -> float:
        """How many seconds so much would take."""
        known = self.amount and self.seconds
        return amount / (self.amount / self.seconds if known else self.usual)


@dataclass(slots=True)
class BootEstimate:
    """How far the snapshots of a pass are, by the time that their bytes and their rows take."""

    offers: dict[str, SnapshotOffer] = field(default_factory=dict)
    fetched: dict[str, int] = field(default_factory=dict)
    imported: dict[str, int] = field(default_factory=dict)
    line: Pace = field(default_factory=lambda: Pace(USUAL_BYTES))
    disk: Pace = field(default_factory=lambda: Pace(USUAL_ROWS))

    def expect(self, offers: Mapping[str, SnapshotOffer]) -> None:
        """These are to be fetched and taken in."""
        self.offers.update(offers)

    def fetch(self, stream: str, size: int, seconds: float) -> None:
        """``size`` bytes of a stream's snapshot are here; the last of them took so long."""
        if stream in self.fetched:
            self.line.took(size - self.fetched[stream], seconds)
        self.fetched[stream] = size

    def take_in(self, stream: str, rows: int, seconds: float) -> None:
        """``rows`` of a stream's snapshot are in; the last of them took so long."""
        if stream in self.imported:
            self.disk.took(rows - self.imported[stream], seconds)
        self.imported[stream] = rows

    def rows(self) -> int:
        """How many rows all of them have."""
        return sum(offer.rows for offer in self.offers.values())

    def left(self) -> float:
        """How many seconds the rest will take."""
        to_fetch = sum(one.bytes - self.fetched.get(name, 0) for name, one in self.offers.items())
        to_import = sum(one.rows - self.imported.get(name, 0) for name, one in self.offers.items())
        return self.line.time_for(max(0, to_fetch)) + self.disk.time_for(max(0, to_import))

    def share(self) -> float:
        """The share of the way that is behind, in [0, 1], as it is known by now."""
        behind = self.line.time_for(sum(self.fetched.values()))
        behind += self.disk.time_for(sum(self.imported.values()))
        whole = behind + self.left()
        return behind / whole if whole else 1.0

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
# A share as good as none.
NOTHING = 1e-9


def progress(
    phase: str, *, done: int, share: float, elapsed: float, began: float = 0.0
) -> SyncProgress:
    """Say that ``done`` things, a ``share`` in [0, 1] of all, took ``elapsed`` seconds.

    ``began`` is the share that was done before that time began.
    """
    share = min(max(share, 0.0), 1.0)
    total = max(done, round(done / share)) if share > NOTHING else 0
    gained = share - began
    left = elapsed * (1 - share) / gained if gained >= SPEAKING_SHARE else None
    return SyncProgress(phase=phase, done=done, total=total, seconds_left=left)


@dataclass(slots=True)
class BootShare:
    """How far the snapshots of a pass are: half of the way is to fetch, half to take in."""

    offers: dict[str, SnapshotOffer] = field(default_factory=dict)
    fetched: dict[str, int] = field(default_factory=dict)
    imported: dict[str, int] = field(default_factory=dict)
    began: float | None = None

    def expect(self, offers: Mapping[str, SnapshotOffer]) -> None:
        """These are to be fetched, or fetched instead of others."""
        self.offers.update(offers)

    def rows(self) -> int:
        """How many rows all of them have."""
        return sum(offer.rows for offer in self.offers.values())

    def share(self) -> float:
        """The share of the way that is behind, in [0, 1], weighed by bytes."""
        whole = sum(offer.bytes for offer in self.offers.values())
        behind = sum(
            _part(self.fetched.get(name, 0), offer.bytes) * offer.bytes
            + _part(self.imported.get(name, 0), offer.rows) * offer.bytes
            for name, offer in self.offers.items()
        )
        return behind / (2 * whole) if whole else 1.0


def _part(done: int, whole: int) -> float:
    return min(1.0, done / whole) if whole else 1.0

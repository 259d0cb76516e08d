"""How much of something long is done, and how long the rest will take.

Pure: no clock.
"""

from __future__ import annotations

from desktop.records import SyncProgress

# Before this share is done, a guess at the rest would be worth nothing.
SPEAKING_SHARE = 0.02
# A share as good as none.
NOTHING = 1e-9


def progress(phase: str, *, done: int, share: float, elapsed: float) -> SyncProgress:
    """Say that ``done`` things, a ``share`` in [0, 1] of all, took ``elapsed`` seconds."""
    share = min(max(share, 0.0), 1.0)
    total = max(done, round(done / share)) if share > NOTHING else 0
    left = elapsed * (1 - share) / share if share >= SPEAKING_SHARE else None
    return SyncProgress(phase=phase, done=done, total=total, seconds_left=left)

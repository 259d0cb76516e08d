"""When to sync again.

Pure arithmetic: no clock, no timer. The caller passes in the random number, so every test knows
the answer in advance.
"""

from __future__ import annotations

from datetime import timedelta

SPREAD = 0.2
FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(minutes=15)
SHORTEST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(days=1)
_DOUBLINGS = 10


def next_delay(
    wait: float, *, failures: int = 0, retry_after: float | None = None, jitter: float
) -> timedelta:
    """Return how long to wait before the next pass.

    ``wait`` is what the server last said, in seconds; ``failures`` counts the failed passes
    since the last good one; ``retry_after`` is what the last failure named, if anything.
    ``jitter`` is in [0, 1) and spreads clients by 20 % to either side.
    """
    return _base(wait, failures, retry_after) * (1 - SPREAD + 2 * SPREAD * jitter)


def _base(wait: float, failures: int, retry_after: float | None) -> timedelta:
    if failures == 0:
        return _within(wait)
    if retry_after is not None:
        return _within(retry_after)
    # Doubling is capped before the multiplication: timedelta overflows long before int does.
    return min(FIRST_RETRY * (1 << min(failures - 1, _DOUBLINGS)), LONGEST_RETRY)


def _within(seconds: float) -> timedelta:
    shortest, longest = SHORTEST_WAIT.total_seconds(), LONGEST_WAIT.total_seconds()
    return timedelta(seconds=min(max(seconds, shortest), longest))

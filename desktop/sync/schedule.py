"""When to sync again.

Pure arithmetic: no clock, no timer. The caller passes in the random number and what its clocks
say, so every test knows the answer in advance.
"""

from __future__ import annotations

from datetime import timedelta

SPREAD = 0.2
FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(minutes=15)
SHORTEST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(days=1)
# Whole offices wake and come back to the network in the same minute.
SOON = timedelta(seconds=10)
# A clock may be a little late, or be set right by a second or two: nobody slept then.
NAP = timedelta(seconds=60)
_DOUBLINGS = 10


def next_delay(
    wait: float,
    *,
    every: float = 0,
    failures: int = 0,
    retry_after: float | None = None,
    jitter: float,
) -> timedelta:
    """Return how long to wait before the next pass.

    ``wait`` is what the server last said, ``every`` what the user wants, which can only be
    longer; both in seconds. ``failures`` counts the failed passes since the last good one;
    ``retry_after`` is what the last failure named, if anything. ``jitter`` is in [0, 1): it
    spreads clients by 20 % to either side, all over the time of a back-off, and never to before
    the moment that the server named.
    """
    if retry_after is not None:
        return _within(retry_after) * (1 + SPREAD * jitter)
    if failures:
        return max(_longest(failures) * jitter, SHORTEST_WAIT)
    return _within(max(wait, every)) * (1 - SPREAD + 2 * SPREAD * jitter)


def soon(jitter: float) -> timedelta:
    """How long to wait where there is a reason to sync at once, with ``jitter`` in [0, 1)."""
    return SOON * jitter


def slept(wall: timedelta, monotonic: timedelta, expected: timedelta) -> bool:
    """Whether the machine slept between two looks at its clocks that were to be ``expected`` apart.

    Some systems stop the monotonic clock meanwhile, some let it run on; either way the wall
    clock has come further than it was to. A clock set forward looks the same, and costs a pass;
    one set back is nothing.
    """
    return max(wall - min(monotonic, expected), monotonic - expected) > NAP


def _longest(failures: int) -> timedelta:
    # Doubling is capped before the multiplication: timedelta overflows long before int does.
    return min(FIRST_RETRY * (1 << min(failures - 1, _DOUBLINGS)), LONGEST_RETRY)


def _within(seconds: float) -> timedelta:
    shortest, longest = SHORTEST_WAIT.total_seconds(), LONGEST_WAIT.total_seconds()
    return timedelta(seconds=min(max(seconds, shortest), longest))

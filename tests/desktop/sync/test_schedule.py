from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sync.schedule import (
    LONGEST_RETRY,
    LONGEST_WAIT,
    SHORTEST_WAIT,
    next_delay,
    slept,
    soon,
)

TICK = timedelta(seconds=20)
MINUTES = timedelta(minutes=1)
jitters = st.floats(0, 1, exclude_max=True)


@pytest.mark.parametrize(
    ("wait", "every", "seconds"),
    [
        (900, 0, 900),
        (0, 0, 10),
        (10**9, 0, 86_400),
        (900, 3600, 3600),  # a user may ask for longer pauses
        (900, 60, 900),  # and never for shorter ones than the server's
    ],
)
def test_the_server_paces_a_good_client_and_its_user_may_slow_it_down(
    wait: float, every: float, seconds: float
) -> None:
    assert next_delay(wait, every=every, jitter=0.5) == timedelta(seconds=seconds)


@pytest.mark.parametrize(("failures", "seconds"), [(1, 30), (2, 60), (3, 120), (6, 900), (99, 900)])
def test_a_back_off_spreads_over_all_of_its_time(failures: int, seconds: float) -> None:
    whole = timedelta(seconds=seconds)
    assert next_delay(900, failures=failures, jitter=0.5) == max(whole / 2, SHORTEST_WAIT)
    assert next_delay(900, failures=failures, jitter=0.0) == SHORTEST_WAIT


@given(st.floats(10, 86_400), st.integers(1, 99), jitters)
def test_nobody_comes_back_before_the_time_that_the_server_named(
    retry_after: float, failures: int, jitter: float
) -> None:
    delay = next_delay(900, failures=failures, retry_after=retry_after, jitter=jitter)
    assert retry_after <= delay.total_seconds() + 1e-6 <= 1.2 * retry_after + 1e-5


@given(
    st.floats(0, 10**9),
    st.floats(0, 10**9),
    st.integers(0, 10**6),
    st.none() | st.floats(0, 10**9),
    jitters,
)
def test_no_delay_is_beyond_its_bounds(
    wait: float, every: float, failures: int, retry_after: float | None, jitter: float
) -> None:
    delay = next_delay(wait, every=every, failures=failures, retry_after=retry_after, jitter=jitter)
    assert SHORTEST_WAIT * 0.8 <= delay <= LONGEST_WAIT * 1.2


@given(st.floats(10, 86_400), jitters)
def test_clients_are_spread_by_a_fifth_to_either_side(wait: float, jitter: float) -> None:
    share = next_delay(wait, jitter=jitter) / timedelta(seconds=wait)
    assert 0.8 <= round(share, 6) <= 1.2


def test_a_client_far_from_its_server_asks_at_least_every_quarter_hour() -> None:
    assert next_delay(86_400, failures=12, jitter=0.9999) <= LONGEST_RETRY


@given(jitters)
def test_a_reason_to_sync_at_once_is_spread_over_ten_seconds(jitter: float) -> None:
    assert timedelta(0) <= soon(jitter) <= timedelta(seconds=10)


@pytest.mark.parametrize(
    ("wall", "monotonic", "woke"),
    [
        (TICK, TICK, False),
        (TICK + 2 * MINUTES, TICK, True),  # the monotonic clock stood still meanwhile
        (TICK + 2 * MINUTES, TICK + 2 * MINUTES, True),  # it ran on: the tick came late
        (TICK + MINUTES / 2, TICK, False),  # set right by the network
        (-60 * MINUTES, TICK, False),  # set back by an hour
        (-60 * MINUTES, TICK + 2 * MINUTES, True),  # set back, and slept
        (60 * MINUTES, TICK, True),  # set forward: one pass more harms nobody
        (TICK, TICK + MINUTES / 2, False),  # a busy machine
        (TICK * 0, TICK * 0, False),
    ],
)
def test_sleep_shows_in_what_two_clocks_say(
    wall: timedelta, monotonic: timedelta, woke: bool
) -> None:
    assert slept(wall, monotonic, TICK) is woke

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sync.schedule import LONGEST_RETRY, LONGEST_WAIT, SHORTEST_WAIT, next_delay


@pytest.mark.parametrize(
    ("wait", "failures", "retry_after", "seconds"),
    [
        (900, 0, None, 900),
        (0, 0, None, 10),
        (900, 1, None, 30),
        (900, 2, None, 60),
        (900, 99, None, 900),
        (900, 1, 300.0, 300),
        (10**9, 0, None, 86_400),
    ],
)
def test_the_server_paces_a_good_client_and_failures_a_bad_line(
    wait: float, failures: int, retry_after: float | None, seconds: float
) -> None:
    delay = next_delay(wait, failures=failures, retry_after=retry_after, jitter=0.5)
    assert delay == timedelta(seconds=seconds)


@given(
    st.floats(0, 10**9),
    st.integers(0, 10**6),
    st.none() | st.floats(0, 10**9),
    st.floats(0, 1, exclude_max=True),
)
def test_no_delay_is_beyond_its_bounds(
    wait: float, failures: int, retry_after: float | None, jitter: float
) -> None:
    delay = next_delay(wait, failures=failures, retry_after=retry_after, jitter=jitter)
    assert SHORTEST_WAIT * 0.8 <= delay <= LONGEST_WAIT * 1.2


@given(st.floats(10, 86_400), st.floats(0, 1, exclude_max=True))
def test_clients_are_spread_by_a_fifth_to_either_side(wait: float, jitter: float) -> None:
    share = next_delay(wait, jitter=jitter) / timedelta(seconds=wait)
    assert 0.8 <= round(share, 6) <= 1.2


def test_a_client_far_from_its_server_asks_at_least_every_quarter_hour() -> None:
    assert next_delay(86_400, failures=12, jitter=0.5) == LONGEST_RETRY

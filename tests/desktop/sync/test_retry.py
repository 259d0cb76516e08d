from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sync.retry import LONGEST_DELAY, delay, retry_after, worth_another_try

NOW = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("0", 0),
        ("120", 120),
        ("9" * 5000, LONGEST_DELAY),
        ("-5", None),
        ("Mon, 04 May 2026 00:01:00 GMT", 60),
        ("Mon, 04 May 2026 00:01:00 -0000", 60),
        ("Sun, 03 May 2026 00:00:00 GMT", 0),
        ("Mon, 04 May 2099 00:00:00 GMT", LONGEST_DELAY),
        ("Mon, 99 May 2026 00:00:00 GMT", None),
        ("a little later", None),
    ],
)
def test_both_forms_of_retry_after_are_read_and_capped(
    header: str | None, seconds: float | None
) -> None:
    assert retry_after(header, NOW) == seconds


@given(st.text())
def test_no_retry_after_is_an_error(header: str) -> None:
    seconds = retry_after(header, NOW)
    assert seconds is None or 0 <= seconds <= LONGEST_DELAY


@given(st.integers(1, 10**6), st.floats(0, 1, exclude_max=True))
def test_pauses_are_drawn_from_nothing_to_the_cap(failures: int, jitter: float) -> None:
    assert 0 <= delay(failures, jitter) <= LONGEST_DELAY


def test_pauses_double() -> None:
    assert [delay(failures, 0.5) for failures in (1, 2, 3, 4)] == [0.5, 1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    ("status", "again"),
    [(200, False), (301, False), (400, False), (404, False)]
    + [(status, True) for status in (408, 425, 429, 500, 502, 503, 504, 599)],
)
def test_some_statuses_are_worth_another_try(status: int, again: bool) -> None:
    assert worth_another_try(status) is again

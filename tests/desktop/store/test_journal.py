"""What is remembered of passes, and the bytes of a day under clocks that are set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from desktop.passes import CUT, WELL
from desktop.records import SyncReport
from desktop.store.files import Store
from desktop.store.journal import KEPT, Journal

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
OFFLINE = "ServerUnreachable"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journal(store: Store, clock: Callable[[], datetime]) -> Journal:
    return Journal(store.outbox_engine, now=clock)


def note(journal: Journal, outcome: str, report: SyncReport | None = None) -> None:
    journal.end(journal.begin(), outcome, report or SyncReport())


def test_a_pass_is_remembered_with_what_it_brought(journal: Journal, clock: Clock) -> None:
    number = journal.begin()
    clock.now += timedelta(seconds=7)
    journal.end(number, WELL, SyncReport(rows=3, bytes=900, blobs=2, photos_waiting=240))
    (one,) = journal.passes()
    assert (one.outcome, one.rows, one.bytes, one.blobs, one.photos_waiting) == ("", 3, 900, 2, 240)
    assert (one.began, one.ended) == ("2026-03-02T12:00:00+00:00", "2026-03-02T12:00:07+00:00")


def test_a_pass_that_was_killed_stays_as_cut(journal: Journal) -> None:
    journal.begin()
    note(journal, WELL)
    assert [one.outcome for one in journal.passes()] == [WELL, CUT]


def test_a_night_without_a_network_is_one_line(journal: Journal, clock: Clock) -> None:
    for outcome in (WELL, OFFLINE, OFFLINE, OFFLINE, "NotAuthorised", OFFLINE, WELL, WELL):
        note(journal, outcome)
        clock.now += timedelta(minutes=1)
    told = [(one.outcome, one.times) for one in journal.passes()]
    assert told == [
        (WELL, 1),
        (WELL, 1),
        (OFFLINE, 1),
        ("NotAuthorised", 1),
        (OFFLINE, 3),
        (WELL, 1),
    ]
    assert journal.passes()[-2].began < journal.passes()[-2].ended


def test_only_the_last_passes_are_kept(journal: Journal) -> None:
    for rows in range(KEPT + 10):
        note(journal, WELL, SyncReport(rows=rows))
    assert len(journal.passes()) == KEPT
    assert journal.passes()[0].rows == KEPT + 9


def test_bytes_of_a_day_add_up_and_a_new_day_begins_with_none(
    journal: Journal, store: Store, clock: Clock
) -> None:
    journal.spend(rows=10)
    journal.spend(blobs=5, free=7)
    again = Journal(store.outbox_engine, now=clock)
    assert (again.usage().metered, again.usage().total) == (15, 22)
    clock.now += timedelta(days=1)
    assert again.usage().total == 0
    assert again.spend(free=1).total == 1


@pytest.mark.parametrize("days", [-1, -400, 0])
def test_a_clock_set_back_gives_nobody_a_second_budget(
    journal: Journal, clock: Clock, days: int
) -> None:
    journal.spend(blobs=50)
    clock.now += timedelta(days=days)
    assert journal.usage().metered == 50
    assert journal.spend(blobs=1).metered == 51


def test_a_clock_that_was_far_ahead_keeps_nobody_waiting_for_years(
    journal: Journal, clock: Clock
) -> None:
    clock.now += timedelta(days=36_500)
    journal.spend(blobs=50)
    clock.now = NOON
    assert journal.spend(blobs=1).metered == 51  # set right: still the same day's bytes
    clock.now += timedelta(days=1)
    assert journal.usage().metered == 0

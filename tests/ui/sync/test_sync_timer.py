"""When the next pass begins, whatever happens to clocks and machine meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from desktop.records import SyncReport
from desktop.sync import schedule
from desktop.ui.answers import Failure
from desktop.ui.sync.sync_timer import BEAT, Clocks, SyncTimer

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
OFFLINE = Failure(error="ServerUnreachable")


class Machine:
    """Two clocks and a die that stand where they are put."""

    def __init__(self, jitter: float = 0.5) -> None:
        self.wall, self.monotonic, self.jitter = NOON, 1_000.0, jitter

    def clocks(self) -> Clocks:
        return Clocks(
            wall=lambda: self.wall, monotonic=lambda: self.monotonic, jitter=lambda: self.jitter
        )

    def go_on(self, by: timedelta) -> None:
        self.wall += by
        self.monotonic += by.total_seconds()


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def timer(qtbot: QtBot, machine: Machine) -> SyncTimer:
    return SyncTimer(schedule, machine.clocks())


def wait(timer: SyncTimer) -> float:
    """Seconds until it rings, by the wall clock."""
    assert timer.next_at is not None
    return (timer.next_at - timer.now()).total_seconds()


def test_before_the_first_pass_ended_nothing_is_to_ring(timer: SyncTimer) -> None:
    assert timer.next_at is None


@pytest.mark.parametrize(("jitter", "seconds"), [(0.0, 480), (0.5, 600), (1.0, 720)])
def test_a_report_says_how_long_to_wait_and_desks_spread_by_a_fifth(
    timer: SyncTimer, machine: Machine, jitter: float, seconds: float
) -> None:
    machine.jitter = jitter
    timer.after_report(SyncReport(wait=600))
    assert wait(timer) == seconds


def test_failures_double_the_wait_and_a_success_ends_that(
    timer: SyncTimer, machine: Machine
) -> None:
    machine.jitter = 0.99
    waits = []
    for _ in range(3):
        timer.after_failure(OFFLINE)
        waits.append(wait(timer))
    assert waits == pytest.approx([29.7, 59.4, 118.8])
    timer.after_report(SyncReport(wait=600))
    timer.after_failure(OFFLINE)
    assert wait(timer) == pytest.approx(29.7)


def test_the_time_that_the_server_named_is_kept_to_also_on_a_new_network(
    timer: SyncTimer,
) -> None:
    timer.after_failure(Failure(error="ServerUnreachable", retry_after=300.0))
    timer.soon()
    assert 300 <= wait(timer) <= 360


def test_another_process_that_syncs_is_waited_for_and_is_no_failure(
    timer: SyncTimer, machine: Machine
) -> None:
    machine.jitter = 0.99
    timer.after_other()
    assert wait(timer) == pytest.approx(29.7)
    timer.after_failure(OFFLINE)
    assert wait(timer) == pytest.approx(29.7)


def test_a_longer_pause_that_the_user_sets_counts_from_the_last_pass(
    timer: SyncTimer, machine: Machine
) -> None:
    timer.after_report(SyncReport(wait=900))
    machine.go_on(timedelta(minutes=10))
    timer.set_every(60)
    assert wait(timer) == 3_000
    timer.set_every(0)
    assert wait(timer) == 300


def test_a_machine_that_slept_syncs_soon_after_it_woke(timer: SyncTimer, machine: Machine) -> None:
    timer.after_report(SyncReport(wait=900))
    machine.go_on(BEAT)
    timer.beat()
    assert wait(timer) == 880
    machine.wall += timedelta(hours=8)  # the monotonic clock stood still
    machine.go_on(BEAT)
    timer.beat()
    assert wait(timer) == 5


def test_a_clock_that_is_set_back_neither_stops_nor_hurries_it(
    timer: SyncTimer, machine: Machine
) -> None:
    timer.after_report(SyncReport(wait=900))
    machine.wall -= timedelta(days=400)
    machine.go_on(BEAT)
    timer.beat()
    assert wait(timer) == 880


def test_sleep_outlasts_what_the_server_asked_for(timer: SyncTimer, machine: Machine) -> None:
    timer.after_failure(Failure(error="ServerUnreachable", retry_after=900.0))
    machine.wall += timedelta(hours=8)
    timer.beat()
    assert wait(timer) == 5


def test_what_is_held_rings_no_more(timer: SyncTimer, machine: Machine) -> None:
    timer.after_report(SyncReport())
    timer.hold()
    machine.wall += timedelta(hours=8)
    timer.beat()
    assert timer.next_at is None


def test_it_rings_when_the_time_has_come(qtbot: QtBot) -> None:
    timer = SyncTimer(schedule, Machine(jitter=0.0005).clocks())
    with qtbot.waitSignal(timer.due):
        timer.soon()

"""When the next pass begins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pytestqt.qtbot import QtBot

from desktop.records import SyncReport
from desktop.sync.schedule import next_delay
from desktop.ui.sync.sync_timer import SyncTimer

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def _delay(wait: float, failures: int, jitter: float) -> timedelta:
    return next_delay(wait, failures=failures, jitter=jitter)


def _timer(jitter: float = 0.5) -> SyncTimer:
    return SyncTimer(_delay, jitter=lambda: jitter, now=lambda: NOON)


def test_a_report_says_how_long_to_wait_and_desks_spread_by_a_fifth(qtbot: QtBot) -> None:
    for jitter, seconds in ((0.0, 480), (0.5, 600), (1.0, 720)):
        timer = _timer(jitter)
        timer.after_report(SyncReport(wait=600))
        assert timer.next_at == NOON + timedelta(seconds=seconds)


def test_failures_double_the_wait_and_a_success_ends_that(qtbot: QtBot) -> None:
    timer = _timer()
    waits = []
    for _ in range(3):
        timer.after_failure()
        assert timer.next_at is not None
        waits.append((timer.next_at - NOON).total_seconds())
    assert waits[1] == 2 * waits[0]
    assert waits[2] == 2 * waits[1]
    timer.after_report(SyncReport(wait=600))
    assert timer.failures == 0


def test_it_rings_when_the_time_has_come(qtbot: QtBot) -> None:
    timer = SyncTimer(lambda wait, failures, jitter: timedelta(milliseconds=5))
    with qtbot.waitSignal(timer.due):
        timer.after_report(SyncReport())

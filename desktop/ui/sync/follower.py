"""Follows the passes and keeps one state of them. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal, Slot

from desktop.records import ChangeSet, Status, SyncProgress, SyncReport
from desktop.ui.answers import Answer, Failure
from desktop.ui.sync.state import SyncState, begun, ended_badly, ended_well, stopped
from desktop.ui.sync.sync_timer import SyncTimer
from desktop.ui.sync_process import SyncProcess


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SyncFollower(QObject):
    """Runs a pass when it is due or asked for, and tells what became of it.

    Signals:
        state_changed: The SyncState.
        changed: A ChangeSet of what a running pass has brought.
        settled: A pass has ended, one way or another.
        status_wanted: The figures of the replica may be different now.
    """

    state_changed = Signal(object)
    changed = Signal(object)
    settled = Signal()
    status_wanted = Signal()

    def __init__(
        self,
        process: SyncProcess,
        timer: SyncTimer,
        parent: QObject | None = None,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        super().__init__(parent)
        self._process = process
        self._timer = timer
        self._now = now
        self._state = SyncState()
        timer.due.connect(self.sync_now)
        process.started.connect(self._begin)
        process.progressed.connect(self._advance)
        process.changed.connect(self._pass_on)
        process.finished.connect(self._finish)
        process.failed.connect(self._fail)
        process.cancelled.connect(self._stop)

    @property
    def state(self) -> SyncState:
        return self._state

    @Slot()
    def sync_now(self) -> None:
        self._process.start()

    @Slot()
    def cancel(self) -> None:
        self._process.cancel()

    @Slot(object)
    def set_status(self, answer: Answer[Status]) -> None:
        if answer.value is not None:
            self._keep(replace(self._state, status=answer.value))

    @Slot()
    def _begin(self) -> None:
        self._keep(begun(self._state))

    @Slot(object)
    def _advance(self, progress: SyncProgress) -> None:
        self._keep(replace(self._state, progress=progress))

    @Slot(object)
    def _pass_on(self, changes: ChangeSet) -> None:
        self.changed.emit(changes)
        self.status_wanted.emit()

    @Slot(object)
    def _finish(self, report: SyncReport) -> None:
        self._timer.after_report(report)
        self._settle(ended_well(self._state, report))

    @Slot(object)
    def _fail(self, failure: Failure) -> None:
        self._timer.after_failure()
        self._settle(ended_badly(self._state, failure, self._now()))

    @Slot()
    def _stop(self) -> None:
        self._timer.after_cancel()
        self._settle(stopped(self._state))

    def _settle(self, state: SyncState) -> None:
        self._keep(replace(state, next_at=self._timer.next_at))
        self.status_wanted.emit()
        self.settled.emit()

    def _keep(self, state: SyncState) -> None:
        self._state = state
        self.state_changed.emit(state)

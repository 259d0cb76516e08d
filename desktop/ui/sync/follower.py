"""Follows the passes and keeps one state of them. Knows no widget, and not when a pass is due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from desktop.records import Status, SyncProgress, SyncReport
from desktop.ui.answers import Answer, Failure
from desktop.ui.sync.state import (
    SyncState,
    advanced,
    begun,
    ended_badly,
    ended_well,
    stopped,
    utc_now,
)
from desktop.ui.sync_process import SyncProcess


class SyncFollower(QObject):
    """Runs a pass when asked for, and tells what became of it.

    Signals:
        state_changed: The SyncState.
        changed: A ChangeSet of what a running pass has brought.
        settled: A pass has ended: its SyncReport, its Failure, or None where it was cancelled.
        status_wanted: The figures of the replica may be different now.
        resume_wanted: Somebody asked to sync while that is paused.
    """

    state_changed = Signal(object)
    changed = Signal(object)
    settled = Signal(object)
    status_wanted = Signal()
    resume_wanted = Signal()

    def __init__(
        self,
        process: SyncProcess,
        parent: QObject | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(parent)
        self._process = process
        self._now = now
        self._state = SyncState()
        process.started.connect(self._begin)
        process.progressed.connect(self._advance)
        process.changed.connect(self.changed)
        process.changed.connect(self.status_wanted)
        process.finished.connect(self._finish)
        process.failed.connect(self._fail)
        process.cancelled.connect(self._stop)

    @property
    def state(self) -> SyncState:
        return self._state

    @property
    def paused(self) -> bool:
        return self._state.settings.paused(self._now())

    @Slot()
    def start(self) -> None:
        """Start a pass, whatever speaks against it; it keeps to the budget of a metered line."""
        self._process.start(metered=self._state.metered)

    @Slot()
    def sync_now(self) -> None:
        """Somebody asks for a pass. While one runs exactly one more follows it."""
        if self.paused:
            self.resume_wanted.emit()
        elif self._process.running:
            self.keep(replace(self._state, queued=True))
        else:
            self.start()

    @Slot()
    def sync_freely(self) -> None:
        """Somebody wants all of it now, whatever the line costs."""
        self._process.start(metered=False)

    def rebuild(self, *, damaged: bool) -> None:
        """What is here cannot be read: have it made again, and say so where it is damaged."""
        self.keep(replace(self._state, rebuilding=damaged))
        self.start()

    @Slot()
    def cancel(self) -> None:
        self._process.cancel()

    @Slot(object)
    def set_status(self, answer: Answer[Status]) -> None:
        if answer.value is not None:
            self.keep(replace(self._state, status=answer.value))

    def keep(self, state: SyncState) -> None:
        """Take this for the state, and tell it."""
        self._state = state
        self.state_changed.emit(state)

    @Slot()
    def _begin(self) -> None:
        self.keep(begun(self._state))

    @Slot(object)
    def _advance(self, progress: SyncProgress) -> None:
        self.keep(advanced(self._state, progress))

    @Slot(object)
    def _finish(self, report: SyncReport) -> None:
        self._settle(ended_well(self._state, report), report)

    @Slot(object)
    def _fail(self, failure: Failure) -> None:
        self._settle(ended_badly(self._state, failure, self._now()), failure)

    @Slot()
    def _stop(self) -> None:
        self._settle(stopped(self._state), None)

    def _settle(self, state: SyncState, outcome: SyncReport | Failure | None) -> None:
        self.keep(replace(state, queued=False))
        self.status_wanted.emit()
        self.settled.emit(outcome)
        if state.queued and not self.paused:
            self.start()

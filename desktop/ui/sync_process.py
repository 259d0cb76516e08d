"""The sync process: one pass of ``sync --progress`` as signals. Never two at a time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.records import ChangeSet, SyncProgress, SyncReport
from desktop.ui.answers import Failure
from desktop.ui.child_process import ChildProcess
from desktop.ui.sync.lines import parse_line


class SyncProcess(QObject):
    """Starts and follows passes. Each pass ends in exactly one of the last three signals.

    Signals:
        started: A pass begins.
        progressed: A SyncProgress.
        changed: A ChangeSet; the replica holds it already.
        finished: The SyncReport of a whole pass.
        failed: A Failure; what was applied before it stays.
        cancelled: It was ended on request; what was applied before stays.
    """

    started = Signal()
    progressed = Signal(object)
    changed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._child = ChildProcess(home, self)
        self._child.line.connect(self._follow)
        self._child.ended.connect(self._end)
        self._outcome: SyncReport | Failure | None = None
        self._cancelling = False

    @property
    def running(self) -> bool:
        return self._child.running

    def start(self, *, metered: bool = False) -> None:
        """Begin a pass, over a line that is ``metered`` or not; does nothing while one runs."""
        if self._child.running:
            return
        self._outcome = None
        self._cancelling = False
        self.started.emit()
        self._child.start(["sync", "--progress", *(["--metered"] if metered else [])])

    @Slot()
    def cancel(self) -> None:
        self._cancelling = self._child.running
        self._child.cancel()

    def end(self) -> None:
        """End a running pass at once, on the way out."""
        self._cancelling = True
        self._child.end()

    @Slot(bytes)
    def _follow(self, line: bytes) -> None:
        match parse_line(line):
            case SyncProgress() as progress:
                self.progressed.emit(progress)
            case ChangeSet() as changes:
                self.changed.emit(changes)
            case SyncReport() | Failure() as outcome:
                self._outcome = outcome
            case None:
                return

    @Slot(int, str)
    def _end(self, status: int, complaint: str) -> None:
        outcome = self._outcome
        if isinstance(outcome, SyncReport) and status == 0:
            self.finished.emit(outcome)
        elif self._cancelling:
            self.cancelled.emit()
        elif isinstance(outcome, Failure):
            self.failed.emit(outcome)
        else:
            self.failed.emit(Failure(message=complaint))

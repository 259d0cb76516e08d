"""Threads that are owned: started with their worker, waited for on the way out."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QThread, Signal

PATIENCE_MS = 10_000


class WorkerThread(QObject):
    """One thread with one worker, which lives and ends on it.

    The worker has a slot ``leave`` that ends the thread after what was asked before; it is
    deleted there.
    """

    _leave = Signal()

    def __init__(self, worker: QObject, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread()
        self._thread.setObjectName(name)
        worker.moveToThread(self._thread)
        self._leave.connect(worker.leave)  # type: ignore[attr-defined]  # see the docstring
        self._thread.finished.connect(worker.deleteLater, Qt.ConnectionType.DirectConnection)

    def start(self) -> None:
        self._thread.start()

    def finish(self) -> bool:
        """End the thread after what it was asked; false if that took more than ten seconds."""
        if not self._thread.isRunning():
            return True
        self._leave.emit()
        return self._thread.wait(PATIENCE_MS)

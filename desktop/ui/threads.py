"""Threads that are owned: started with their worker, waited for on the way out."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QThread

PATIENCE_MS = 10_000


class WorkerThread:
    """One thread with one worker, which lives and ends on it.

    The worker's own slots run there; it is deleted there when the thread ends.
    """

    def __init__(self, worker: QObject, name: str) -> None:
        self._thread = QThread()
        self._thread.setObjectName(name)
        worker.moveToThread(self._thread)
        self._thread.finished.connect(worker.deleteLater, Qt.ConnectionType.DirectConnection)

    def start(self) -> None:
        self._thread.start()

    def finish(self) -> bool:
        """End the thread after what it is doing; false if it did not end in ten seconds."""
        self._thread.quit()
        return self._thread.wait(PATIENCE_MS)

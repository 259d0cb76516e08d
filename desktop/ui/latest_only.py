"""A gate between one who asks often and one who answers slowly. Knows nothing of the questions."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot


class LatestOnly(QObject):
    """Lets one request through at a time; the newest replaces the one that waits.

    It lives on the asker's thread and needs no lock. Whoever answers must answer every request,
    failures included, or the gate stays shut.

    Signals:
        send: A request, for the one who answers.
        settled: The answer to the newest request.
    """

    send = Signal(object)
    settled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._busy = False
        self._waiting: object | None = None

    @property
    def busy(self) -> bool:
        return self._busy

    @Slot(object)
    def ask(self, request: object) -> None:
        if self._busy:
            self._waiting = request
        else:
            self._busy = True
            self.send.emit(request)

    @Slot(object)
    def answer(self, result: object) -> None:
        self._busy = False
        if self._waiting is None:
            self.settled.emit(result)
        else:
            request, self._waiting = self._waiting, None
            self.ask(request)

"""Collects reference cycles where widgets may die: on the UI thread, and nowhere else.

Python's collector runs on whichever thread allocates; on another one it would destroy widgets
and their timers there.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL_MS = 5_000
WHOLE_EVERY = 36  # every three minutes


class Collector(QObject):
    """Switches the automatic collector off and collects by a timer until ``stop``."""

    def __init__(self, parent: QObject, interval_ms: int = INTERVAL_MS) -> None:
        super().__init__(parent)
        self._rounds = 0
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def stop(self) -> None:
        """Hand collection back to Python."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def _collect(self) -> None:
        self._rounds += 1
        gc.collect(2 if self._rounds % WHOLE_EVERY == 0 else 1)

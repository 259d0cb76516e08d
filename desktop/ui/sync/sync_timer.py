"""Starts the next pass at its time. Knows nothing of what a pass does."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.records import SyncReport
from desktop.ui.answers import Failure

# (seconds the last report asked for, failures since, a random number in [0, 1)) → how long
Delay = Callable[[float, int, float], timedelta]

INITIAL_WAIT = SyncReport().wait


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SyncTimer(QObject):
    """Counts failures and rings.

    Signals:
        due: A pass should begin now.
    """

    due = Signal()

    def __init__(
        self,
        delay: Delay,
        parent: QObject | None = None,
        jitter: Callable[[], float] = random.random,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        super().__init__(parent)
        self._delay = delay
        self._jitter = jitter
        self._now = now
        self._wait = float(INITIAL_WAIT)
        self._failures = 0
        self._next: datetime | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.due)

    @property
    def next_at(self) -> datetime | None:
        """When the next pass begins, in UTC; ``None`` before the first one ended."""
        return self._next

    @property
    def failures(self) -> int:
        return self._failures

    @Slot(object)
    def after_report(self, report: SyncReport) -> None:
        self._failures = 0
        self._wait = float(report.wait)
        self._arm()

    @Slot(object)
    def after_failure(self, failure: Failure | None = None) -> None:
        self._failures += 1
        self._arm()

    @Slot()
    def after_cancel(self) -> None:
        """Whoever cancelled wants quiet: the next pass comes after the usual wait."""
        self._failures = 0
        self._arm()

    def _arm(self) -> None:
        wait = self._delay(self._wait, self._failures, self._jitter())
        self._next = self._now() + wait
        self._timer.start(int(wait.total_seconds() * 1000))

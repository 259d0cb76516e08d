"""Starts the next pass at its time. Knows nothing of what a pass does.

When something is due is counted on the monotonic clock: a wall clock that is set neither stops
syncing nor hurries it. The wall clock only says what time that will be, and that the machine slept.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.records import SyncReport
from desktop.ui.answers import Failure
from desktop.ui.sync.state import utc_now

INITIAL_WAIT = SyncReport().wait
BEAT = timedelta(seconds=20)


class Reckoning(Protocol):
    """The arithmetic of the sync side; its functions say what they mean."""

    def next_delay(
        self,
        wait: float,
        *,
        every: float,
        failures: int,
        retry_after: float | None,
        jitter: float,
    ) -> timedelta: ...

    def soon(self, jitter: float) -> timedelta: ...

    def slept(self, wall: timedelta, monotonic: timedelta, expected: timedelta) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The clocks and the dice: what tests replace."""

    wall: Callable[[], datetime] = utc_now
    monotonic: Callable[[], float] = time.monotonic
    jitter: Callable[[], float] = random.random


class SyncTimer(QObject):
    """Counts failures, notices sleep, and rings.

    Signals:
        due: A pass should begin now.
        ticked: Some seconds have gone by.
    """

    due = Signal()
    ticked = Signal()

    def __init__(
        self, reckoning: Reckoning, clocks: Clocks | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reckoning = reckoning
        self._clocks = clocks or Clocks()
        self._every = 0.0
        self._wait = float(INITIAL_WAIT)
        self._failures = 0
        self._retry_after: float | None = None
        self._ended: float | None = None
        self._rings: float | None = None
        self._last = (self._clocks.wall(), self._clocks.monotonic())
        self._bell = QTimer(self, singleShot=True)
        self._bell.timeout.connect(self.due)
        self._heart = QTimer(self, interval=int(BEAT.total_seconds() * 1000))
        self._heart.timeout.connect(self.beat)
        self._heart.start()

    @property
    def next_at(self) -> datetime | None:
        """When the next pass begins, in UTC; ``None`` while nothing is to ring."""
        if self._rings is None or not self._bell.isActive():
            return None
        return self._clocks.wall() + timedelta(seconds=self._rings - self._clocks.monotonic())

    def now(self) -> datetime:
        """The time of the wall clock, in UTC."""
        return self._clocks.wall()

    def set_every(self, minutes: int) -> None:
        """How long the user wants between passes, at least."""
        changed = self._every != minutes * 60
        self._every = minutes * 60.0
        if changed and self._bell.isActive() and self._failures == 0:
            self._arm()

    @Slot(object)
    def after_report(self, report: SyncReport) -> None:
        self._failures, self._retry_after = 0, None
        self._wait = float(report.wait)
        self._end()

    @Slot(object)
    def after_failure(self, failure: Failure) -> None:
        self._failures += 1
        self._retry_after = failure.retry_after
        self._end()

    @Slot()
    def after_other(self) -> None:
        """Another process syncs: look again soon; that is no failure."""
        failures, self._failures = self._failures, 1
        self._end()
        self._failures = failures

    @Slot()
    def after_cancel(self) -> None:
        """Whoever cancelled wants quiet: the next pass comes after the usual wait."""
        self._failures, self._retry_after = 0, None
        self._end()

    @Slot()
    def soon(self) -> None:
        """There is a reason to sync now: woken, or back on the network. Still not before the
        moment that the server named."""
        if self._retry_after is None:
            self._ring_in(self._reckoning.soon(self._clocks.jitter()))

    @Slot()
    def hold(self) -> None:
        """Ring no more until something is armed again."""
        self._bell.stop()

    @Slot()
    def beat(self) -> None:
        """Look at the clocks: has the machine slept meanwhile?"""
        wall, monotonic = self._clocks.wall(), self._clocks.monotonic()
        before, self._last = self._last, (wall, monotonic)
        went_by = timedelta(seconds=monotonic - before[1])
        if self._bell.isActive() and self._reckoning.slept(wall - before[0], went_by, BEAT):
            self._retry_after = None  # hours may have gone by on a clock that stood still
            self.soon()
        self.ticked.emit()

    def _end(self) -> None:
        self._ended = self._clocks.monotonic()
        self._arm()

    def _arm(self) -> None:
        wait = self._reckoning.next_delay(
            self._wait,
            every=self._every,
            failures=self._failures,
            retry_after=self._retry_after,
            jitter=self._clocks.jitter(),
        )
        gone_by = self._clocks.monotonic() - (self._ended or self._clocks.monotonic())
        self._ring_in(max(wait - timedelta(seconds=gone_by), timedelta()))

    def _ring_in(self, wait: timedelta) -> None:
        self._rings = self._clocks.monotonic() + wait.total_seconds()
        self._bell.start(int(wait.total_seconds() * 1000))

"""Syncs by itself: when it is time, on a new network, after sleep; never while that is paused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import msgspec
from PySide6.QtCore import QObject, Slot

from desktop.records import SyncReport
from desktop.settings import Settings
from desktop.ui.answers import Answer, Failure
from desktop.ui.sync.follower import SyncFollower
from desktop.ui.sync.state import OTHER_PROCESS, Network, on_network
from desktop.ui.sync.sync_timer import SyncTimer


class Autopilot(QObject):
    """Between the timer, the network and the settings, and the one who runs the passes."""

    def __init__(
        self, follower: SyncFollower, timer: SyncTimer, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._follower = follower
        self._timer = timer
        timer.due.connect(self.begin)
        timer.ticked.connect(self._tick)
        follower.settled.connect(self._plan)

    @Slot()
    def begin(self) -> None:
        """Start a pass because it is time for one."""
        if not self._follower.paused:
            self._follower.start()

    @Slot(object)
    def set_network(self, network: Network) -> None:
        """The network came, went, or costs money now: what waited for that is done soon."""
        before = self._follower.state
        state = on_network(before, network, self._timer.now())
        self._follower.keep(state)
        back = before.network.reachable is False and network.reachable is not False
        waiting = before.rows_waiting or before.photos_waiting > 0
        free = before.metered and not state.metered and waiting
        if (back or free) and not (self._follower.paused or state.running):
            self._timer.soon()
            self._tell_next()

    @Slot(object)
    def take_settings(self, answer: Answer[Settings]) -> None:
        """Follow settings as they were read; what could not be written holds for this window."""
        state, was_paused = self._follower.state, self._follower.paused
        asked = answer.request if isinstance(answer.request, Mapping) else {}
        settings = answer.value or msgspec.structs.replace(state.settings, **asked)
        self._follower.keep(replace(state, settings=settings))
        self._timer.set_every(settings.sync_every)
        if self._follower.paused and not was_paused:
            self._timer.hold()
            self._follower.cancel()
        elif was_paused and not self._follower.paused:
            self._follower.start()
        self._tell_next()

    @Slot(object)
    def _plan(self, outcome: SyncReport | Failure | None) -> None:
        if isinstance(outcome, SyncReport):
            self._timer.after_report(outcome)
        elif outcome is None:
            self._timer.after_cancel()
        elif outcome.error == OTHER_PROCESS:
            self._timer.after_other()
        else:
            self._timer.after_failure(outcome)
        if self._follower.paused:
            self._timer.hold()
        self._tell_next()

    @Slot()
    def _tick(self) -> None:
        """Minutes go on; a pause may have ended, and what was to be waited for may be over."""
        state = self._follower.state
        over = state.settings.pause and not self._follower.paused
        if over and not state.running and self._timer.next_at is None:
            self._follower.start()
        self._tell_next()

    def _tell_next(self) -> None:
        self._follower.keep(replace(self._follower.state, next_at=self._timer.next_at))

"""From the sync process to the pill, and from what it brought to what is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.records import ChangeSet, SyncReport
from desktop.ui.answers import Answer, Opened
from desktop.ui.library_desk import LibraryDesk
from desktop.ui.main_window import MainWindow
from desktop.ui.navigator import Navigator
from desktop.ui.sync.autopilot import Autopilot
from desktop.ui.sync.follower import SyncFollower

REFRESH_AFTER_MS = 400
# Whoever walks through results passes by many pictures that are not here.
LOOKED_AT_MS = 1_500


class Syncing(QObject):
    """Connects the follower with the window; shows changes a few times a second at most."""

    def __init__(
        self,
        window: MainWindow,
        desk: LibraryDesk,
        follower: SyncFollower,
        autopilot: Autopilot,
        trail: Navigator,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._trail = trail
        self._waiting = ChangeSet()
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_AFTER_MS)
        self._refresh.timeout.connect(self._show_changes)
        self._follower = follower
        self._autopilot = autopilot
        self._asked_for: frozenset[str] = frozenset()
        self._looking = QTimer(self, singleShot=True, interval=LOOKED_AT_MS)
        self._looking.timeout.connect(self._fetch_missing)
        desk.opened.connect(self._look)
        follower.state_changed.connect(window.show_state)
        follower.changed.connect(self._gather)
        follower.status_wanted.connect(desk.read_status)
        follower.settled.connect(self._bring_pictures)
        follower.resume_wanted.connect(self._ask_to_resume)
        desk.status_read.connect(follower.set_status)
        desk.settings_read.connect(autopilot.take_settings)
        self._connect_popover(desk)
        window.top.pill.clicked.connect(self._open_popover)
        window.deeds["state"].triggered.connect(self._open_popover)
        window.deeds["sync"].triggered.connect(follower.sync_now)

    def _connect_popover(self, desk: LibraryDesk) -> None:
        popover, follower = self._window.popover, self._follower
        overview = popover.overview
        desk.passes_read.connect(popover.show_passes)
        popover.opened.connect(desk.read_settings)
        popover.opened.connect(desk.read_status)
        popover.passes_wanted.connect(desk.read_passes)
        popover.changed.connect(desk.change_settings)
        overview.sync_requested.connect(follower.sync_now)
        overview.freely_requested.connect(follower.sync_freely)
        overview.cancel_requested.connect(follower.cancel)
        self._window.home.first_sync.cancel_requested.connect(follower.cancel)
        self._window.home.first_sync.sync_requested.connect(follower.sync_now)

    @Slot(object)
    def _gather(self, changes: ChangeSet) -> None:
        self._waiting = ChangeSet(
            keys=self._waiting.keys | changes.keys,
            everything=self._waiting.everything or changes.everything,
        )
        if not self._refresh.isActive():
            self._refresh.start()

    @Slot()
    def _show_changes(self) -> None:
        changes, self._waiting = self._waiting, ChangeSet()
        self._window.panel.repeat()
        self._trail.refresh(changes)
        if self._window.workspace.at_home:
            self._desk.read_home()

    @Slot(object)
    def _look(self, answer: Answer[Opened]) -> None:
        """A picture that is not here is fetched once somebody dwells on it."""
        missing = answer.value.missing if answer.value is not None else frozenset()
        if missing - self._asked_for:
            self._looking.start()
        else:
            self._looking.stop()

    @Slot()
    def _fetch_missing(self) -> None:
        shown, state = self._window.detail.shown, self._follower.state
        if shown is not None and state.can_fetch:
            self._asked_for |= shown.missing
            self._autopilot.begin()

    @Slot(object)
    def _bring_pictures(self, outcome: object) -> None:
        """Show again what lacks a picture, where some came."""
        shown = self._window.detail.shown
        if isinstance(outcome, SyncReport) and outcome.blobs and shown and shown.missing:
            self._trail.refresh(ChangeSet(keys=frozenset({shown.address.key})))

    @Slot()
    def _ask_to_resume(self) -> None:
        if not self._window.popover.isVisible():
            self._open_popover()
        self._window.popover.overview.ask_to_resume()

    @Slot()
    def _open_popover(self) -> None:
        self._window.popover.open_under(self._window.top.pill)

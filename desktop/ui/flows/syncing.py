"""From the sync process to the pill, and from what it brought to what is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.records import ChangeSet
from desktop.ui.library_desk import LibraryDesk
from desktop.ui.main_window import MainWindow
from desktop.ui.navigator import Navigator
from desktop.ui.sync.follower import SyncFollower

REFRESH_AFTER_MS = 400


class Syncing(QObject):
    """Connects the follower with the window; shows changes a few times a second at most."""

    def __init__(
        self, window: MainWindow, desk: LibraryDesk, follower: SyncFollower, trail: Navigator
    ) -> None:
        super().__init__(window)
        self._window = window
        self._trail = trail
        self._waiting = ChangeSet()
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_AFTER_MS)
        self._refresh.timeout.connect(self._show_changes)
        follower.state_changed.connect(window.show_state)
        follower.changed.connect(self._gather)
        follower.status_wanted.connect(desk.read_status)
        desk.status_read.connect(follower.set_status)
        window.popover.sync_requested.connect(follower.sync_now)
        window.popover.cancel_requested.connect(follower.cancel)
        window.top.pill.clicked.connect(self._open_popover)
        window.deeds["state"].triggered.connect(self._open_popover)
        window.deeds["sync"].triggered.connect(follower.sync_now)

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

    @Slot()
    def _open_popover(self) -> None:
        self._window.popover.open_under(self._window.top.pill)

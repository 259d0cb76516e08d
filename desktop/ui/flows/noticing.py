"""The tray, and the few times that somebody is called: when something needs them, once for each."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from desktop.ui.counted import Counted
from desktop.ui.failures import sentence
from desktop.ui.main_window import MainWindow
from desktop.ui.sync.follower import SyncFollower
from desktop.ui.sync.state import SyncState
from desktop.ui.tray import Tray

# What does not pass by itself, and only a person can see to.
NEEDS_SOMEBODY = ("NotAuthorised", "UpgradeRequired", "ProtocolMismatch", "StorageFull")


class Noticing(QObject):
    """Says a new trouble once, and only where the window is not looked at. Never a plain sync."""

    def __init__(self, window: MainWindow, follower: SyncFollower) -> None:
        super().__init__(window)
        self._window = window
        self._told = ""
        self.tray: Tray | None = Tray(window) if Tray.is_there() else None
        window.settings.staying.setVisible(self.tray is not None)
        window.deeds["quit"].triggered.connect(self.leave)
        follower.state_changed.connect(self._look)
        if self.tray is not None:
            self.tray.search_requested.connect(self.show_window)
            self.tray.sync_requested.connect(follower.sync_now)
            self.tray.quit_requested.connect(self.leave)
            self.tray.notice_pressed.connect(self._show_trouble)

    def stay(self, staying: bool) -> None:
        """Whether closing the window only puts it out of sight; without a tray it never does."""
        self._window.stays = staying and self.tray is not None
        self._window.settings.staying.setChecked(self._window.stays)

    @Slot()
    def show_window(self) -> None:
        """In front, ready to be typed in."""
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        if self._window.working:
            self._window.top.box.begin()

    @Slot()
    def leave(self) -> None:
        """End the program, wherever its window is."""
        self._window.stays = False
        if self._window.isVisible():
            self._window.close()
        else:
            QApplication.quit()

    @Slot(object)
    def _look(self, state: SyncState) -> None:
        needed, said = reason(state)
        if needed != self._told and not state.running:
            self._told = needed
            if said and not self._window.isActiveWindow():
                self._call(said)

    def _call(self, said: str) -> None:
        if self.tray is not None:
            self.tray.tell(said)
        else:
            QApplication.alert(self._window)

    @Slot()
    def _show_trouble(self) -> None:
        self.show_window()
        self._window.deeds["state"].trigger()


def reason(state: SyncState) -> tuple[str, str]:
    """What somebody is needed for, by name and in a sentence; empty where for nothing."""
    if state.failure is not None and state.failure.error in NEEDS_SOMEBODY:
        return state.failure.error, sentence(state.failure)
    conflicts = state.status.conflicts
    return (f"conflicts {conflicts}", Counted().conflicts(conflicts)) if conflicts else ("", "")

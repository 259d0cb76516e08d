"""The sign in the tray, where there is one: three things to do, and a word to who is needed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from desktop.ui.style.icons import program_icon


class Tray(QObject):
    """Search, sync now, quit. Never the only way to any of them.

    Signals:
        search_requested: The window is wanted, ready to be typed in.
        sync_requested: *Sync now*.
        quit_requested: *Quit*.
        notice_pressed: What was said was pressed.
    """

    search_requested = Signal()
    sync_requested = Signal()
    quit_requested = Signal()
    notice_pressed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.menu = QMenu(window)
        for text, asked in (
            (self.tr("Search"), self.search_requested),
            (self.tr("Sync now"), self.sync_requested),
            (self.tr("Quit"), self.quit_requested),
        ):
            self.menu.addAction(text).triggered.connect(asked)
        self._sign = QSystemTrayIcon(program_icon(), self)
        self._sign.setToolTip("Vademecum")
        self._sign.setContextMenu(self.menu)
        self._sign.activated.connect(self._press)
        self._sign.messageClicked.connect(self.notice_pressed)
        self._sign.show()

    @staticmethod
    def is_there() -> bool:
        """Whether this desktop has a tray; many have none."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def tell(self, text: str) -> None:
        """Say a sentence beside the sign."""
        self._sign.showMessage("Vademecum", text, program_icon())

    @Slot(QSystemTrayIcon.ActivationReason)
    def _press(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.search_requested.emit()

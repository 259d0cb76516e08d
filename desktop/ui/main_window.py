"""The window: where everything stands. Lays out; wired in ``desktop.app``, thinks nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.first_sight import FirstSight
from desktop.ui.preferences import Preferences
from desktop.ui.style.tokens import Theme

if TYPE_CHECKING:
    from desktop.records import Record
    from desktop.ui.answers import Failure
    from desktop.ui.connect.connect_process import Enrolled
    from desktop.ui.detail import RecordView
    from desktop.ui.sync.state import SyncState

SMALLEST = (640, 480)


class MainWindow(QMainWindow):
    """Holds the parts; they are public, and wired elsewhere. There are none before ``furnish``.

    Signals:
        painted: The first time that the parts are on the screen.
        escaped: Esc where nothing else wanted it.
        entered: The work area is in front now.
        closing: The window is about to close.
    """

    painted = Signal()
    escaped = Signal()
    entered = Signal()
    closing = Signal()

    def __init__(self, preferences: Preferences, theme: Theme) -> None:
        super().__init__()
        self._was_painted = False
        self.stays = False  # somewhere else, when it is closed: only out of sight
        self.first_sight = FirstSight(theme)
        self._work: QWidget | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self.first_sight)
        self.setCentralWidget(self._pages)
        self.setWindowTitle("Vademecum")
        self.setMinimumSize(*SMALLEST)
        self.resize(preferences.width, preferences.height)

    def furnish(
        self, views: Mapping[type[Record], RecordView], preferences: Preferences, theme: Theme
    ) -> None:
        """Fill the frame. What stands in it is heavy, and loaded after the frame was seen."""
        from desktop.ui.actions import Actions
        from desktop.ui.connect.connect_screen import ConnectScreen
        from desktop.ui.detail import Detail
        from desktop.ui.empty_state import EmptyState
        from desktop.ui.home.home_view import HomeView
        from desktop.ui.rail import Rail
        from desktop.ui.search.search_panel import SearchPanel
        from desktop.ui.status_line import StatusLine
        from desktop.ui.sync.popover import SyncPopover
        from desktop.ui.top_bar import TopBar
        from desktop.ui.workspace import LIST_WIDTH, Workspace

        self.deeds = Actions(self, theme)
        self.rail = Rail(self.deeds, theme)
        self.top = TopBar(self.deeds, theme)
        self.panel = SearchPanel(self.top.filters, theme)
        self.detail = Detail(views, theme)
        self.home = HomeView(theme)
        self.workspace = Workspace(self.home, self.top.filters.pane, self.panel, self.detail)
        self.status_line = StatusLine(theme)
        self.popover = SyncPopover(self)
        self.connect_screen = ConnectScreen(theme)
        self.trouble = EmptyState(theme)
        self._furnish_covers(theme)
        self._work = self._work_area()
        for page in (self._work, self.connect_screen, self.trouble):
            self._pages.addWidget(page)
        self._pages.removeWidget(self.first_sight)
        self.first_sight.deleteLater()
        self.workspace.set_list_width(preferences.list_width or LIST_WIDTH)
        self.set_theme(theme)

    def _furnish_covers(self, theme: Theme) -> None:
        """The screens that are laid over the others."""
        from desktop.ui.connect.offer_screen import OfferScreen
        from desktop.ui.settings.doctor_view import DoctorView
        from desktop.ui.settings.settings_view import SettingsView

        self.settings = SettingsView(theme)
        self.doctor = DoctorView(theme)
        self.offer = OfferScreen(theme)
        self._pages.addWidget(self.offer)

    def show_work(self) -> None:
        assert self._work is not None
        self._pages.setCurrentWidget(self._work)
        self.top.box.begin()
        self.entered.emit()

    def show_connect(self) -> None:
        from desktop.policy import load_policy

        self._pages.setCurrentWidget(self.connect_screen)
        self.connect_screen.show_waiting()
        self.connect_screen.propose(load_policy().server)

    def show_offer(self, enrolled: Enrolled) -> None:
        """What the server agreed to, before any of it is fetched."""
        self._pages.setCurrentWidget(self.offer)
        self.offer.show_offer(enrolled)

    def show_trouble(self, failure: Failure) -> None:
        """What is here cannot be opened: say why, and offer to try again."""
        from desktop.ui.failures import detail, sentence

        more = detail(failure)
        text = f"{sentence(failure)}\n\n{more}" if more else sentence(failure)
        self.trouble.say(
            "triangle-alert", self.tr("The local data cannot be opened"), text, self.tr("Try again")
        )
        self._pages.setCurrentWidget(self.trouble)

    @property
    def working(self) -> bool:
        """Whether the work area is in front, not the first minute and not a trouble."""
        return self._work is not None and self._pages.currentWidget() is self._work

    def show_state(self, state: SyncState) -> None:
        self.top.pill.show_state(state)
        self.popover.show_state(state)
        self.status_line.show_state(state)
        self.panel.arriving = state.running and state.synced_at is None
        self.home.show_state(state)
        self.settings.show_state(state)

    def set_theme(self, theme: Theme) -> None:
        for part in (self.deeds, self.rail, self.top, self.panel, self.detail):
            part.set_theme(theme)
        for rest in (
            self.home,
            self.settings,
            self.doctor,
            self.offer,
            self.status_line,
            self.connect_screen,
            self.trouble,
        ):
            rest.set_theme(theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._work is not None and not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no control wanted: letters go to the box, Esc goes back, Enter presses."""
        from desktop.ui.stray_keys import ENTER, ESCAPE, is_typed

        focused = self.focusWidget()
        if event.key() == ESCAPE:
            self.escaped.emit()
        elif self.working and event.key() in ENTER and isinstance(focused, QAbstractButton):
            focused.click()  # outside of dialogs Qt's own buttons know the space bar only
        elif self.working and is_typed(event):
            self.top.box.take_key(event.text())
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        if self.stays:
            event.ignore()
            self.hide()
        else:
            super().closeEvent(event)

    def _work_area(self) -> QWidget:
        area = QWidget()
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.top)
        middle.addWidget(self.workspace, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(middle, 1)
        column = QVBoxLayout(area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across, 1)
        column.addWidget(self.status_line)
        return area


def show_as_left(window: MainWindow, preferences: Preferences) -> None:
    """Show it as large as it was when it was left."""
    if preferences.geometry:
        window.restoreGeometry(bytes.fromhex(preferences.geometry))
    if preferences.maximised:
        window.showMaximized()
    else:
        window.show()

"""The composition root of the window: builds the parts, connects them, owns the threads.

It decides nothing: the window shows, the library answers, the sync process syncs.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import desktop.ui  # noqa: F401  before Qt: see there

# isort: split
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.paths import Home
from desktop.records import Address
from desktop.settings import SettingsFile
from desktop.sync import schedule
from desktop.ui.answers import Answer
from desktop.ui.collector import Collector
from desktop.ui.connect.connect_process import ConnectProcess
from desktop.ui.flows.connecting import Connecting
from desktop.ui.flows.homing import Homing
from desktop.ui.flows.reading import Reading
from desktop.ui.flows.searching import Searching
from desktop.ui.flows.syncing import Syncing
from desktop.ui.language import chosen_language, install_language
from desktop.ui.library_desk import LibraryDesk
from desktop.ui.main_window import MainWindow, show_as_left
from desktop.ui.navigator import Navigator
from desktop.ui.network import NetworkWatch
from desktop.ui.preferences import FILE_NAME, load_preferences, save_preferences
from desktop.ui.record_views import record_views
from desktop.ui.style.fonts import install_fonts
from desktop.ui.style.icons import program_icon
from desktop.ui.style.theming import Theming
from desktop.ui.sync.autopilot import Autopilot
from desktop.ui.sync.follower import SyncFollower
from desktop.ui.sync.sync_timer import SyncTimer
from desktop.ui.sync_process import SyncProcess

if TYPE_CHECKING:
    from desktop.library import Library


class DesktopApp(QObject):
    """Everything the window consists of, built and connected. ``finish`` ends what it started.

    ``window`` is a frame that is there already, to be filled.
    """

    def __init__(
        self,
        app: QApplication,
        home: Home,
        *,
        start: Address | None = None,
        syncing: bool = True,
        window: MainWindow | None = None,
    ) -> None:
        super().__init__()
        kept = home.root / FILE_NAME
        self._preferences = load_preferences(kept)
        self._app = app
        language = chosen_language(self._preferences.language)
        self._translators = install_language(app, language)
        install_fonts(app)
        app.setWindowIcon(program_icon())
        self.theming = Theming(app, self._preferences.theme, self._preferences.zoom)
        theme = self.theming.theme
        self._collector = Collector(self)
        self.window = window or MainWindow(self._preferences, theme)
        self.window.furnish(record_views(), self._preferences, theme)
        settings = SettingsFile(home.root)
        self.desk = LibraryDesk(
            partial(_open_library, home), partial(save_preferences, kept), settings, self.window
        )
        self._connecting = ConnectProcess(home.root, self.window)
        self._compose_sync(home, settings)
        self._compose_flows(start, syncing=syncing)
        self._connect_looks()
        self.window.deeds["quit"].triggered.connect(self.window.close)
        self.window.closing.connect(self._remember)

    def _compose_flows(self, start: Address | None, *, syncing: bool) -> None:
        """Who speaks to whom."""
        self.trail = Navigator(self.window)
        self._searching = Searching(self.window, self.desk, self.trail)
        self.homing = Homing(self.window, self.desk, self.trail)
        self._reading = Reading(self.window, self.desk, self.trail)
        self._syncing = Syncing(self.window, self.desk, self.follower, self.autopilot, self.trail)
        self.connecting = Connecting(
            self.window,
            self.desk,
            self.follower,
            self.autopilot,
            self._connecting,
            self.trail,
            start=start,
            syncing=syncing,
        )

    def _compose_sync(self, home: Home, settings: SettingsFile) -> None:
        """Who runs the passes, who decides when, and what of the network they go by."""
        self._sync = SyncProcess(home.root, self.window)
        self.follower = SyncFollower(self._sync, self.window)
        timer = SyncTimer(schedule, parent=self.window)
        self.autopilot = Autopilot(self.follower, timer, self.window)
        self.autopilot.take_settings(Answer(request=None, value=settings.load()))
        self._network = NetworkWatch(self.window)
        self._network.changed.connect(self.autopilot.set_network)
        self.window.painted.connect(self._network.start)

    def _connect_looks(self) -> None:
        self.theming.changed.connect(self.window.set_theme)
        self.window.deeds["theme"].triggered.connect(self.theming.toggle)
        self.window.deeds["larger"].triggered.connect(self.theming.larger)
        self.window.deeds["smaller"].triggered.connect(self.theming.smaller)
        self.window.deeds["own_size"].triggered.connect(self.theming.own_size)

    def show(self) -> None:
        """Show the window as it was left."""
        show_as_left(self.window, self._preferences)

    def finish(self) -> None:
        """End the child processes and the library thread, and take the window down."""
        self._sync.end()
        self._connecting.end()
        self.desk.finish()
        self._collector.stop()
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self.theming.deleteLater()
        self.window.deleteLater()

    def _remember(self) -> None:
        """Keep how the window looks now; the library thread writes it."""
        window = self.window
        size = window.normalGeometry().size() if window.isMaximized() else window.size()
        self._preferences = replace(
            self._preferences,
            theme=self.theming.choice,
            zoom=self.theming.zoom,
            width=size.width(),
            height=size.height(),
            maximised=window.isMaximized(),
            list_width=window.workspace.list_width or self._preferences.list_width,
        )
        self.desk.keep(self._preferences)


def _open_library(home: Home) -> Library:
    """Runs on the library thread: what it needs is heavy, and loaded there, after first paint."""
    from desktop.opening import open_library  # noqa: PLC0415  (see above)

    return open_library(home)

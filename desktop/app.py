"""The composition root of the window: builds the parts, connects them, owns the threads.

It decides nothing: the window shows, the library answers, the sync process syncs.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import desktop.ui  # noqa: F401  before Qt: see there

# isort: split
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QFileOpenEvent
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
from desktop.ui.flows.noticing import Noticing
from desktop.ui.flows.wiring import Backstage, Wiring
from desktop.ui.instance import Instance
from desktop.ui.json_command import JsonCommand
from desktop.ui.language import chosen_language, install_language
from desktop.ui.library_desk import LibraryDesk
from desktop.ui.main_window import MainWindow, show_as_left
from desktop.ui.navigator import Navigator
from desktop.ui.network import NetworkWatch
from desktop.ui.preferences import FILE_NAME, load_preferences, save_preferences
from desktop.ui.session import Session
from desktop.ui.style.fonts import install_fonts
from desktop.ui.style.icons import program_icon
from desktop.ui.style.theming import Theming
from desktop.ui.sync.autopilot import Autopilot
from desktop.ui.sync.follower import SyncFollower
from desktop.ui.sync.state import utc_now
from desktop.ui.sync.sync_timer import SyncTimer
from desktop.ui.sync_process import SyncProcess

if TYPE_CHECKING:
    from desktop.library import Library


class DesktopApp(QObject):
    """What outlives a window, and the window. ``finish`` ends what it started.

    ``window`` is a frame that is there already, to be filled. ``remembering`` takes up what was
    left the last time, and leaves it anew.
    """

    def __init__(
        self,
        app: QApplication,
        home: Home,
        *,
        start: Address | None = None,
        syncing: bool = True,
        window: MainWindow | None = None,
        remembering: bool = True,
    ) -> None:
        super().__init__()
        kept = home.root / FILE_NAME
        self._preferences = load_preferences(kept)
        self._app = app
        self._translators = install_language(app, chosen_language(self._preferences.language))
        install_fonts(app)
        app.setWindowIcon(program_icon())
        self.theming = Theming(app, self._preferences.theme, self._preferences.zoom)
        self._collector = Collector(self)
        settings = SettingsFile(home.root)
        keep = partial(save_preferences, kept)
        self.desk = LibraryDesk(partial(_open_library, home), keep, settings, self)
        self._connect_process = ConnectProcess(home.root, self)
        self._command = JsonCommand(home.root, self)
        self.instance = Instance(home.root, self)
        self.trail = Navigator(self)
        self._syncing = syncing
        self._remembering = remembering
        self._compose_sync(home, settings)
        self._wiring = self._wire(window, start=start, restoring=remembering and start is None)

    @property
    def window(self) -> MainWindow:
        """The window that is there now."""
        return self._wiring.window

    @property
    def connecting(self) -> Connecting:
        return self._wiring.connecting

    @property
    def homing(self) -> Homing:
        return self._wiring.homing

    @property
    def noticing(self) -> Noticing:
        return self._wiring.noticing

    def _compose_sync(self, home: Home, settings: SettingsFile) -> None:
        """Who runs the passes, who decides when, and what of the network they go by."""
        self._sync = SyncProcess(home.root, self)
        self.follower = SyncFollower(self._sync, self)
        timer = SyncTimer(schedule, parent=self)
        self.autopilot = Autopilot(self.follower, timer, self)
        self.autopilot.take_settings(Answer(request=None, value=settings.load()))
        self._network = NetworkWatch(self)
        self._network.changed.connect(self.autopilot.set_network)

    def _wire(self, frame: MainWindow | None, *, start: Address | None, restoring: bool) -> Wiring:
        backstage = Backstage(
            desk=self.desk,
            follower=self.follower,
            autopilot=self.autopilot,
            connect=self._connect_process,
            command=self._command,
            trail=self.trail,
            theming=self.theming,
        )
        wiring = Wiring(
            frame or MainWindow(self._preferences, self.theming.theme),
            backstage,
            self._preferences,
            start=start,
            syncing=self._syncing,
            restoring=restoring,
        )
        window = wiring.window
        window.painted.connect(self._network.start)
        if self._remembering:
            window.closing.connect(self._remember)
            window.closing.connect(wiring.restoring.keep)
        window.settings.look.show_language(self._preferences.language)
        window.settings.language_chosen.connect(self._speak_soon)
        window.settings.staying_chosen.connect(self._stay)
        wiring.noticing.stay(self._preferences.staying)
        return wiring

    @Slot(str)
    def _speak_soon(self, language: str) -> None:
        """Speak another language: with another window, once this one has said its last word."""
        self._preferences = replace(self._preferences, language=language)
        QTimer.singleShot(0, self, self._speak)

    @Slot(bool)
    def _stay(self, staying: bool) -> None:
        """Whether the program goes on in the tray when its window is closed."""
        self._preferences = replace(self._preferences, staying=staying)
        self._wiring.noticing.stay(staying)

    def _speak(self) -> None:
        self._remember()
        before = self._wiring
        session = before.restoring.session(utc_now())
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = install_language(self._app, chosen_language(self._preferences.language))
        self._wiring = self._wire(None, start=None, restoring=False)
        self._wiring.connecting.settled.connect(partial(self._take_up, session))
        self.show()
        before.take_down()

    def _take_up(self, session: Session) -> None:
        """Go on in the new window where the old one was: in the settings."""
        self._wiring.connecting.settled.disconnect()
        self._wiring.restoring.resume(session)
        self._wiring.settling.show_settings()
        self.window.settings.look.language.setFocus()

    def listen(self) -> None:
        """Hear other starts of this home's window, and the system that opens our addresses."""
        self.instance.listen()
        self.instance.called.connect(self.come_to_front)
        self._app.installEventFilter(self)

    @Slot(str)
    def come_to_front(self, text: str) -> None:
        """Raise the window, with what an address names open in it; what is none opens nothing."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        with contextlib.suppress(ValueError):
            self._wiring.open(Address.parse(text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """macOS hands our addresses to the running program."""
        if isinstance(event, QFileOpenEvent):
            self.come_to_front(event.url().toString())
            return True
        return super().eventFilter(watched, event)

    def show(self) -> None:
        """Show the window as it was left."""
        show_as_left(self.window, self._preferences)

    def finish(self) -> None:
        """End the child processes and the library thread, and take the window down."""
        self._sync.end()
        self._connect_process.end()
        self._command.end()
        self.instance.close()
        self.desk.finish()
        self._collector.stop()
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self.theming.deleteLater()
        self.window.deleteLater()
        self.deleteLater()

    @Slot()
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
            geometry=bytes(window.saveGeometry().data()).hex(),
            list_width=window.workspace.list_width or self._preferences.list_width,
        )
        self.desk.keep(self._preferences)


def _open_library(home: Home) -> Library:
    """Runs on the library thread: what it needs is heavy, and loaded there, after first paint."""
    from desktop.opening import open_library  # noqa: PLC0415  (see above)

    return open_library(home)

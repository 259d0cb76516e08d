"""The settings and the doctor: from what is chosen there to whoever sees to it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.records import SyncReport
from desktop.ui.answers import Failure
from desktop.ui.json_command import JsonCommand
from desktop.ui.library_desk import LibraryDesk
from desktop.ui.main_window import MainWindow
from desktop.ui.navigator import Navigator
from desktop.ui.style.theming import Theming
from desktop.ui.sync.follower import SyncFollower

DOCTOR, DISCONNECT = "doctor", "disconnect"


class Settling(QObject):
    """Opens both screens over what is there, and runs the two commands behind them.

    Signals:
        disconnected: This home belongs to no server any more.
    """

    disconnected = Signal()

    def __init__(  # noqa: PLR0913  the parts that it connects
        self,
        window: MainWindow,
        desk: LibraryDesk,
        follower: SyncFollower,
        command: JsonCommand,
        theming: Theming,
        trail: Navigator,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._follower = follower
        self._command = command
        self._theming = theming
        self._running = ""
        self._leaving = False
        settings, doctor = window.settings, window.doctor
        window.deeds["settings"].triggered.connect(self.show_settings)
        window.escaped.connect(self._leave)
        settings.left.connect(self._leave)
        settings.changed.connect(desk.change_settings)
        settings.check_requested.connect(self.check)
        settings.keys_requested.connect(window.deeds["keys"].trigger)
        settings.server.open_requested.connect(trail.follow)
        settings.server.disconnect_requested.connect(self._disconnect)
        window.popover.overview.check_requested.connect(self.check)
        doctor.again_requested.connect(self.check)
        doctor.left.connect(self._leave)
        follower.settled.connect(self._go_on_leaving)
        command.answered.connect(self._take_answer)
        command.failed.connect(self._take_failure)
        self.show_looks()

    @Slot()
    def show_settings(self) -> None:
        """Lay the settings over what is there; a second time, take them away."""
        if self._window.workspace.covered is self._window.settings:
            self._leave()
            return
        self.show_looks()
        self._desk.read_settings()
        self._desk.read_status()
        self._cover(self._window.settings)
        self._window.settings.begin()

    @Slot()
    def check(self) -> None:
        """Have the doctor look at everything, and show what it finds."""
        self._window.popover.hide()
        self._cover(self._window.doctor)
        self._window.doctor.show_running()
        self._run(DOCTOR)

    @Slot()
    def show_looks(self) -> None:
        """The look may be changed by keys, too."""
        self._window.settings.look.show_looks(self._theming.choice, self._theming.zoom)

    def _cover(self, screen: QWidget) -> None:
        self._window.workspace.cover(screen)

    @Slot()
    def _leave(self) -> None:
        if self._window.workspace.covered is not None:
            self._window.workspace.uncover()
            self._window.top.box.begin()

    @Slot()
    def _disconnect(self) -> None:
        """First no pass, then no open file, then the command that removes them."""
        self._window.settings.server.show_leaving()
        self._leaving = True
        if self._follower.state.running:
            self._follower.cancel()
        else:
            self._go_on_leaving(None)

    @Slot(object)
    def _go_on_leaving(self, outcome: SyncReport | Failure | None) -> None:
        if self._leaving:
            self._leaving = False
            self._desk.close_library()
            self._run(DISCONNECT)

    def _run(self, command: str) -> None:
        if not self._command.running:
            self._running = command
            self._command.start(command)

    @Slot(object)
    def _take_answer(self, answer: dict[str, object]) -> None:
        if self._running == DOCTOR:
            self._window.doctor.show_findings(answer)
        elif self._running == DISCONNECT:
            self._window.workspace.uncover()
            self._desk.open_library()
            self.disconnected.emit()

    @Slot(object)
    def _take_failure(self, failure: Failure) -> None:
        if self._running == DOCTOR:
            self._window.doctor.show_failure(failure)
        elif self._running == DISCONNECT:
            self._window.settings.server.show_failure(failure)
            self._desk.open_library()

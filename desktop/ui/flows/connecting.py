"""From an empty home to the work area: is there a library, and if not, whose."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from desktop.records import Address, Status
from desktop.ui.answers import Answer, Failure
from desktop.ui.connect.connect_process import ConnectProcess, Enrolled, Enrolment
from desktop.ui.library_desk import LibraryDesk
from desktop.ui.main_window import MainWindow
from desktop.ui.navigator import Navigator
from desktop.ui.sync.autopilot import Autopilot
from desktop.ui.sync.follower import SyncFollower
from desktop.ui.sync.state import DAMAGED

# What a sync makes anew: let it, paused or not, and open it afterwards.
MENDED_BY_SYNC = (DAMAGED, "BeingRebuilt")


class Connecting(QObject):
    """Opens the library after the first paint and shows the area that fits what it finds.

    Signals:
        settled: The area that fits what is here is in front.
    """

    settled = Signal()

    def __init__(  # noqa: PLR0913  the parts that it connects
        self,
        window: MainWindow,
        desk: LibraryDesk,
        follower: SyncFollower,
        autopilot: Autopilot,
        process: ConnectProcess,
        trail: Navigator,
        *,
        start: Address | None,
        syncing: bool,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._follower = follower
        self._autopilot = autopilot
        self._process = process
        self._trail = trail
        self._start = start
        self._syncing = syncing
        self._mending = False
        self._postponed = False
        screen = window.connect_screen
        window.painted.connect(desk.start)
        window.painted.connect(desk.open_library)
        window.trouble.acted.connect(desk.open_library)
        window.popover.overview.connect_requested.connect(self._connect_again)
        desk.ready.connect(self._show_area)
        screen.connect_requested.connect(self._connect)
        screen.cancel_requested.connect(process.cancel)
        process.connected.connect(self._enter)
        process.failed.connect(screen.show_failure)
        window.offer.accepted.connect(desk.open_library)
        window.offer.postponed.connect(self._postpone)
        process.cancelled.connect(screen.show_waiting)
        follower.settled.connect(self._open_mended)
        follower.changed.connect(self._open_mended)

    @Slot(object)
    def _show_area(self, answer: Answer[Status]) -> None:
        failure = answer.failure
        if failure is None:
            self._work(answer)
        elif failure.error == "NotConnected":
            self._window.show_connect()
        else:
            self._window.show_trouble(failure)
            self._mend(failure)
        self.settled.emit()

    def _work(self, answer: Answer[Status]) -> None:
        self._follower.set_status(answer)
        self._window.show_work()
        if self._start is not None:
            start, self._start = self._start, None
            self._trail.visit(start)
        if self._syncing and not (self._mending or self._postponed):
            self._autopilot.begin()
        self._mending = False

    def _mend(self, failure: Failure) -> None:
        if failure.error in MENDED_BY_SYNC and self._syncing and not self._mending:
            self._mending = True
            self._follower.rebuild(damaged=failure.error == DAMAGED)

    @Slot()
    def _open_mended(self) -> None:
        if self._mending:
            self._desk.open_library()

    @Slot(object)
    def _connect(self, enrolment: Enrolment) -> None:
        self._window.connect_screen.show_connecting()
        self._process.start(enrolment)

    def begin_with(self, address: Address) -> None:
        """Open this as soon as the work area is there."""
        self._start = address

    @Slot(object)
    def _enter(self, enrolled: Enrolled) -> None:
        """Enrolled: say what is to be fetched; where something is here already, just go on."""
        self._window.home.welcome(enrolled.entries)
        if self._follower.state.synced_at is not None:
            self._desk.open_library()
        else:
            self._window.show_offer(enrolled)

    @Slot()
    def _postpone(self) -> None:
        """Look around in what is not here yet; nothing is fetched before somebody asks for it."""
        self._postponed = True
        self._desk.open_library()

    @Slot()
    def _connect_again(self) -> None:
        self._window.popover.hide()
        self._window.show_connect()

"""One window with all that connects it. Built anew for another language; the rest goes on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale

from desktop.records import Address
from desktop.ui.connect.connect_process import ConnectProcess
from desktop.ui.flows.connecting import Connecting
from desktop.ui.flows.homing import Homing
from desktop.ui.flows.noticing import Noticing
from desktop.ui.flows.reading import Reading
from desktop.ui.flows.restoring import Restoring
from desktop.ui.flows.saving import Saving
from desktop.ui.flows.searching import Searching
from desktop.ui.flows.settling import Settling
from desktop.ui.flows.syncing import Syncing
from desktop.ui.json_command import JsonCommand
from desktop.ui.library_desk import LibraryDesk
from desktop.ui.main_window import MainWindow
from desktop.ui.navigator import Navigator
from desktop.ui.preferences import Preferences
from desktop.ui.record_views import record_views
from desktop.ui.style.theming import Theming
from desktop.ui.sync.autopilot import Autopilot
from desktop.ui.sync.follower import SyncFollower


@dataclass(frozen=True, slots=True, kw_only=True)
class Backstage:
    """What outlives a window: the library's desk, the passes, the trail, the look."""

    desk: LibraryDesk
    follower: SyncFollower
    autopilot: Autopilot
    connect: ConnectProcess
    command: JsonCommand
    trail: Navigator
    theming: Theming


class Wiring:
    """A window and its flows, which live as long as it does.

    ``start`` is opened in it; ``syncing`` says whether a pass may begin by itself, ``restoring``
    whether what was open last comes back.
    """

    def __init__(  # noqa: PLR0913  what the window and its flows are made of
        self,
        window: MainWindow,
        backstage: Backstage,
        preferences: Preferences,
        *,
        start: Address | None,
        syncing: bool,
        restoring: bool,
    ) -> None:
        behind, trail = backstage, backstage.trail
        window.setLocale(QLocale())  # its frame was made before the language was known
        window.furnish(record_views(), preferences, behind.theming.theme)
        self.window = window
        self.searching = Searching(window, behind.desk, trail)
        self.homing = Homing(window, behind.desk, trail)
        self.reading = Reading(window, behind.desk, trail)
        self.saving = Saving(window, behind.desk)
        self.syncing = Syncing(window, behind.desk, behind.follower, behind.autopilot, trail)
        self.settling = Settling(
            window, behind.desk, behind.follower, behind.command, behind.theming, trail
        )
        self.restoring = Restoring(window, behind.desk, trail, wanted=restoring)
        self.connecting = Connecting(
            window,
            behind.desk,
            behind.follower,
            behind.autopilot,
            behind.connect,
            trail,
            start=start,
            syncing=syncing,
        )
        self.noticing = Noticing(window, behind.follower)
        self._connect_looks(behind.theming)
        window.show_state(behind.follower.state)

    def _connect_looks(self, theming: Theming) -> None:
        window, deeds = self.window, self.window.deeds
        theming.changed.connect(window.set_theme)
        theming.changed.connect(self.settling.show_looks)
        deeds["theme"].triggered.connect(theming.toggle)
        deeds["larger"].triggered.connect(theming.larger)
        deeds["smaller"].triggered.connect(theming.smaller)
        deeds["own_size"].triggered.connect(theming.own_size)
        window.settings.theme_chosen.connect(theming.choose)
        window.settings.zoom_chosen.connect(theming.set_zoom)

    def open(self, address: Address) -> None:
        """Open ``address``, now or as soon as there is a library to open it from."""
        if self.window.working:
            self.reading.open(address)
        else:
            self.connecting.begin_with(address)

    def take_down(self) -> None:
        """Let the window go, and with it the flows, which belong to it."""
        self.window.hide()
        self.window.deleteLater()

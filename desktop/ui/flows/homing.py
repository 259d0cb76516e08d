"""The home screen and what fills it: errands, stars, what was opened, what is new."""

from __future__ import annotations

from operator import methodcaller

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.records import Address
from desktop.ui.answers import Answer, HomeRead, Opened
from desktop.ui.library_desk import LibraryDesk
from desktop.ui.main_window import MainWindow
from desktop.ui.navigator import Navigator

# Whoever looks at something for so long has opened it, whatever they pressed.
DWELT_MS = 5_000
# So long on the screen, and the news count as seen when the window is left.
READ_MS = 10_000


class Homing(QObject):
    """Connects the home screen with the library, and notes what was opened and seen."""

    def __init__(self, window: MainWindow, desk: LibraryDesk, trail: Navigator) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._trail = trail
        self._read = False
        self._dwelling = QTimer(self, singleShot=True, interval=DWELT_MS)
        self._dwelling.timeout.connect(self._note_shown)
        self._reading = QTimer(self, singleShot=True, interval=READ_MS)
        self._reading.timeout.connect(self._have_read)
        home = window.home
        home.errand_chosen.connect(self._choose)
        home.news_seen.connect(self._see)
        window.deeds["home"].triggered.connect(self.go_home)
        window.deeds["star"].triggered.connect(window.detail.corner.toggle_star)
        window.detail.corner.star_requested.connect(desk.star)
        window.workspace.turned.connect(self._turn)
        window.entered.connect(self._turn)
        window.closing.connect(self._leave)
        trail.visited.connect(self._note)
        desk.home_read.connect(self._show)
        desk.opened.connect(self._dwell)

    @property
    def has_read(self) -> bool:
        """Whether the news were on the screen for long enough to be read."""
        return self._read

    @Slot()
    def go_home(self) -> None:
        """Nothing is looked for and nothing is open any more; the trail stays."""
        self._window.workspace.uncover()
        self._window.top.filters.widen()
        self._window.top.box.clear()
        self._trail.close()
        self._window.top.box.begin()

    @Slot(str)
    def _choose(self, kind: str) -> None:
        """An errand: list what it is about, ready to be narrowed by typing."""
        self._window.top.filters.choose_kind(kind)
        self._window.top.box.begin()

    @Slot(object)
    def _show(self, answer: Answer[HomeRead]) -> None:
        self._window.home.show_home(answer)
        self._watch()

    @Slot()
    def _turn(self) -> None:
        """Another part of the window is in front now."""
        space = self._window.workspace
        self._window.deeds.mark_place(space.place, self._window.top.filters.kind or "")
        if space.at_home and self._window.working:
            self._desk.read_home()
        self._watch()

    def _watch(self) -> None:
        """Time counts while the news can be seen."""
        if self._window.workspace.at_home and self._window.home.has_news:
            if not self._reading.isActive():
                self._reading.start()
        else:
            self._reading.stop()

    @Slot()
    def _have_read(self) -> None:
        self._read = self._window.isVisible()

    @Slot()
    def _see(self) -> None:
        self._read = False
        self._desk.remember(methodcaller("see_news"))
        self._desk.read_home()

    @Slot()
    def _leave(self) -> None:
        if self._read:
            self._see()

    @Slot(object)
    def _note(self, address: Address) -> None:
        self._dwelling.stop()
        self._desk.remember(methodcaller("note_opened", address))

    @Slot(object)
    def _dwell(self, answer: Answer[Opened]) -> None:
        if answer.value is not None:
            self._dwelling.start()

    @Slot()
    def _note_shown(self) -> None:
        shown = self._window.detail.shown
        if shown is not None and not self._window.workspace.at_home:
            self._note(shown.record.address)

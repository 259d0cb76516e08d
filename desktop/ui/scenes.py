"""Which pictures there are of the window: what is typed, and what a hand does then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.errors import UsageError
from desktop.records import SyncProgress
from desktop.ui.answers import Failure
from desktop.ui.main_window import MainWindow
from desktop.ui.sync.state import DAMAGED, SyncState

Hand = Callable[[MainWindow], object]
USUAL = (1280, 800)
WITHOUT_PANE = (1060, 800)  # filters have no room beside the list
ONE_COLUMN = (700, 800)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is typed, of which kind, and what is done once that is found.

    ``query`` is what is typed in every language, or in German and in English. ``zoom`` is in
    per cent; ``size`` in pixels.
    """

    name: str
    query: str | tuple[str, str] = ""
    kind: str = ""
    does: Hand | None = None
    size: tuple[int, int] = USUAL
    zoom: int = 100

    def typed(self, language: str) -> str:
        """What is typed in a window of this language."""
        if isinstance(self.query, str):
            return self.query
        return self.query[0] if language == "de" else self.query[1]


def triggering(name: str) -> Hand:
    """Do one of the doings that have a key."""
    return lambda window: window.deeds[name].trigger()


def read(window: MainWindow) -> None:
    """Open what was found, and put the list away: reading, and nothing else."""
    window.panel.results.open_chosen()
    window.top.filters.widen()
    window.top.box.clear()


def open_it(window: MainWindow) -> None:
    """Open what was found, with the list beside it where there is room."""
    window.panel.results.open_chosen()


def star(window: MainWindow) -> None:
    """Have what is open on the home screen."""
    if not window.detail.corner.star.isChecked():
        window.deeds["star"].trigger()


def narrow_by_the_first(window: MainWindow) -> None:
    """Press the first line of the first facet."""
    tree = window.top.filters.pane.tree
    tree.setCurrentIndex(tree.model().index(0, 0, tree.model().index(0, 0)))
    key, no_modifier = Qt.Key.Key_Space.value, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(tree, QKeyEvent(QEvent.Type.KeyPress, key, no_modifier, " "))


def open_first_branch(window: MainWindow) -> None:
    """Unfold the first line of a tree, and open what it stands for."""
    tree = window.panel.tree
    tree.setCurrentIndex(tree.model().index(0, 0))
    tree.expand(tree.currentIndex())
    window.panel.open_chosen()


def check(window: MainWindow) -> None:
    """Have the doctor look, as the button in the settings does."""
    window.settings.check_requested.emit()


def show_first_sync(window: MainWindow) -> None:
    """What stands there while everything is fetched for the first time."""
    window.home.welcome(2820)
    people = SyncProgress(phase="people", done=780, total=1186, seconds_left=4.0)
    window.show_state(SyncState(progress=people))


def show_trouble(window: MainWindow) -> None:
    """What is said when the files here are damaged."""
    window.show_trouble(Failure(error=DAMAGED))


BRANDSCHUTZ = ("brandschutz", "fire protection")
SCENES = (
    Scene(name="results", query=BRANDSCHUTZ),
    Scene(name="results-facets", query=("montage", "service"), does=narrow_by_the_first),
    Scene(name="results-without-pane", query=BRANDSCHUTZ, size=WITHOUT_PANE),
    Scene(name="results-narrow", query=BRANDSCHUTZ, size=ONE_COLUMN),
    Scene(name="empty-result", query="zwirbelmoser"),
    Scene(name="person", query="jana petersen", kind="person"),
    Scene(name="person-alone", query="friederike ahrendsen", kind="person", does=read),
    Scene(
        name="person-narrow", query="finn asmussen", kind="person", does=open_it, size=ONE_COLUMN
    ),
    Scene(name="leaver", query="gudrun tamm", kind="person", does=open_it),
    Scene(name="external", query="ashok pillai", kind="person", does=star),
    Scene(name="page", query=("reisekosten", "expense claims"), kind="page"),
    Scene(name="page-with-picture", query=("notfall", "emergencies"), kind="page", does=read),
    Scene(name="page-large-text", query=("urlaub", "time off"), kind="page", does=read, zoom=150),
    Scene(name="post", query=("solaranlage", "lunch in english"), kind="post", does=open_it),
    Scene(name="question", query=("R404A", "norwegian customer"), kind="question", does=star),
    Scene(
        name="unit", query=("montage schottland", "installation scotland"), kind="unit", does=star
    ),
    Scene(name="space-tree", kind="page", does=open_first_branch),
    Scene(name="unit-tree", kind="unit", does=open_first_branch),
    Scene(name="settings", does=triggering("settings")),
    Scene(name="doctor", does=check),
    Scene(name="shortcuts", does=triggering("keys")),
    Scene(name="sync-popover", does=triggering("state")),
    Scene(name="home"),
    Scene(name="home-narrow", size=ONE_COLUMN),
    Scene(name="first-sync", does=show_first_sync),
    Scene(name="trouble", does=show_trouble),
)
# All there is to see where no replica is, or none that can be opened.
FIRST_MINUTE = (Scene(name="first-start"),)


def scenes_named(names: tuple[str, ...]) -> tuple[Scene, ...]:
    """Those scenes in their order; all of them for no name. ``UsageError`` for an unknown one."""
    by_name = {scene.name: scene for scene in SCENES}
    for name in names:
        if name not in by_name:
            raise UsageError(f"There is no scene {name}. There are: {', '.join(by_name)}.")
    return tuple(by_name[name] for name in names) or SCENES

"""Leaves pictures of the window in a folder: quiet, a person, a page, in both looks."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.ui.main_window import MainWindow
from desktop.ui.style.theming import Theming

LOOK_EVERY_MS = 60
STILL_LOOKS = 8  # so many looks without a change, and photos have come as well
MOST_LOOKS = 100


@dataclass(frozen=True, slots=True)
class Scene:
    """What is typed, of which kind, in which look; and the name of the picture."""

    name: str
    theme: str
    query: str = ""
    kind: str = ""


SCENES = tuple(
    Scene(f"window-{name}-{theme}", theme, query, kind)
    for theme in ("light", "dark")
    for name, query, kind in (
        ("start", "", ""),
        ("results", "brandschutz", ""),
        ("person", "brandschutz", "person"),
        ("page", "reisekosten", "page"),
    )
)
# All there is to see where no replica is, or none that can be opened.
FIRST_MINUTE = tuple(Scene(f"window-connect-{theme}", theme) for theme in ("light", "dark"))

log = logging.getLogger(__name__)


class Photographer(QObject):
    """Plays the scenes one after the other and takes each when nothing moves any more.

    Signals:
        finished: All pictures are taken.
    """

    finished = Signal()

    def __init__(
        self,
        window: MainWindow,
        theming: Theming,
        folder: Path,
        scenes: tuple[Scene, ...] = SCENES,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theming = theming
        self._folder = folder
        self._scenes: Iterator[Scene] = iter(scenes)
        self._scene: Scene | None = None
        self._looks = self._still = 0
        self._before: object = None
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    @Slot()
    def begin(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        if not self._window.working:
            self._scenes = iter(FIRST_MINUTE)
        self._next()

    def _next(self) -> None:
        self._scene = next(self._scenes, None)
        if self._scene is None:
            self._timer.stop()
            self.finished.emit()
            return
        self._looks = self._still = 0
        self._theming.choose(self._scene.theme)
        self._window.top.filters.choose_kind(self._scene.kind)
        self._window.top.box.setText(self._scene.query)
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        now = (self._window.detail.shown, self._window.panel.results.rows.rowCount())
        self._still = self._still + 1 if now == self._before and self._arrived() else 0
        self._before = now
        self._looks += 1
        if self._still >= STILL_LOOKS or self._looks >= MOST_LOOKS:
            self._take()

    def _arrived(self) -> bool:
        """Whether what is selected is what is shown."""
        shown, chosen = self._window.detail.shown, self._window.panel.results.chosen()
        if shown is None or chosen is None:
            return not self._window.panel.asking or not self._window.panel.results.rows.rowCount()
        return shown.address.key == chosen.address.key

    def _take(self) -> None:
        assert self._scene is not None
        path = self._folder / f"{self._scene.name}.png"
        if not self._window.grab().save(str(path)):
            log.warning("the picture %s could not be written", path.name)
        self._next()

"""Leaves pictures of the window in a folder: each scene, in both looks."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QProgressBar, QWidget

from desktop.records import SearchResult
from desktop.ui.main_window import MainWindow
from desktop.ui.scenes import FIRST_MINUTE, SCENES, Scene
from desktop.ui.style.theming import Theming
from desktop.ui.style.tokens import DARK, LIGHT

LOOK_EVERY_MS = 60
STILL_LOOKS = 6  # so many looks without a change, and photos have come as well
MOST_LOOKS = 150
LOOKS = (LIGHT.name, DARK.name)


class Photographer(QObject):
    """Plays the scenes one after the other and takes each when nothing moves any more.

    A picture is called after its scene, its language and its look: ``home-de-dark.png``.

    Signals:
        taken: The name of the scene that stands there now; its picture is taken.
        finished: All pictures are taken.
    """

    taken = Signal(str)
    finished = Signal()

    def __init__(
        self,
        window: MainWindow,
        theming: Theming,
        folder: Path,
        scenes: tuple[Scene, ...] = SCENES,
        looks: tuple[str, ...] = LOOKS,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theming = theming
        self._folder = folder
        self._language = QLocale().name()[:2]
        self._looks_wanted = looks
        self._shots: Iterator[tuple[Scene, str]] = product(scenes, looks)
        self._scene = Scene(name="")
        self._look = ""
        self._acted = False
        self._answered = ""
        self._before = QPixmap()
        self._still = self._looks = 0
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._watch)
        window.panel.answered.connect(self._hear)

    @Slot()
    def begin(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        QApplication.setCursorFlashTime(0)  # what blinks is never still
        if not self._window.working:
            self._shots = product(FIRST_MINUTE, self._looks_wanted)
        self._next()

    def _next(self) -> None:
        scene, self._look = next(self._shots, (None, ""))
        if scene is None:
            self._timer.stop()
            self.finished.emit()
            return
        self._still = self._looks = 0
        self._theming.choose(self._look)
        self._scene = scene
        self._play()
        self._timer.start()

    def _play(self) -> None:
        window, scene = self._window, self._scene
        for other in self.others():
            other.hide()
        self._theming.set_zoom(scene.zoom)
        window.resize(*scene.size)
        self._acted, self._answered = False, ""
        if window.working:
            window.deeds["home"].trigger()
            window.top.filters.choose_kind(scene.kind)
            window.top.box.setText(scene.typed(self._language))

    @Slot(object)
    def _hear(self, result: SearchResult) -> None:
        self._answered = result.query

    @Slot()
    def _watch(self) -> None:
        now = self._picture()
        still = now.toImage() == self._before.toImage() and self._arrived()
        self._still = self._still + 1 if still else 0
        self._before = now
        self._looks += 1
        if self._still < STILL_LOOKS and self._looks < MOST_LOOKS:
            return
        if self._scene.does is not None and not self._acted:
            self._acted, self._still, self._looks = True, 0, 0
            self._scene.does(self._window)
        else:
            self._take()

    def _arrived(self) -> bool:
        """Whether what was asked for is found, what is selected shown, and nothing busy."""
        bars = self._window.findChildren(QProgressBar)
        if any(bar.isVisible() and bar.maximum() == 0 for bar in bars):
            return False
        if not self._window.panel.asking or self._window.workspace.narrow:
            return True
        shown, chosen = self._window.detail.shown, self._window.panel.results.chosen()
        if chosen is None:
            return self._answered == self._scene.typed(self._language)
        return shown is not None and shown.address.key == chosen.address.key

    def _picture(self) -> QPixmap:
        """The window, with what lies over it as a window of its own."""
        picture = self._window.grab()
        with QPainter(picture) as painter:
            painter.setPen(QColor(self._theming.theme.border))
            for other in self.others():
                place = other.rect().translated(self._window.mapFromGlobal(other.pos()))
                if isinstance(other, QDialog):  # elsewhere the system places and frames it
                    place.moveCenter(self._window.rect().center())
                    painter.drawRect(place.adjusted(-1, -1, 0, 0))
                painter.drawPixmap(place.topLeft(), other.grab())
        return picture

    def others(self) -> list[QWidget]:
        """What lies over the window now, as windows of their own."""
        children = self._window.findChildren(QWidget)
        return [one for one in children if one.isWindow() and one.isVisible()]

    def _take(self) -> None:
        path = self._folder / f"{self._scene.name}-{self._language}-{self._look}.png"
        if not self._before.save(str(path)):
            logging.getLogger(__name__).warning("the picture %s could not be written", path.name)
        self.taken.emit(self._scene.name)
        self._next()

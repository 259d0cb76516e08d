"""The four large tiles of the home screen: what most people come for. Knows no search."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.fonts import text_scale
from desktop.ui.style.icons import pixmap
from desktop.ui.style.tokens import SPACE_1, SPACE_2, SPACE_3, SPACE_4, Theme

SIGN = 26
NARROWEST = 165  # pixels at 100 % that the words of a tile need


@dataclass(frozen=True, slots=True)
class Errand:
    """What somebody comes for: the kind of thing it is about, a sign, and it in words."""

    kind: str
    sign: str
    title: object
    text: object


ERRANDS = (
    Errand(
        "person",
        "users",
        QT_TRANSLATE_NOOP("Tiles", "Find a colleague"),
        QT_TRANSLATE_NOOP("Tiles", "By name, number, skill or site"),
    ),
    Errand(
        "page",
        "book-open",
        QT_TRANSLATE_NOOP("Tiles", "Find a page"),
        QT_TRANSLATE_NOOP("Tiles", "How things are done here"),
    ),
    Errand(
        "question",
        "circle-question-mark",
        QT_TRANSLATE_NOOP("Tiles", "Look up an answer"),
        QT_TRANSLATE_NOOP("Tiles", "What others asked, and what helped"),
    ),
    Errand(
        "post",
        "newspaper",
        QT_TRANSLATE_NOOP("Tiles", "Read the news"),
        QT_TRANSLATE_NOOP("Tiles", "Posts from all over the company"),
    ),
)


class Tile(QPushButton):
    """One errand as a large button; a screen reader says all of its words."""

    def __init__(self, errand: Errand, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.errand = errand
        title = QCoreApplication.translate("Tiles", str(errand.title))
        text = QCoreApplication.translate("Tiles", str(errand.text))
        self.setProperty("role", "tile")
        self.setAccessibleName(f"{title}. {text}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._sign = PlainLabel()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words = (PlainLabel(title, "strong"), PlainLabel(text, "small"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self._column.setSpacing(SPACE_1)
        self._column.addWidget(self._sign)
        self._column.addSpacing(SPACE_2)
        for label in words:
            label.setWordWrap(True)
            self._column.addWidget(label)
        self._column.addStretch(1)
        for part in (self._sign, *words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_theme(theme)

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._column.totalHeightForWidth(width)

    def set_theme(self, theme: Theme) -> None:
        size = round(SIGN * text_scale())
        self._sign.setPixmap(pixmap(self.errand.sign, theme.accent, size, self.devicePixelRatioF()))


class Tiles(QWidget):
    """As many tiles in a row as there is room for: four, two or one.

    Signals:
        chosen: The kind of thing an errand is about.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = [Tile(errand, theme, self) for errand in ERRANDS]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE_3)
        self._columns = 0
        for tile in self.tiles:
            tile.clicked.connect(self._choose)
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        for tile in self.tiles:
            tile.set_theme(theme)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        fitting = self.width() // round(NARROWEST * text_scale())
        columns = next(count for count in (4, 2, 1) if count <= max(fitting, 1))
        if columns == self._columns:
            return
        self._columns = columns
        for place, tile in enumerate(self.tiles):
            self._grid.removeWidget(tile)
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(len(self.tiles)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    @Slot()
    def _choose(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, Tile):
            self.chosen.emit(pressed.errand.kind)

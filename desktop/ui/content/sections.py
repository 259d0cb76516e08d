"""Titled sections that scroll: one column, or two where there is room. Built anew each time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.plain_label import PlainLabel, plain
from desktop.ui.style.fonts import text_scale
from desktop.ui.style.tokens import PAGE_WIDTH, SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_6

TWO_COLUMNS_FROM = 780
WIDEST_OF_TWO = 1240
SHARES = (6, 5)


class Sections(QScrollArea):
    """What is added stands in the first column, what is added ``aside`` in the second.

    ``begin`` throws away what was shown; ``across`` stands above both columns.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # read by the arrow keys
        self._column, self._aside = QVBoxLayout(), QVBoxLayout()
        self._begin()

    def begin(self) -> None:
        """Nothing yet, scrolled to its top."""
        old = self.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()  # it may be what was clicked
        self._begin()

    def add(self, part: QWidget | QLayout, *, across: bool = False, aside: bool = False) -> None:
        column = self._top if across else self._aside if aside else self._column
        if isinstance(part, QLayout):
            column.addLayout(part)
        else:
            column.addWidget(part)

    def add_section(self, title: str, part: QWidget, *, aside: bool = False) -> None:
        """A part below its title."""
        heading = PlainLabel(title.upper(), "section")
        heading.setAccessibleName(plain(title))
        column = self._aside if aside else self._column
        if column.count():
            column.addSpacing(SPACE_1)
        column.addWidget(heading)
        column.addWidget(part)

    def end(self) -> None:
        """Show what was added."""
        self._has_two = bool(self._aside.count() and self._column.count())
        self._column.addStretch(1)
        self._aside.addStretch(1)
        self._arrange()
        self.setWidget(self._content)
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _begin(self) -> None:
        self._content = QWidget()
        self._has_two = False
        self._top, self._column, self._aside = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        whole = QVBoxLayout(self._content)
        whole.setContentsMargins(SPACE_2, SPACE_2, SPACE_4, SPACE_4)
        whole.addLayout(self._top)
        whole.addLayout(self._both)
        whole.addStretch(1)
        for column in (whole, self._top, self._column, self._aside):
            column.setSpacing(SPACE_3)
        self._both.addLayout(self._column)
        self._both.addLayout(self._aside)

    def _arrange(self) -> None:
        """Two columns where both have room; else one below the other."""
        scale = text_scale()
        two = self._has_two and self.width() >= TWO_COLUMNS_FROM * scale
        widest = WIDEST_OF_TWO if two else PAGE_WIDTH
        self._content.setMaximumWidth(round(widest * scale))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(across if two else down)
        for column, share in enumerate(SHARES if two else (0, 0)):
            self._both.setStretch(column, share)
        self._both.setSpacing(SPACE_6 if two else SPACE_3)

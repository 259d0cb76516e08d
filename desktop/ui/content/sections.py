"""A column of titled sections that scrolls. Built anew for each thing it shows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.plain_label import PlainLabel, plain
from desktop.ui.style.fonts import text_scale
from desktop.ui.style.tokens import PAGE_WIDTH, SPACE_1, SPACE_2, SPACE_3, SPACE_4


class Sections(QScrollArea):
    """Shows one column; ``begin`` throws the last one away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # read by the arrow keys
        self._column = QVBoxLayout()

    def begin(self) -> None:
        """An empty column, scrolled to its top."""
        old = self.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()  # it may be what was clicked
        content = QWidget()
        content.setMaximumWidth(round(PAGE_WIDTH * text_scale()))
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(SPACE_2, SPACE_2, SPACE_4, SPACE_4)
        self._column.setSpacing(SPACE_3)
        self._content = content

    def add(self, part: QWidget | QLayout) -> None:
        if isinstance(part, QLayout):
            self._column.addLayout(part)
        else:
            self._column.addWidget(part)

    def add_section(self, title: str, part: QWidget) -> None:
        """A part below its title."""
        heading = PlainLabel(title.upper(), "section")
        heading.setAccessibleName(plain(title))
        self._column.addSpacing(SPACE_1)
        self._column.addWidget(heading)
        self._column.addWidget(part)

    def end(self) -> None:
        """Show what was added."""
        self._column.addStretch(1)
        self.setWidget(self._content)
        self.verticalScrollBar().setValue(0)

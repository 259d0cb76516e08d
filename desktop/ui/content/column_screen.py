"""A screen that is one column in the middle, and scrolls. Knows nothing of what is in it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.content.style import content_style
from desktop.ui.style.fonts import text_scale
from desktop.ui.style.tokens import SPACE_4, SPACE_5, Theme


class ColumnScreen(QScrollArea):
    """``column`` takes the parts, top to bottom; it is at most ``widest`` pixels wide at 100 %."""

    def __init__(self, widest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widest = widest
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._content = QWidget()
        self.column = QVBoxLayout()
        self.column.setSpacing(SPACE_4)
        below = QVBoxLayout(self._content)
        below.setContentsMargins(SPACE_5, SPACE_5, SPACE_5, SPACE_5)
        below.addLayout(self.column)
        below.addStretch(1)
        around = QWidget()
        row = QHBoxLayout(around)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._content, 100)
        row.addStretch(1)
        self.setWidget(around)

    def restyle(self, theme: Theme) -> None:
        """Look as ``theme`` says, as wide as the text is large."""
        self.setStyleSheet(content_style(theme))
        self._content.setMaximumWidth(round(self._widest * text_scale()))

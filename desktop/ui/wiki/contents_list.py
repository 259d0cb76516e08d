"""The contents of a page beside it, following what is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.ui.plain_label import PlainLabel, plain
from desktop.ui.style.fonts import growth
from desktop.ui.style.tokens import SPACE_2, SPACE_3, SPACE_6, Theme

if TYPE_CHECKING:  # rendering is loaded where it happens, on the library thread
    from desktop.security.sanitise import Heading

WIDTH = 216
FEWEST = 2
DEEPEST = 3  # levels shown, from the highest one there is
STYLE = """
QListWidget {{ background: transparent; border: none; border-left: 1px solid {border};
    outline: none; }}
QListWidget::item {{ color: {text_muted}; border-left: 2px solid transparent; padding: 4px 8px; }}
QListWidget::item:hover {{ color: {text}; }}
QListWidget::item:selected {{ color: {accent}; background: transparent;
    border-left: 2px solid {accent}; }}
QListWidget::item:selected:focus {{ background: {accent_soft}; }}
QListWidget:focus {{ border-left: 1px solid {accent}; }}
"""


class ContentsList(QFrame):
    """The headings of a page.

    Signals:
        chosen: The anchor of the heading to go to.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._anchors: list[str] = []
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("On this page"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setUniformItemSizes(True)
        self._list.clicked.connect(self._choose)
        self._list.activated.connect(self._choose)
        title = PlainLabel(self.tr("On this page").upper(), "section")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_6, 0, 0)  # below the corner's buttons
        column.setSpacing(SPACE_2)
        column.addWidget(title)
        column.addWidget(self._list, 1)

    def show_headings(self, headings: Sequence[Heading]) -> None:
        """Fill the list with the upper levels of ``headings``."""
        top = min((heading.level for heading in headings), default=1)
        shown = [heading for heading in headings if heading.level < top + DEEPEST and heading.text]
        self._anchors = [heading.anchor for heading in shown]
        self._list.clear()
        for heading in shown:
            indent = "   " * (heading.level - top)
            line = QListWidgetItem(indent + plain(heading.text).replace("\n", " "))
            line.setToolTip("")
            self._list.addItem(line)
        self._fit()

    @property
    def anchors(self) -> Sequence[str]:
        """The anchors shown, in order."""
        return tuple(self._anchors)

    @property
    def is_worth_showing(self) -> bool:
        return len(self._anchors) >= FEWEST

    @property
    def marked(self) -> str:
        """The anchor of the heading that is marked; empty for none."""
        row = self._list.currentRow()
        return self._anchors[row] if 0 <= row < len(self._anchors) else ""

    def follow(self, anchor: str) -> None:
        """Mark the heading under which the reader is; announces nothing."""
        row = self._anchors.index(anchor) if anchor in self._anchors else -1
        if row != self._list.currentRow():
            self._list.setCurrentRow(row)

    def set_theme(self, theme: Theme) -> None:
        self._list.setStyleSheet(
            STYLE.format(
                border=theme.border,
                text=theme.text,
                text_muted=theme.text_muted,
                accent=theme.accent,
                accent_soft=theme.accent_soft,
            )
        )
        self._fit()

    def _fit(self) -> None:
        """Follow the size of the text."""
        self.setFixedWidth(round(WIDTH * growth(self.font())))
        height = self._list.fontMetrics().height() + SPACE_2 + 2
        for row in range(self._list.count()):
            self._list.item(row).setSizeHint(QSize(0, height))

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._anchors):
            self.chosen.emit(self._anchors[index.row()])

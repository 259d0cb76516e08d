"""The sheet of shortcuts (F1): every key the window knows, on one page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from desktop.ui.actions import DOINGS, keys_text, title
from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.tokens import SPACE_2, SPACE_4, SPACE_5, SPACE_6


class ShortcutSheet(QDialog):
    """A window of its own that stays open beside the work; Esc closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setModal(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_5, SPACE_5, SPACE_5, SPACE_4)
        column.setSpacing(SPACE_4)
        column.addWidget(PlainLabel(self.tr("Keyboard shortcuts"), "title"))
        column.addLayout(self._grid())
        closing = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        closing.rejected.connect(self.close)
        # The style's own sign for it is black in every theme.
        closing.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        column.addWidget(closing)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_6)
        grid.setVerticalSpacing(SPACE_2)
        grid.setColumnMinimumWidth(2, SPACE_5)
        rows = [(title(doing), keys_text(doing)) for doing in DOINGS]
        rows = [*self._in_lists(), *rows]
        half = (len(rows) + 1) // 2  # in one column they are higher than a small screen
        for number, (name, keys) in enumerate(rows):
            row, column = number % half, number // half * 3
            grid.addWidget(PlainLabel(name), row, column)
            grid.addWidget(PlainLabel(keys, "muted"), row, column + 1, Qt.AlignmentFlag.AlignRight)
        return grid

    def _in_lists(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Type anywhere: it goes to the search"), self.tr("A … Z")),
            (self.tr("Walk through the results"), "↑ ↓"),
            (self.tr("Open the result"), self.tr("Enter")),
            (self.tr("Back to the search"), self.tr("Esc")),
            (self.tr("Find in the page"), self.tr("Ctrl+F")),
        ]

"""Labels and what they say, in two columns; one below the other where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from desktop.ui.plain_label import PlainLabel, plain
from desktop.ui.style.fonts import text_scale
from desktop.ui.style.tokens import SPACE_2, SPACE_4

LABEL_LETTERS = 12
INSET = 2  # as a link has, so that texts and links stand on one line and in one column
NARROW = 2.4  # times the labels' width
LONGEST_WORD = 24  # letters at 100 %
UNBOUND = 16_777_215  # Qt's own word for no maximum
SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class FactsGrid(QWidget):
    """Grows by ``add``; a fact is a text to select and copy, or a control."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[PlainLabel, QWidget]] = []
        self._narrow = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_4)
        self._grid.setVerticalSpacing(_gap(self.fontMetrics().height() + 2 * INSET))
        self._grid.setColumnStretch(1, 1)

    @property
    def is_empty(self) -> bool:
        return not self._rows

    def add(self, label: str, value: str | QWidget) -> None:
        """Add a fact; an empty text adds nothing."""
        if not value:
            return
        name = PlainLabel(label, "muted")
        name.setWordWrap(True)
        shown = value if isinstance(value, QWidget) else fact_label(value)
        if isinstance(value, str):
            shown.setAccessibleName(plain(f"{label}: {value}"))
            shown.setContentsMargins(INSET, INSET, INSET, INSET)
        name.setContentsMargins(0, INSET, 0, INSET)
        name.setBuddy(shown)
        self._rows.append((name, shown))
        self._place(len(self._rows) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW * self._label_width()
        if narrow != self._narrow:
            self._narrow = narrow
            for row in range(len(self._rows)):
                self._place(row)

    def _label_width(self) -> int:
        return self.fontMetrics().averageCharWidth() * LABEL_LETTERS

    def _place(self, row: int) -> None:
        name, shown = self._rows[row]
        top = Qt.AlignmentFlag.AlignTop
        # A control keeps its size; a text takes the line, so that it can break.
        align = top | Qt.AlignmentFlag.AlignLeft if isinstance(shown, QPushButton) else top
        for part in (name, shown):
            self._grid.removeWidget(part)
        if self._narrow:
            name.setMinimumWidth(0)
            name.setMaximumWidth(UNBOUND)
            self._grid.addWidget(name, 2 * row, 0, 1, 2)
            self._grid.addWidget(shown, 2 * row + 1, 0, 1, 2, align)
        else:
            name.setFixedWidth(self._label_width())
            self._grid.addWidget(name, 2 * row, 0, top)
            self._grid.addWidget(shown, 2 * row, 1, align)


def _gap(row: int) -> int:
    """What a row lacks to the next eight pixels, so that all stand in one rhythm."""
    return -row % SPACE_2


def fact_label(text: str) -> PlainLabel:
    """A text that breaks where it must and can be selected."""
    label = PlainLabel(breakable(text))
    label.setWordWrap(True)
    label.setTextInteractionFlags(SELECTABLE)
    label.setCursor(Qt.CursorShape.IBeamCursor)
    return label


def breakable(text: str) -> str:
    """``text`` with places to break in very long words, so that none is cut."""
    longest = max(round(LONGEST_WORD / text_scale()), 8)
    words = text.split(" ")
    return " ".join(word if len(word) <= longest else _pieces(word, longest) for word in words)


def _pieces(word: str, longest: int) -> str:
    return "\u200b".join(word[at : at + longest] for at in range(0, len(word), longest))

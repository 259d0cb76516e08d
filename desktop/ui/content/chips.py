"""Words as chips: a press searches for one of them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.flow_layout import FlowLayout
from desktop.ui.plain_label import plain

WIDEST = 34  # letters
MOST = 60


class Chips(QWidget):
    """A line of chips for one field.

    Signals:
        search_requested: A query such as ``skill:"Brandschutz"``.
    """

    search_requested = Signal(str)

    def __init__(self, field: str, words: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        row = FlowLayout(self)
        for word in list(words)[:MOST]:
            row.addWidget(self._chip(word))

    def _chip(self, word: str) -> QPushButton:
        chip = QPushButton()
        chip.setProperty("role", "pill")
        name = plain(word).replace("\n", " ")
        metrics = chip.fontMetrics()
        room = metrics.averageCharWidth() * WIDEST
        cut = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        chip.setText(cut.replace("&", "&&"))
        chip.setAccessibleName(name)
        chip.setAccessibleDescription(self.tr("Search for it"))
        chip.setProperty("query", query(self._field, word))
        chip.clicked.connect(self._ask)
        return chip

    def _ask(self) -> None:
        self.search_requested.emit(self.sender().property("query"))


def query(field: str, word: str) -> str:
    """A query for ``word`` in ``field``; quotes inside the word are left out."""
    return f'{field}:"{" ".join(word.replace(chr(34), " ").split())}"'

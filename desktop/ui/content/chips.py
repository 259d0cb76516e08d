"""Words as chips: a press searches for one of them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.flow_layout import FlowLayout
from desktop.ui.plain_label import plain
from desktop.ui.style.fonts import text_scale

WIDEST = 34  # letters at 100 %; the room stays the same where they are larger
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
        made = chip(word)
        made.setAccessibleDescription(self.tr("Search for it"))
        made.setProperty("query", query(self._field, word))
        made.clicked.connect(self._ask)
        return made

    def _ask(self) -> None:
        self.search_requested.emit(self.sender().property("query"))


def chip(word: str, *further: str) -> QPushButton:
    """A chip for ``word``, cut where it is long; ``further`` stands behind it, whole."""
    made = QPushButton()
    made.setProperty("role", "pill")
    name = plain(word).replace("\n", " ")
    metrics = made.fontMetrics()
    room = round(metrics.averageCharWidth() * WIDEST / text_scale())
    cut = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
    if cut != name:
        made.setToolTip(f"<qt>{escape(name)}</qt>")
    parts = (cut, *filter(None, further))
    made.setText("  ".join(parts).replace("&", "&&"))
    made.setAccessibleName(", ".join((name, *filter(None, further))))
    return made


def query(field: str, word: str) -> str:
    """A query for ``word`` in ``field``; quotes inside the word are left out."""
    return f'{field}:"{" ".join(word.replace(chr(34), " ").split())}"'

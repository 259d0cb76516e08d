"""The rows of what was found, and nothing else: no query, no library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from desktop.records import Hit, Marked
from desktop.ui import kinds, terms
from desktop.ui.content.when import date_words
from desktop.ui.search.why import in_words

Index = QModelIndex | QPersistentModelIndex

HIT = Qt.ItemDataRole.UserRole
FACE = Qt.ItemDataRole.UserRole + 1
NOWHERE = QModelIndex()
DATED = ("post", "question", "answer", "comment")
NAMED = ("skill", "site", "space")  # kinds whose titles do not tell them from other things


class ResultsModel(QAbstractListModel):
    """One row a hit, best first. Roles: the title, ``HIT``, ``FACE``, what a reader reads aloud."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()
        self._faces: dict[str, QImage] = {}

    def set_hits(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self._hits = tuple(map(_in_words, hits))
        self.endResetModel()

    def add_faces(self, faces: Mapping[str, QImage]) -> None:
        """Photos by hash, as they are read; the rows that show them are painted again."""
        self._faces.update(faces)
        if faces and self._hits:
            self.dataChanged.emit(self.index(0), self.index(len(self._hits) - 1), [FACE])

    def forget_faces(self) -> None:
        """Faces not shown any more are not kept, so that a day of searching does not add up."""
        shown = {hit.thumbnail for hit in self._hits}
        self._faces = {key: face for key, face in self._faces.items() if key in shown}

    def missing_faces(self) -> tuple[str, ...]:
        """The hashes of the photos that these rows need and that are not read yet."""
        wanted = (hit.thumbnail for hit in self._hits)
        return tuple(dict.fromkeys(key for key in wanted if key and key not in self._faces))

    def row_of(self, key: str) -> int:
        """The row of the thing with this key, or -1."""
        rows = (row for row, hit in enumerate(self._hits) if hit.address.key == key)
        return next(rows, -1)

    def hit(self, row: int) -> Hit | None:
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.hit(index.row()) if index.isValid() else None
        if hit is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return hit.title.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return _aloud(hit)
            case _ if role == HIT:
                return hit
            case _ if role == FACE:
                return self._faces.get(hit.thumbnail or "")
            case _:
                return None


def _in_words(hit: Hit) -> Hit:
    """The hit with its line in the window's words, what was written with its date; the marks stay
    on what they were on."""
    before = hit.subtitle.text
    after = terms.line(hit.kind, before)
    if hit.kind in DATED and hit.updated:
        after = terms.DOT.join(filter(None, (date_words(hit.updated), before)))
    if hit.kind in NAMED:
        after = terms.DOT.join(filter(None, (kinds.one(hit.kind), before)))
    if after == before:
        return hit
    first = 0 if after.endswith(before) else len(before.partition(terms.DOT)[0])
    by = len(after) - len(before)
    marks = tuple((start + by, end + by) for start, end in hit.subtitle.marks if start >= first)
    return replace(hit, subtitle=Marked(after, marks))


def _aloud(hit: Hit) -> str:
    lines = (hit.title.text, hit.subtitle.text, in_words(hit.why), hit.snippet.text)
    parts = lines if hit.kind in NAMED else (kinds.one(hit.kind), *lines)
    return ", ".join(part for part in parts if part)

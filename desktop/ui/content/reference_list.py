"""A list of people or things, each with a face or a sign, two lines, and a way to open it.

As tall as its rows, so that it scrolls with what surrounds it; only what is seen is painted.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QScrollArea, QWidget

from desktop.records import Reference
from desktop.ui import terms
from desktop.ui.content.faces import Faces
from desktop.ui.content.reference_delegate import REFERENCE, ReferenceDelegate
from desktop.ui.plain_label import plain
from desktop.ui.style.tokens import Theme

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class References(QAbstractListModel):
    """Holds the rows and nothing else."""

    def __init__(self, references: Sequence[Reference], parent: QWidget) -> None:
        super().__init__(parent)
        self._references = references

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._references)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        reference = self._references[index.row()]
        match role:
            case Role.DisplayRole:
                return plain(reference.title)
            case Role.AccessibleTextRole:
                line = terms.line(reference.address.kind, reference.subtitle)
                return plain(", ".join(filter(None, (reference.title, line))))
            case role if role == REFERENCE:
                return reference
            case _:
                return None


class ReferenceList(QListView):
    """Opens a row by click or Enter.

    Signals:
        opened: The Address of a row.
    """

    opened = Signal(object)

    def __init__(
        self,
        name: str,
        references: Sequence[Reference],
        faces: Faces,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(plain(name))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(References(references, self))
        self.setItemDelegate(ReferenceDelegate(faces, theme, self))
        self.setFixedHeight(self.sizeHintForRow(0) * len(references))
        self.clicked.connect(self._open)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._keep_in_sight(self.visualRect(current))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _keep_in_sight(self, row: QRect) -> None:
        """Scroll what surrounds this list: it has no scroll bar of its own."""
        around = self.parent()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parent()
        content = around.widget() if around is not None else None
        if around is not None and content is not None and row.isValid() and self.hasFocus():
            inside = self.mapTo(content, row.center())
            around.ensureVisible(inside.x(), inside.y(), 0, row.height())

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        reference = index.data(REFERENCE)
        if isinstance(reference, Reference):
            self.opened.emit(reference.address)

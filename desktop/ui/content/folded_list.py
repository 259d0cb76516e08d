"""The first few rows of a list of references, and the rest when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.records import Reference
from desktop.ui.content.faces import Faces
from desktop.ui.content.reference_list import ReferenceList
from desktop.ui.style.tokens import Theme

FEW = 5


class FoldedList(QWidget):
    """Signals:
    opened: The Address of a row.
    """

    opened = Signal(object)

    def __init__(
        self,
        name: str,
        references: Sequence[Reference],
        faces: Faces,
        theme: Theme,
        *,
        few: int = FEW,
    ) -> None:
        super().__init__()
        self._made = partial(ReferenceList, name, faces=faces, theme=theme)
        self._references = references
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._list = self._made(references=references[:few])
        self._show_list()
        self._more = QPushButton(self.tr("Show all {number}").format(number=len(references)))
        self._more.setProperty("role", "link")
        self._more.setAccessibleDescription(name)
        self._more.clicked.connect(self._unfold)
        self._more.setVisible(len(references) > few)
        self._column.addWidget(self._more)

    def _show_list(self) -> None:
        self._list.opened.connect(self.opened)
        self._column.insertWidget(0, self._list)

    @Slot()
    def _unfold(self) -> None:
        at = self._list.currentIndex().row()
        self._list.hide()
        self._list.deleteLater()
        self._more.hide()
        self._list = self._made(references=self._references)
        self._show_list()
        self._list.setFocus()
        self._list.setCurrentIndex(self._list.model().index(max(at, 0), 0))

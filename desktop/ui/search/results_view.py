"""The list of what was found. Keeps the selection by id; opens nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop.records import Hit
from desktop.ui.search.results_delegate import ResultsDelegate
from desktop.ui.search.results_model import ResultsModel
from desktop.ui.style.tokens import Theme


class ResultsView(QListView):
    """Arrow keys walk the rows, Enter or a click opens one.

    Signals:
        previewed: The Address of the row that the keyboard came to.
        open_requested: The Address of the row to open.
        faces_wanted: Hashes of photos that the rows need.
        end_reached: The last row is on screen.
        typed: Letters typed here that belong into the box.
    """

    previewed = Signal(object)
    open_requested = Signal(object)
    faces_wanted = Signal(object)
    end_reached = Signal()
    typed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results")
        self.setAccessibleName(self.tr("Results"))
        self._rows = ResultsModel(self)
        self._delegate = ResultsDelegate(theme, self)
        self._held = False
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(self._notice_end)

    @property
    def rows(self) -> ResultsModel:
        return self._rows

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()

    def set_hits(self, hits: Sequence[Hit], *, from_top: bool) -> None:
        """Show these. What the reader has selected stays so where it is still among them."""
        chosen = self.chosen() if self._held or not from_top else None
        scrolled = self.verticalScrollBar().value()
        self._rows.set_hits(hits)
        self._rows.forget_faces()
        row = self._rows.row_of(chosen.address.key) if chosen else -1
        self.setCurrentIndex(self._rows.index(row) if row >= 0 else QModelIndex())
        self.verticalScrollBar().setValue(0 if from_top else scrolled)
        missing = self._rows.missing_faces()
        if missing:
            self.faces_wanted.emit(missing)

    @Slot(object)
    def add_faces(self, faces: Mapping[str, QImage]) -> None:
        self._rows.add_faces(faces)

    def chosen(self) -> Hit | None:
        """What is selected, if anything."""
        return self._rows.hit(self.currentIndex().row())

    @Slot(int)
    def step(self, by: int) -> None:
        """Move the selection, from the box as well, and stop at both ends."""
        if self._rows.rowCount() == 0:
            return
        row = min(max(self.currentIndex().row() + by, 0), self._rows.rowCount() - 1)
        self.setCurrentIndex(self._rows.index(row))
        self._held = True
        self.preview()

    @Slot()
    def mark_first(self) -> None:
        """Select the first row where the reader has not selected another."""
        if not self.currentIndex().isValid():
            self._held = False
            self.setCurrentIndex(self._rows.index(0))

    @Slot()
    def preview(self) -> None:
        """Show what is selected, or else the first row, without opening it."""
        self.mark_first()
        hit = self.chosen()
        if hit is not None:
            self.previewed.emit(hit.address)

    @Slot()
    def open_chosen(self) -> None:
        """Open what is selected, or the first row."""
        hit = self.chosen() or self._rows.hit(0)
        if hit is not None:
            self.setCurrentIndex(self._rows.index(self._rows.row_of(hit.address.key)))
            self._held = True
            self.open_requested.emit(hit.address)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        hit = self._rows.hit(index.row())
        if hit is not None:
            self._held = True
            self.open_requested.emit(hit.address)

    @Slot(int)
    def _notice_end(self, value: int) -> None:
        if value and value == self.verticalScrollBar().maximum():
            self.end_reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter and letters are ours: the list's own search by first letter would catch them.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_chosen()
        elif (
            event.text().isprintable()
            and event.text().strip()
            and not event.modifiers()
            & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        ):
            self.typed.emit(event.text())
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            if self.currentIndex() != before:
                self.step(0)

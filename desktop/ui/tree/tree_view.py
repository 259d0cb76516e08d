"""The tree beside what is read: walked by the arrow keys, unfolded as it is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from desktop.records import Address, Branch
from desktop.ui.answers import Answer
from desktop.ui.inquiry import Below
from desktop.ui.style.icons import pixmap
from desktop.ui.style.tokens import ICON, SPACE_4, Theme
from desktop.ui.tree.tree_model import Index, TreeModel

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class TreeView(QTreeView):
    """Shows the tree of one kind at a time.

    Signals:
        wanted: What is to be read, as ``Below``.
        previewed: The Address of the line that the keyboard came to.
        open_requested: The Address of the line to open.
        typed: Letters typed here that belong into the box.
    """

    wanted = Signal(object)
    previewed = Signal(object)
    open_requested = Signal(object)
    typed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tree")
        self.kind = ""
        self._way: list[Address] = []
        self._open_on_arrival = False
        self._lines = TreeModel(self)
        self._lines.theme = theme
        self._lines.wanted.connect(self._ask)
        self.setModel(self._lines)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(ICON, ICON))
        self.setIndentation(SPACE_4)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.clicked.connect(self._open)

    @property
    def lines(self) -> TreeModel:
        return self._lines

    def show_kind(self, kind: str) -> None:
        """Show the tree of this kind of thing; it is read anew where it was another's."""
        if kind != self.kind or not self._lines.is_read:
            self.kind = kind
            name = self.tr("Spaces and their pages") if kind == "page" else self.tr("Units")
            self.setAccessibleName(name)
            self._lines.begin()

    def renew(self) -> None:
        """What is here has changed: read what is shown again, and come back to where one was."""
        if self.kind:
            self._way = self._way_to(self.currentIndex())
            self._lines.begin()

    @Slot(object)
    def take(self, answer: Answer[Sequence[Branch]]) -> None:
        """What was asked for has come; a tree that could not be read stays folded."""
        request = answer.request
        if isinstance(request, Below) and request.kind == self.kind and answer.value is not None:
            self._take(request.above, answer.value)

    def _take(self, above: Address | None, branches: Sequence[Branch]) -> None:
        self._lines.take(above, branches)
        if above is None and len(branches) == 1:
            self.expand(self._lines.index(0, 0))  # a single line says nothing by itself
        self._go_on()
        if self._open_on_arrival:
            self.open_chosen()
            self._open_on_arrival = False

    def reveal(self, way: Sequence[Address]) -> None:
        """Unfold the way to a thing, from the top, and mark it; announces nothing."""
        current = self._lines.address(self.currentIndex())
        if way and (current is None or current.key != way[-1].key):
            self._way = list(way)
            self._go_on()

    def step(self, by: int) -> None:
        """Move by some lines and show what is there, from the box as well."""
        index = self.currentIndex()
        if not index.isValid():
            index = self._lines.index(0, 0)
        else:
            for _ in range(abs(by)):
                beside = self.indexBelow(index) if by > 0 else self.indexAbove(index)
                index = beside if beside.isValid() else index
        self.setCurrentIndex(index)
        self._preview(index)

    @Slot()
    def open_chosen(self) -> None:
        """Open the line that is marked, or the first; where none has come yet, the first then."""
        index = self.currentIndex()
        self._open_on_arrival = not self._lines.is_read
        self._open(index if index.isValid() else self._lines.index(0, 0))

    def set_theme(self, theme: Theme) -> None:
        self._lines.theme = theme
        self.viewport().update()

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """A sign that points down or to the right, in the colours of the window."""
        if index == self.currentIndex():
            painter.fillRect(rect, QColor(self._lines.theme.accent_soft))
        if self._lines.hasChildren(index):
            sign = "chevron-down" if self.isExpanded(index) else "chevron-right"
            ratio = self.devicePixelRatioF()
            drawn = pixmap(sign, self._lines.theme.text_muted, SPACE_4, ratio)
            top = rect.center().y() - SPACE_4 // 2
            painter.drawPixmap(rect.right() - SPACE_4 + 1, top, drawn)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() in ENTER:
            self.open_chosen()
        elif text.strip() and text.isprintable() and not event.modifiers() & COMMANDS:
            self.typed.emit(text)
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            if self.currentIndex() != before:
                self._preview(self.currentIndex())

    def _go_on(self) -> None:
        """As far down the way to what is to be revealed as has come."""
        place = QModelIndex()
        for step in self._way:
            below = self._lines.child_at(place, step)
            if below is None:
                self._lines.fetchMore(place)
                return
            if place.isValid():
                self.expand(place)
            place = below
        if self._way:
            self._way = []
            self.setCurrentIndex(place)
            self.scrollTo(place)

    def _way_to(self, index: QModelIndex) -> list[Address]:
        way: list[Address] = []
        while index.isValid():
            address = self._lines.address(index)
            if address is not None:
                way.insert(0, address)
            index = index.parent()
        return way

    def _preview(self, index: QModelIndex) -> None:
        address = self._lines.address(index)
        if address is not None:
            self.previewed.emit(address)

    @Slot(object)
    def _ask(self, address: Address | None) -> None:
        self.wanted.emit(Below(self.kind, address))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        address = self._lines.address(index)
        if address is not None:
            self.open_requested.emit(address)

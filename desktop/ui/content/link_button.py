"""A line of text that opens something: reached by Tab, pressed by Enter, read as a link."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.records import Address
from desktop.ui.plain_label import plain

WIDEST = 46  # letters
ROOM = 4  # padding and border of the style, both sides
NARROWEST = 48


class LinkButton(QPushButton):
    """Shows ``text`` as it is, cut to the room there is, and announces its address.

    Signals:
        opened: The Address.
    """

    opened = Signal(object)

    def __init__(
        self, text: str, address: Address, role: str = "link", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._address = address
        self._words = plain(text).replace("\n", " ")
        self.setProperty("role", role)
        self.setAccessibleName(self._words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._fit(self._widest())
        self.clicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        width = min(metrics.horizontalAdvance(self._words) + 1, self._widest())
        return QSize(width + ROOM, metrics.height() + ROOM)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), NARROWEST), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(self.width() - ROOM)

    def _widest(self) -> int:
        return self.fontMetrics().averageCharWidth() * WIDEST

    def _fit(self, width: int) -> None:
        cut = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, width)
        self.setText(cut.replace("&", "&&"))  # a single one would underline the next letter
        if cut != self._words:
            self.setToolTip(f"<qt>{escape(self._words)}</qt>")

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._address)

"""A line of text that opens something: reached by Tab, pressed by Enter, read as a link."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.records import Address
from desktop.ui.plain_label import plain

WIDEST = 360
ROOM = 12  # padding and border of the style, both sides


class LinkButton(QPushButton):
    """Shows ``text`` as it is, cut at ``WIDEST``, and announces its address.

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
        self.setText(self._cut(WIDEST))
        self.clicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text().replace("&&", "&")) + ROOM
        return QSize(width, metrics.height() + ROOM // 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), WIDEST // 4), self.sizeHint().height())

    def _cut(self, width: int) -> str:
        cut = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, width)
        return cut.replace("&", "&&")  # a single one would underline the next letter

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._address)

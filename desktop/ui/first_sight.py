"""What is seen of the window before its parts are loaded: the ground that they will stand on."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.style.tokens import CONTROL_HEIGHT, RADIUS, SPACE_2, SPACE_3, SPACE_4, Theme

# Where bars and box will be, in points at 100 %.
RAIL, TOP, FOOT = 60, 105, 24
BEFORE_BOX, BEHIND_BOX = 92, 198


class FirstSight(QWidget):
    """Paints bars, box and ground in the colours of the theme.

    Signals:
        seen: It was painted.
    """

    seen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, room = self._theme, self.rect()
        painter = QPainter(self)
        painter.fillRect(room, QColor(theme.background))
        painter.fillRect(QRect(RAIL, 0, room.width() - RAIL, TOP), QColor(theme.surface))
        painter.fillRect(QRect(0, 0, RAIL, room.height()), QColor(theme.surface))
        painter.fillRect(QRect(0, room.height() - FOOT, room.width(), FOOT), QColor(theme.surface))
        painter.setPen(QColor(theme.border))
        painter.drawLine(RAIL, 0, RAIL, room.height() - FOOT)
        painter.drawLine(RAIL, TOP, room.width(), TOP)
        painter.drawLine(0, room.height() - FOOT, room.width(), room.height() - FOOT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right = RAIL + SPACE_4 + BEFORE_BOX, room.width() - SPACE_4 - BEHIND_BOX
        box = QRectF(left, SPACE_3, right - left, CONTROL_HEIGHT + SPACE_2)
        painter.setBrush(QColor(theme.surface_alt))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.end()
        self.seen.emit()

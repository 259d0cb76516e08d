"""What stands where a picture is missing or cannot be shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPen

from desktop.ui.plain_label import plain
from desktop.ui.style.fonts import body_font
from desktop.ui.style.icons import pixmap
from desktop.ui.style.tokens import FONT_SMALL, ICON, SPACE_3, Theme

WIDTH, HEIGHT, ROUNDING = 360, 56, 8


def placeholder(words: str, theme: Theme, ratio: float = 1) -> QImage:
    """A quiet box with a sign and ``words`` in one line."""
    image = QImage(
        round(WIDTH * ratio), round(HEIGHT * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(theme.surface_alt))
    painter.setPen(QPen(QColor(theme.border_strong), 1, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(QRectF(0.5, 0.5, WIDTH - 1, HEIGHT - 1), ROUNDING, ROUNDING)
    top = (HEIGHT - ICON) // 2
    painter.drawPixmap(SPACE_3, top, pixmap("image-off", theme.text_muted, ICON, ratio))
    _write(painter, words, theme)
    painter.end()
    return image


def _write(painter: QPainter, words: str, theme: Theme) -> None:
    font = body_font(FONT_SMALL)
    room = QRectF(2 * SPACE_3 + ICON, 0, WIDTH - 3 * SPACE_3 - ICON, HEIGHT)
    line = plain(words).replace("\n", " ")
    shown = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.setFont(font)
    painter.setPen(QColor(theme.text_muted))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

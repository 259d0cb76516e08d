"""Draws why a result is there as a tag at the beginning of its line. Knows no search."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from desktop.ui.plain_label import plain
from desktop.ui.style.tokens import SPACE_1, SPACE_2, Theme

PADDING = 6
ROUNDING = 5


def draw_tag(
    painter: QPainter, place: QRectF, words: str, font: QFont, theme: Theme, *, chosen: bool
) -> float:
    """Draw ``words`` at the left of ``place``; return the width taken, the gap behind included.

    ``chosen``: the row is selected, and the tag stands out from its ground.
    """
    if not words:
        return 0.0
    metrics = QFontMetricsF(font)
    text = plain(words).replace("\n", " ")
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width() - 2 * PADDING)
    width = min(metrics.horizontalAdvance(shown) + 2 * PADDING, place.width())
    tag = QRectF(place.left(), place.top() + 0.5, width, place.height() - 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.surface if chosen else theme.surface_alt))
    painter.drawRoundedRect(tag, ROUNDING, ROUNDING)
    painter.setFont(font)
    painter.setPen(QColor(theme.text_muted))
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, shown)
    return width + SPACE_2 - SPACE_1 / 2

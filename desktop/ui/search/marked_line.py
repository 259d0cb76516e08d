"""Draws one line of text with its matches marked, cut with an ellipsis where it does not fit."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from desktop.records import Marked
from desktop.ui.plain_label import plain
from desktop.ui.style.tokens import Theme

LAST_OF_ONE_UNIT = "\uffff"
MOST_LETTERS = 300  # more never fit into a line, and measuring them takes time


def draw_marked(
    painter: QPainter, place: QRectF, line: Marked, font: QFont, inks: tuple[str, Theme]
) -> float:
    """Draw ``line`` into ``place``, vertically centred; return the width it took.

    Where there is no room nothing is drawn. ``inks`` are the colour of the text and the theme
    that has the colours of marks.
    """
    colour, theme = inks
    if place.width() <= 0:
        return 0.0
    text = plain(line.text[:MOST_LETTERS]).replace("\n", " ")
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    kept = len(shown) - 1 if shown != text else len(shown)
    # Taking signs out of the text shifts what follows: such a line goes without marks.
    marks = line.marks if len(text) == len(line.text[:MOST_LETTERS]) else ()
    layout = QTextLayout(shown, font)
    layout.setTextOption(_one_line())
    layout.setFormats(
        [_mark(text, start, min(end, kept), theme) for start, end in marks if start < kept]
    )
    layout.beginLayout()
    row = layout.createLine()
    row.setLineWidth(place.width() + 1)
    layout.endLayout()
    painter.setPen(QColor(colour))
    layout.draw(painter, QPointF(place.x(), place.y() + (place.height() - row.height()) / 2))
    return row.naturalTextWidth()


def _one_line() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option


def _mark(text: str, start: int, end: int, theme: Theme) -> QTextLayout.FormatRange:
    marked = QTextLayout.FormatRange()
    # Qt counts UTF-16 units, we count characters.
    marked.start = _units(text[:start])
    marked.length = _units(text[start:end])
    look = QTextCharFormat()
    look.setBackground(QColor(theme.highlight))
    look.setForeground(QColor(theme.on_highlight))
    marked.format = look
    return marked


def _units(text: str) -> int:
    if max(text, default="") <= LAST_OF_ONE_UNIT:
        return len(text)
    return len(text) + sum(sign > LAST_OF_ONE_UNIT for sign in text)

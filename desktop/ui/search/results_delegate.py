"""Paints a result: face or sign, title with marks, subtitle, and why it is here."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.records import Hit, Marked
from desktop.ui.kinds import kind_icon
from desktop.ui.search.marked_line import draw_marked
from desktop.ui.search.results_model import FACE, HIT
from desktop.ui.search.why import in_words
from desktop.ui.style.avatar import paint_avatar
from desktop.ui.style.fonts import body_font
from desktop.ui.style.icons import pixmap
from desktop.ui.style.tokens import FONT_BASE, FONT_SMALL, RADIUS, SPACE_2, SPACE_3, Theme

Index = QModelIndex | QPersistentModelIndex

SIGN = 40
TITLE_HEIGHT = 21
LINE_HEIGHT = 18
MARGIN = 10


class ResultsDelegate(QStyledItemDelegate):
    """A card of two or three lines: the third says why, or shows the words around the match."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._title = body_font(FONT_BASE, QFont.Weight.DemiBold)
        self._small = body_font(FONT_SMALL)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hit: Hit = index.data(HIT)
        lines = sum(bool(line.text) for line, _ in self._lines(hit))
        height = TITLE_HEIGHT + lines * LINE_HEIGHT
        return QSize(200, max(height, SIGN) + 2 * MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(HIT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(option.rect).adjusted(SPACE_2, 1, -SPACE_2, -1)
        self._paint_ground(painter, row, option)
        sign = QRectF(row.left() + MARGIN, row.center().y() - SIGN / 2, SIGN, SIGN)
        self._paint_sign(painter, sign, hit, index.data(FACE))
        left = sign.right() + SPACE_3
        width = row.right() - MARGIN - left
        lines = [(line, ink) for line, ink in self._lines(hit) if line.text]
        top = row.center().y() - (TITLE_HEIGHT + len(lines) * LINE_HEIGHT) / 2
        title = QRectF(left, top, width, TITLE_HEIGHT)
        draw_marked(painter, title, hit.title, self._title, (self.theme.text, self.theme))
        for number, (line, ink) in enumerate(lines):
            place = QRectF(left, top + TITLE_HEIGHT + number * LINE_HEIGHT, width, LINE_HEIGHT)
            draw_marked(painter, place, line, self._small, (ink, self.theme))
        painter.restore()

    def _lines(self, hit: Hit) -> tuple[tuple[Marked, str], tuple[Marked, str]]:
        """The lines under the title with their colours."""
        third = hit.snippet if hit.snippet.text else Marked(in_words(hit.why))
        return (hit.subtitle, self.theme.text_muted), (third, self.theme.text_muted)

    def _paint_ground(self, painter: QPainter, row: QRectF, option: QStyleOptionViewItem) -> None:
        state = option.state
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(self.theme.accent_soft))
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(QColor(self.theme.accent), 1.5))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(self.theme.surface_alt))
        else:
            return
        painter.drawRoundedRect(row, RADIUS, RADIUS)

    def _paint_sign(self, painter: QPainter, place: QRectF, hit: Hit, face: QImage | None) -> None:
        if hit.kind == "person":
            paint_avatar(painter, place, hit.address.key, hit.title.text, face)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.accent_soft))
        painter.drawRoundedRect(place, RADIUS, RADIUS)
        ratio = painter.device().devicePixelRatio()
        drawn = pixmap(kind_icon(hit.kind), self.theme.accent, 20, ratio)
        painter.drawPixmap(place.center() - QPointF(10, 10), drawn)

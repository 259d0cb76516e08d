"""Paints a result: face or sign, title with marks, subtitle, and why it is here."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.records import Hit, Marked
from desktop.ui.kinds import kind_icon
from desktop.ui.search.marked_line import draw_marked
from desktop.ui.search.reason_tag import draw_tag
from desktop.ui.search.results_model import FACE, HIT
from desktop.ui.search.why import in_words
from desktop.ui.style.avatar import paint_avatar
from desktop.ui.style.fonts import growth, sized
from desktop.ui.style.icons import pixmap
from desktop.ui.style.tokens import FONT_BASE, FONT_SMALL, RADIUS, SPACE_2, SPACE_3, Theme

Index = QModelIndex | QPersistentModelIndex

SIGN = 40
BETWEEN_LINES = 3
MARGIN = 10
BAR = 3  # marks the selected row for those to whom its ground is too faint


class ResultsDelegate(QStyledItemDelegate):
    """A card of up to three lines: the third says why, with the words around the match.

    Everything is measured by the font of the list, so that it grows with it.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hit: Hit = index.data(HIT)
        height = sum(_heights(option.font, hit))
        return QSize(200, round(max(height, SIGN * growth(option.font)) + 2 * MARGIN))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(HIT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(option.rect).adjusted(SPACE_2, 1, -SPACE_2, -1)
        self._paint_ground(painter, row, option)
        size = SIGN * growth(option.font)
        sign = QRectF(row.left() + MARGIN, row.center().y() - size / 2, size, size)
        self._paint_sign(painter, sign, hit, index.data(FACE))
        left = sign.right() + SPACE_3
        words = QRectF(left, row.top(), row.right() - MARGIN - left, row.height())
        self._paint_words(painter, words, hit, option)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, room: QRectF, hit: Hit, option: QStyleOptionViewItem
    ) -> None:
        title, subtitle, reason = _heights(option.font, hit)
        strong = sized(option.font, FONT_BASE, QFont.Weight.DemiBold)
        small = sized(option.font, FONT_SMALL)
        top = room.center().y() - (title + subtitle + reason) / 2
        place = QRectF(room.left(), top, room.width(), title)
        draw_marked(painter, place, hit.title, strong, (self.theme.text, self.theme))
        muted = (self.theme.text_muted, self.theme)
        if subtitle:
            place = QRectF(room.left(), top + title, room.width(), subtitle)
            draw_marked(painter, place, hit.subtitle, small, muted)
        if reason:
            place = QRectF(room.left(), top + title + subtitle, room.width(), reason)
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            taken = draw_tag(painter, place, in_words(hit.why), small, self.theme, chosen=chosen)
            place.setLeft(place.left() + taken)
            draw_marked(painter, place, _passage(hit), small, muted)

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
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.accent))
            bar = QRectF(row.left(), row.top() + MARGIN, BAR, row.height() - 2 * MARGIN)
            painter.drawRoundedRect(bar, BAR / 2, BAR / 2)

    def _paint_sign(self, painter: QPainter, place: QRectF, hit: Hit, face: QImage | None) -> None:
        if hit.kind == "person":
            paint_avatar(painter, place, hit.address.key, hit.title.text, face)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.accent_soft))
        painter.drawRoundedRect(place, RADIUS, RADIUS)
        size = round(place.width() / 2)
        drawn = pixmap(
            kind_icon(hit.kind), self.theme.accent, size, painter.device().devicePixelRatio()
        )
        painter.drawPixmap(place.center() - QPointF(size / 2, size / 2), drawn)


def _heights(font: QFont, hit: Hit) -> tuple[float, float, float]:
    """The heights of title, subtitle and reason; 0 for what is not there."""
    title = QFontMetricsF(sized(font, FONT_BASE, QFont.Weight.DemiBold)).height()
    small = QFontMetricsF(sized(font, FONT_SMALL)).height() + BETWEEN_LINES
    reason = bool(hit.why or _passage(hit).text)
    return title + BETWEEN_LINES, small * bool(hit.subtitle.text), (small + 1) * reason


def _passage(hit: Hit) -> Marked:
    """The words around the match; a reason that names its value says more than others would."""
    named = ": " in hit.why
    return Marked("") if named and not hit.snippet.marks else hit.snippet

"""Paints a result: face or sign, title with marks, subtitle, and why it is here."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Lettering:
    """The fonts of a card, made from the list's, and the heights of its lines.

    ``growth`` is how much larger than at 100 % everything is.
    """

    font: QFont
    growth: float
    strong: QFont
    small: QFont
    title: float
    line: float

    @classmethod
    def of(cls, font: QFont) -> Lettering:
        strong, small = sized(font, FONT_BASE, QFont.Weight.DemiBold), sized(font, FONT_SMALL)
        title, line = QFontMetricsF(strong).height(), QFontMetricsF(small).height()
        return cls(
            QFont(font), growth(font), strong, small, title + BETWEEN_LINES, line + BETWEEN_LINES
        )

    def heights(self, hit: Hit) -> tuple[float, float, float]:
        """The heights of title, subtitle and reason; 0 for what is not there."""
        reason = bool(hit.why or _passage(hit).text)
        return self.title, self.line * bool(hit.subtitle.text), (self.line + 1) * reason


class ResultsDelegate(QStyledItemDelegate):
    """A card of up to three lines: the third says why, with the words around the match.

    Everything is measured by the font of the list, so that it grows with it.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._lettering: Lettering | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        letters = self._letters(option.font)
        height = sum(letters.heights(index.data(HIT)))
        return QSize(200, round(max(height, SIGN * letters.growth) + 2 * MARGIN))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(HIT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(option.rect).adjusted(SPACE_2, 1, -SPACE_2, -1)
        self._paint_ground(painter, row, option)
        size = SIGN * self._letters(option.font).growth
        sign = QRectF(row.left() + MARGIN, row.center().y() - size / 2, size, size)
        self._paint_sign(painter, sign, hit, index.data(FACE))
        left = sign.right() + SPACE_3
        words = QRectF(left, row.top(), row.right() - MARGIN - left, row.height())
        self._paint_words(painter, words, hit, option)
        painter.restore()

    def _letters(self, font: QFont) -> Lettering:
        """What follows from the list's font, which changes only with the size of the text."""
        if self._lettering is None or self._lettering.font != font:
            self._lettering = Lettering.of(font)
        return self._lettering

    def _paint_words(
        self, painter: QPainter, room: QRectF, hit: Hit, option: QStyleOptionViewItem
    ) -> None:
        letters = self._letters(option.font)
        title, subtitle, reason = letters.heights(hit)
        small = letters.small
        top = room.center().y() - (title + subtitle + reason) / 2
        place = QRectF(room.left(), top, room.width(), title)
        draw_marked(painter, place, hit.title, letters.strong, (self.theme.text, self.theme))
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


def _passage(hit: Hit) -> Marked:
    """The words around the match; a reason that names its value says more than others would."""
    named = ": " in hit.why
    return Marked("") if named and not hit.snippet.marks else hit.snippet

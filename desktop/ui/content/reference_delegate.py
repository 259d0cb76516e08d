"""Paints a row of a list of references: a face or a sign, the title, the subtitle."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.records import Reference
from desktop.ui import terms
from desktop.ui.content.faces import Faces
from desktop.ui.kinds import kind_icon
from desktop.ui.plain_label import plain
from desktop.ui.style.fonts import sized
from desktop.ui.style.icons import pixmap
from desktop.ui.style.tokens import FONT_BASE, FONT_SMALL, ICON, SPACE_1, SPACE_2, SPACE_3, Theme

REFERENCE = Qt.ItemDataRole.UserRole
FACE = 36
ROUNDING = 8
State = QStyle.StateFlag
Index = QModelIndex | QPersistentModelIndex


class ReferenceDelegate(QStyledItemDelegate):
    """Two lines beside a face."""

    def __init__(self, faces: Faces, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._faces = faces
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = QFontMetrics(option.font).height() * 2
        return QSize(0, max(FACE, lines) + SPACE_2 + SPACE_1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        reference = index.data(REFERENCE)
        if not isinstance(reference, Reference):
            return
        room: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, room, state)
        left = self._paint_sign(painter, room, reference)
        words = room.adjusted(left - room.left(), SPACE_1, -SPACE_2, -SPACE_1)
        self._paint_words(painter, words, reference, option.font)
        painter.restore()

    def _paint_ground(self, painter: QPainter, room: QRect, state: QStyle.StateFlag) -> None:
        focused = bool(state & State.State_HasFocus)
        if not focused and not state & State.State_MouseOver:
            return
        edge = self._theme.accent if focused else self._theme.surface_alt
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(self._theme.surface_alt))
        inside = QRectF(room).adjusted(0.5, 1.5, -0.5, -1.5)
        painter.drawRoundedRect(inside, ROUNDING, ROUNDING)

    def _paint_sign(self, painter: QPainter, room: QRect, reference: Reference) -> int:
        """Draw the face or the sign; return where the words begin."""
        top = room.center().y() - FACE // 2
        left = room.left() + SPACE_2
        if reference.address.kind == "person":
            self._faces.paint(painter, QRectF(left, top, FACE, FACE), reference)
        else:
            sign = kind_icon(reference.address.kind)
            ratio = painter.device().devicePixelRatioF()
            drawn = pixmap(sign, self._theme.text_muted, ICON, ratio)
            inset = (FACE - ICON) // 2
            painter.drawPixmap(left + inset, top + inset, drawn)
        return left + FACE + SPACE_3

    def _paint_words(
        self, painter: QPainter, room: QRect, reference: Reference, font: QFont
    ) -> None:
        upper, lower = QRect(room), QRect(room)
        if reference.subtitle:
            upper.setBottom(room.center().y())
            lower.setTop(room.center().y() + 1)
        strong, small = sized(font, FONT_BASE, QFont.Weight.DemiBold), sized(font, FONT_SMALL)
        top = Qt.AlignmentFlag.AlignBottom if reference.subtitle else Qt.AlignmentFlag.AlignVCenter
        _write(painter, upper, reference.title, strong, self._theme.text, top)
        bottom = Qt.AlignmentFlag.AlignTop
        line = terms.line(reference.address.kind, reference.subtitle)
        _write(painter, lower, line, small, self._theme.text_muted, bottom)


def _write(
    painter: QPainter,
    room: QRect,
    text: str,
    font: QFont,
    colour: str,
    align: Qt.AlignmentFlag,
) -> None:
    line = plain(text).replace("\n", " ")
    shown = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(room, align | Qt.AlignmentFlag.AlignLeft, shown)

"""Round faces: a photo, or initials on a colour that belongs to the id."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPixmap,
)

from desktop.ui.style.fonts import body_font
from desktop.ui.style.tokens import ON_AVATAR, avatar_colours, initials


def paint_avatar(
    painter: QPainter, circle: QRectF, identity: str, name: str, photo: QImage | None = None
) -> None:
    """Fill ``circle`` with the photo, or with the initials of ``name``.

    ``identity`` (the key of the person) chooses the colour, so that it stays when the name
    changes.
    """
    painter.save()
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    if photo is not None and not photo.isNull():
        _paint_photo(painter, circle, photo)
    else:
        _paint_initials(painter, circle, identity, name)
    painter.restore()


def avatar_pixmap(
    identity: str, name: str, size: int, ratio: float = 1, photo: QImage | None = None
) -> QPixmap:
    """An avatar of ``size`` points as a picture with a transparent ground."""
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    paint_avatar(painter, QRectF(0, 0, size, size), identity, name, photo)
    painter.end()
    return drawn


def _paint_photo(painter: QPainter, circle: QRectF, photo: QImage) -> None:
    side = min(photo.width(), photo.height())
    # Portraits are cut from the upper middle, where the face is.
    source = QRectF((photo.width() - side) / 2, (photo.height() - side) / 4, side, side)
    path = QPainterPath()
    path.addEllipse(circle)
    painter.setClipPath(path)
    painter.drawImage(circle, photo, source)


def _paint_initials(painter: QPainter, circle: QRectF, identity: str, name: str) -> None:
    upper, lower = avatar_colours(identity)
    gradient = QLinearGradient(circle.topLeft(), circle.bottomRight())
    gradient.setColorAt(0, QColor(upper))
    gradient.setColorAt(1, QColor(lower))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(gradient))
    painter.drawEllipse(circle)
    painter.setPen(QColor(ON_AVATAR))
    painter.setFont(body_font(max(9, round(circle.height() * 0.36)), QFont.Weight.DemiBold))
    painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, initials(name))

"""Icons of one family, drawn in the colour asked for, and our own. Knows no widget and no theme."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from desktop.ui.style.resources import resource
from desktop.ui.style.tokens import ICON

PROGRAM_SIZES = (16, 24, 32, 48, 64, 128)


def ratios() -> range:
    """Pixels a point: from one to those of the finest screen that is there."""
    finest = max((one.devicePixelRatio() for one in QGuiApplication.screens()), default=1)
    return range(1, ceil(finest) + 1)


def icon(name: str, colour: str, size: int = ICON) -> QIcon:
    """The Lucide icon ``name`` in ``colour``, as finely as any screen here shows it."""
    drawn = QIcon()
    for ratio in ratios():
        drawn.addPixmap(pixmap(name, colour, size, ratio))
    return drawn


def switching_icon(name: str, off: str, on: str, size: int = ICON) -> QIcon:
    """An icon that changes its colour while its button is checked."""
    drawn = icon(name, off, size)
    for ratio in ratios():
        drawn.addPixmap(pixmap(name, on, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
    return drawn


def program_icon() -> QIcon:
    """What stands for the program: on its windows, in the task bar."""
    drawn = QIcon()
    for size in PROGRAM_SIZES:
        drawn.addPixmap(program_sign(size))
    return drawn


def program_sign(size: int, ratio: float = 1) -> QPixmap:
    """The program's own picture, of ``size`` points at ``ratio`` pixels a point."""
    source = resource("icon", "vademecum.svg").read_text(encoding="utf-8")
    drawn = _draw(source, round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    return drawn


def pixmap(name: str, colour: str, size: int = ICON, ratio: float = 1) -> QPixmap:
    """The icon as a picture of ``size`` points at ``ratio`` pixels a point."""
    key = f"icon/{name}/{colour}/{size}/{ratio}"
    known = QPixmap()
    if QPixmapCache.find(key, known):
        return known
    source = resource("third_party", "lucide", f"{name}.svg").read_text(encoding="utf-8")
    drawn = _draw(source.replace("currentColor", colour), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def _draw(source: str, pixels: int) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(source.encode()))
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return drawn

"""The typefaces that come with the program: without them a bare system shows boxes."""

from __future__ import annotations

import logging

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from desktop.ui.style.resources import resource
from desktop.ui.style.tokens import BODY_FAMILY, CODE_FAMILY, FONT_BASE

FOLDERS = ("inter", "dejavu")

log = logging.getLogger(__name__)


def install_fonts(app: QApplication) -> None:
    """Make the typefaces known."""
    for folder in FOLDERS:
        for path in sorted(resource("third_party", folder).glob("*.[ot]tf")):
            if QFontDatabase.addApplicationFont(str(path)) < 0:
                log.warning("the font file %s cannot be read", path.name)


def body_font(pixels: int = FONT_BASE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Inter in a size in pixels."""
    font = QFont(BODY_FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def code_font(pixels: int = FONT_BASE - 1) -> QFont:
    """DejaVu Sans Mono in a size in pixels."""
    font = QFont(CODE_FAMILY)
    font.setPixelSize(pixels)
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font


def growth(font: QFont) -> float:
    """How much larger than at 100 % everything is that stands in ``font``."""
    return QFontInfo(font).pixelSize() / FONT_BASE


def text_scale() -> float:
    """How much larger than at 100 % the application's text is."""
    return growth(QApplication.font())


def sized(font: QFont, pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """``font`` in another size, in pixels at 100 %: it grows as ``font`` has grown."""
    made = QFont(font)
    made.setPixelSize(max(round(pixels * growth(font)), 1))
    made.setWeight(weight)
    return made

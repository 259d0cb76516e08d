"""The typefaces that come with the program: without them a bare system shows boxes."""

from __future__ import annotations

import logging

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop.ui.style.resources import resource
from desktop.ui.style.tokens import BODY_FAMILY, CODE_FAMILY, FONT_BASE

FOLDERS = ("inter", "dejavu")

log = logging.getLogger(__name__)


def install_fonts(app: QApplication) -> None:
    """Make the typefaces known and Inter the application's own."""
    for folder in FOLDERS:
        for path in sorted(resource("third_party", folder).glob("*.[ot]tf")):
            if QFontDatabase.addApplicationFont(str(path)) < 0:
                log.warning("the font file %s cannot be read", path.name)
    app.setFont(body_font())


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

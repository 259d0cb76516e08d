"""What the self-test looks at of the window: typefaces, icons, languages, pictures, a page."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, qVersion
from PySide6.QtGui import QColor, QFontInfo, QIcon, QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from desktop.security.sanitise import render
from desktop.ui.language import LANGUAGES, install_language
from desktop.ui.pictures import decode
from desktop.ui.style.fonts import body_font, code_font, install_fonts
from desktop.ui.style.icons import pixmap, program_sign
from desktop.ui.style.resources import resource
from desktop.ui.style.tokens import BODY_FAMILY, CODE_FAMILY
from desktop.ui.wiki.safe_browser import SafeBrowser

INK, SIDE = "#d04020", 24
WRITTEN: Final = (b"png", b"jpeg", b"webp")
# One dot: what Qt reads and does not write.
GIF: Final = bytes.fromhex("47494638396101000100800000ff0000ffffff2c00000000010001000002024401003b")
# In each language, one text of ours and one of Qt's.
SAID: Final = {"de": ("Verbinden", "Abbrechen"), "en": ("Connect", "Cancel")}


def begin() -> str:
    """Load Qt onto the screen there is, or onto none."""
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    return f"Qt {qVersion()} draws on {app.platformName()}"


def _fonts() -> str:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    install_fonts(app)
    for font, family in ((body_font(), BODY_FAMILY), (code_font(), CODE_FAMILY)):
        if QFontInfo(font).family() != family:
            raise LookupError(f"{family} is missing")
    return f"{BODY_FAMILY} and {CODE_FAMILY}"


def _icons() -> str:
    names = sorted(path.stem for path in resource("third_party", "lucide").glob("*.svg"))
    drawn = [pixmap(name, INK, SIDE) for name in names] + [program_sign(SIDE)]
    # The style sheet's own signs are drawn by Qt itself, with a plugin.
    drawn += [QIcon(str(path)).pixmap(SIDE) for path in resource("controls").glob("*.svg")]
    if not names or any(_is_blank(one.toImage()) for one in drawn):
        raise ValueError("an icon is not drawn")
    return f"{len(drawn)} are drawn"


def _languages() -> str:
    app = QApplication.instance()
    assert app
    for code in LANGUAGES:
        installed = install_language(app, code)
        said = (
            QCoreApplication.translate("ConnectScreen", "Connect"),
            QCoreApplication.translate("QPlatformTheme", "Cancel"),
        )
        for translator in installed:
            app.removeTranslator(translator)
        if said != SAID[code]:
            raise LookupError(f"in {code} it says {said}")
    return f"{' and '.join(LANGUAGES)}, ours and Qt's"


def _pictures() -> str:
    for name, written in [(form, _written(form)) for form in WRITTEN] + [(b"gif", GIF)]:
        if decode(written, SIDE).isNull():
            raise ValueError(f"{name.decode()} cannot be read")
    return f"{', '.join(form.decode() for form in WRITTEN)} and gif are read"


def _written(form: bytes) -> bytes:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor(INK))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(form)).write(image)
    return bytes(buffer.data().data())


def _page() -> str:
    browser = SafeBrowser()
    browser.resize(400, 300)
    browser.setHtml(render("# Found\n\nA *page*, with `code`.\n").html)
    image = browser.grab().toImage()
    browser.deleteLater()
    if _is_blank(image):
        raise ValueError("nothing is painted")
    return "a page is painted"


def _is_blank(image: QImage) -> bool:
    spots = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return len({image.pixel(x, y) for x, y in spots}) < 2  # noqa: PLR2004 - one colour is nothing


CHECKS: Final[tuple[tuple[str, Callable[[], str]], ...]] = (
    ("fonts", _fonts),
    ("icons", _icons),
    ("languages", _languages),
    ("pictures", _pictures),
    ("page", _page),
)

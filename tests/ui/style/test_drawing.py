"""Icons, faces, fonts and both looks draw what they say."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QImage, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.style import icons
from desktop.ui.style.avatar import avatar_pixmap
from desktop.ui.style.fonts import install_fonts
from desktop.ui.style.palette import palette
from desktop.ui.style.resources import resource
from desktop.ui.style.stylesheet import style_sheet
from desktop.ui.style.theming import Theming
from desktop.ui.style.tokens import BODY_FAMILY, CODE_FAMILY, DARK, ICON, LIGHT, Theme

ROUNDEST = 16


def _colours(image: QImage) -> set[str]:
    spots = [(x, y) for x in range(image.width()) for y in range(image.height())]
    opaque = [image.pixelColor(x, y) for x, y in spots if image.pixelColor(x, y).alpha() > 200]
    return {colour.name() for colour in opaque}


def test_an_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication) -> None:
    drawn = icons.pixmap("search", "#ff0000", 24, 2)
    assert drawn.width() == 48
    assert "#ff0000" in _colours(drawn.toImage())


def test_every_icon_that_comes_along_can_be_drawn(qapp: QApplication) -> None:
    for path in resource("third_party", "lucide").glob("*.svg"):
        assert _colours(icons.pixmap(path.stem, "#00aa00", 16).toImage()), path.stem


def test_a_face_without_photo_is_a_coloured_circle(qapp: QApplication) -> None:
    image = avatar_pixmap("person:7f", "Jana Müller", 40).toImage()
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(20, 3).alpha() == 255


def test_a_face_with_photo_shows_it(qapp: QApplication) -> None:
    photo = QImage(96, 128, QImage.Format.Format_RGB32)
    photo.fill(QColor("#123456"))
    image = avatar_pixmap("person:7f", "Jana Müller", 40, photo=photo).toImage()
    assert image.pixelColor(20, 20).name() == "#123456"
    assert image.pixelColor(0, 0).alpha() == 0


def test_the_typefaces_are_there_without_fonts_on_the_system(qapp: QApplication) -> None:
    before = qapp.font()
    install_fonts(qapp)
    families = QFontDatabase.families()
    qapp.setFont(before)
    assert BODY_FAMILY in families
    assert CODE_FAMILY in families


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_style_sheet_rounds_no_more_than_draws_round(theme: Theme) -> None:
    sheet = style_sheet(theme)
    assert "$" not in sheet
    assert all(int(size) <= ROUNDEST for size in re.findall(r"border-radius: (\d+)", sheet))
    assert palette(theme).color(QPalette.ColorRole.WindowText).name() == theme.text


def test_a_forced_theme_stays_and_the_toggle_turns_it(qtbot: QtBot, qapp: QApplication) -> None:
    theming = Theming(qapp, "dark")
    assert theming.theme == DARK
    with qtbot.waitSignal(theming.changed):
        theming.toggle()
    assert theming.theme == LIGHT
    assert theming.choice == "light"
    theming.choose("no such theme")
    assert theming.choice == "system"
    theming.deleteLater()


def test_the_programs_own_sign_is_drawn_in_every_size(qapp: QApplication) -> None:
    sizes = icons.program_icon().availableSizes()
    assert sorted(size.width() for size in sizes) == sorted(icons.PROGRAM_SIZES)
    for size in icons.PROGRAM_SIZES:
        assert len(_colours(icons.program_sign(size).toImage())) > 3
    assert icons.program_sign(16, 2).width() == 32


def test_icons_are_drawn_as_finely_as_the_finest_screen_and_no_finer(qapp: QApplication) -> None:
    assert list(icons.ratios()) == [1]  # the screen that is none has one pixel a point
    assert [size.width() for size in icons.icon("search", "#ff0000").availableSizes()] == [ICON]


def test_another_screen_has_icons_drawn_again(qtbot: QtBot, qapp: QApplication) -> None:
    theming = Theming(qapp)
    with qtbot.waitSignal(theming.changed):
        qapp.screenAdded.emit(qapp.primaryScreen())

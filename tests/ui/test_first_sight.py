"""The frame that is seen at once, and how it is filled."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.paths import Home
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.style.tokens import DARK, LIGHT, Theme
from desktop.window import Beginning, first_theme


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_frame_is_painted_in_the_colours_of_its_theme_with_nothing_in_it(
    qtbot: QtBot, theme: Theme
) -> None:
    window = MainWindow(Preferences(width=900, height=600), theme)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.first_sight.seen):
        window.show()
    assert window.grab().toImage().pixelColor(450, 300) == QColor(theme.background)
    assert not window.working


@pytest.mark.parametrize(
    ("choice", "ground", "ink", "theme"),
    [
        ("light", "black", "white", LIGHT),
        ("dark", "white", "black", DARK),
        ("system", "white", "black", LIGHT),
        ("system", "#202020", "#eeeeee", DARK),
    ],
)
def test_a_frame_has_the_theme_that_was_chosen_or_looks_like_the_system(
    qapp: QApplication, choice: str, ground: str, ink: str, theme: Theme
) -> None:
    before, colours = qapp.palette(), QPalette(QColor(ground))
    colours.setColor(QPalette.ColorRole.Window, QColor(ground))
    colours.setColor(QPalette.ColorRole.WindowText, QColor(ink))
    qapp.setPalette(colours)
    try:
        assert first_theme(qapp, choice) == theme
    finally:
        qapp.setPalette(before)


def test_a_frame_that_was_seen_is_filled_with_what_the_home_has_to_show(
    qtbot: QtBot, qapp: QApplication, empty_home: Home
) -> None:
    beginning = Beginning(qapp, empty_home, None)
    qtbot.waitUntil(lambda: beginning.desktop is not None)
    assert beginning.desktop is not None
    with qtbot.waitSignal(beginning.desktop.connecting.settled):
        pass
    assert beginning.desktop.window.connect_screen.isVisible()
    assert not qapp.windowIcon().isNull()
    beginning.desktop.window.close()
    beginning.finish()


def test_what_keeps_a_frame_from_being_filled_ends_the_program_with_it(
    qapp: QApplication, empty_home: Home
) -> None:
    beginning = Beginning(qapp, empty_home, "nothing")
    with pytest.raises(ValueError, match="Not an address"):
        beginning.run()

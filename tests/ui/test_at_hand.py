"""What one has at hand in the window: Enter, Esc, the size of the text, what is shown meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.paths import Home
from desktop.search.index import SearchIndex
from desktop.security.keys import load_key
from desktop.store.current import read_current
from desktop.store.files import start_replica
from desktop.ui.preferences import FILE_NAME, load_preferences
from desktop.ui.style.theming import NO_ZOOM, ZOOMS
from tests.ui.windows import PATIENCE_MS, press, search, shown_title, started, titles


@pytest.fixture
def large(desktop_app: DesktopApp) -> Iterator[DesktopApp]:
    """The window with its text as large as it gets."""
    for _ in ZOOMS:
        desktop_app.window.deeds["larger"].trigger()
    yield desktop_app
    desktop_app.window.deeds["own_size"].trigger()


def test_the_first_result_is_marked_with_the_answer_and_the_box_keeps_the_keyboard(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    window = desktop_app.window
    window.activateWindow()
    search(qtbot, desktop_app, "brandschutz")
    chosen = window.panel.results.chosen()
    assert chosen is not None
    assert chosen.title.text == titles(desktop_app)[0]
    qtbot.waitUntil(lambda: shown_title(desktop_app) == chosen.title.text, timeout=PATIENCE_MS)
    assert window.focusWidget() is window.top.box


def test_enter_goes_into_what_is_open_and_escape_back(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    window = desktop_app.window
    search(qtbot, desktop_app, "jana müller")
    press(window.top.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _inside(window.detail, window.focusWidget()), timeout=PATIENCE_MS)
    assert not isinstance(window.focusWidget(), QPushButton), "a second Enter calls nobody"
    focused = window.focusWidget()
    assert focused is not None
    press(focused, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.top.box


def test_f6_leads_round_the_box_the_results_what_is_open_and_the_filters(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    window = desktop_app.window
    search(qtbot, desktop_app, "brandschutz")
    qtbot.waitUntil(lambda: window.detail.shown is not None, timeout=PATIENCE_MS)
    next_pane = window.deeds["pane"].trigger
    next_pane()
    assert window.focusWidget() is window.panel.results
    next_pane()
    assert _inside(window.detail, window.focusWidget())
    next_pane()
    assert window.focusWidget() is window.top.filters.pane.tree
    next_pane()
    assert window.focusWidget() is window.top.box


def test_enter_presses_the_button_that_has_the_keyboard(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    window = desktop_app.window
    window.activateWindow()
    window.top.pill.setFocus()
    press(window.top.pill, Qt.Key.Key_Return)
    assert window.popover.isVisible()
    window.popover.hide()


def test_where_nothing_is_found_nobody_stays_open(qtbot: QtBot, desktop_app: DesktopApp) -> None:
    search(qtbot, desktop_app, "müller")
    press(desktop_app.window.top.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shown_title(desktop_app)), timeout=PATIENCE_MS)
    desktop_app.window.top.box.clear()
    search(qtbot, desktop_app, "xyzzyq")
    assert desktop_app.window.detail.shown is None


def test_back_to_the_results_shows_the_selected_one(qtbot: QtBot, desktop_app: DesktopApp) -> None:
    search(qtbot, desktop_app, "müller")
    press(desktop_app.window.top.box, Qt.Key.Key_Return)
    qtbot.waitUntil(desktop_app.window.deeds["back"].isEnabled, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: bool(shown_title(desktop_app)), timeout=PATIENCE_MS)
    desktop_app.window.deeds["back"].trigger()
    first = titles(desktop_app)[0]
    qtbot.waitUntil(lambda: shown_title(desktop_app) == first, timeout=PATIENCE_MS)


def test_the_whole_window_grows_with_its_text_and_keeps_together(
    qtbot: QtBot, large: DesktopApp
) -> None:
    window = large.window
    assert large.theming.zoom == ZOOMS[-1]
    search(qtbot, large, "jana müller")
    assert window.panel.results.visualRect(window.panel.results.rows.index(0)).height() > 100
    assert window.minimumSizeHint().width() <= window.width()
    press(window.top.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shown_title(large)), timeout=PATIENCE_MS)
    buttons = [one for one in window.detail.findChildren(QPushButton) if one.isVisible()]
    assert buttons
    assert all(one.height() >= one.fontMetrics().height() for one in buttons)


def test_the_size_of_the_text_is_remembered(qtbot: QtBot, qapp: QApplication, home: Home) -> None:
    with started(qtbot, DesktopApp(qapp, home, syncing=False)) as app:
        app.window.deeds["larger"].trigger()
    assert load_preferences(home.root / FILE_NAME).zoom == 110
    with started(qtbot, DesktopApp(qapp, home, syncing=False)) as app:
        assert app.theming.zoom == 110
        app.window.deeds["own_size"].trigger()
        assert app.theming.zoom == NO_ZOOM


def test_a_replica_that_was_begun_anew_is_opened_by_itself(
    qtbot: QtBot, qapp: QApplication, home: Home, tmp_path: Path
) -> None:
    other = Home(copytree(home.root, tmp_path / "home"))
    with started(qtbot, DesktopApp(qapp, other, syncing=False)) as app:
        search(qtbot, app, "müller")
        assert titles(app)
        current = read_current(other)
        assert current is not None
        start_replica(other, load_key(other), SearchIndex(), current.id)
        app.window.top.box.clear()
        search(qtbot, app, "müller")
        assert titles(app) == [], "what is shown is what the new file holds"


def _inside(outer: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and outer.isAncestorOf(focused)

"""The home screen: errands, stars, what was opened, what came while one was away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.opening import open_library
from desktop.paths import Home
from desktop.search.index import SearchIndex
from desktop.security.keys import load_key
from desktop.store.files import open_store
from desktop.ui.content.reference_list import ReferenceList
from desktop.ui.flows import homing
from desktop.ui.home.home_view import HomeView
from desktop.ui.language import VARIABLE
from tests.desktop.replicas import row
from tests.ui.content.accessibility import sticking_out, texts, without_a_name
from tests.ui.windows import PATIENCE_MS, press, search, shown_title, started, titles
from wire.bodies import Names, PersonCore
from wire.messages import PullResponse


def listed(app: DesktopApp, name: str) -> list[str]:
    """The titles of a list of the home screen."""
    for one in app.window.home.findChildren(ReferenceList):
        if one.accessibleName() == name and one.isVisibleTo(app.window.home):
            return [str(one.model().index(at, 0).data()) for at in range(one.model().rowCount())]
    return []


def open_first(qtbot: QtBot, app: DesktopApp, words: str) -> str:
    """Look for something and open the first result; returns its title."""
    app.window.top.box.clear()
    search(qtbot, app, words)
    press(app.window.top.box, Qt.Key.Key_Return)
    first = titles(app)[0]
    qtbot.waitUntil(lambda: shown_title(app) == first, timeout=PATIENCE_MS)
    return first


def go_home(qtbot: QtBot, app: DesktopApp) -> None:
    with qtbot.waitSignal(app.desk.home_read, timeout=PATIENCE_MS):
        app.window.deeds["home"].trigger()
    assert app.window.workspace.at_home


def test_what_was_opened_is_listed_the_latest_first_and_opens_again(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    page = open_first(qtbot, desktop_app, "reisekosten")
    person = open_first(qtbot, desktop_app, "jana müller")
    go_home(qtbot, desktop_app)
    qtbot.waitUntil(
        lambda: listed(desktop_app, "Recently opened")[:2] == [person, page], timeout=PATIENCE_MS
    )
    rows = desktop_app.window.home.findChildren(ReferenceList)[-1]
    rows.setCurrentIndex(rows.model().index(1, 0))
    press(rows, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown_title(desktop_app) == page, timeout=PATIENCE_MS)
    assert not desktop_app.window.workspace.at_home


def test_a_star_puts_a_thing_on_the_home_screen_and_takes_it_off_again(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    window, corner = desktop_app.window, desktop_app.window.detail.corner
    person = open_first(qtbot, desktop_app, "jana müller")
    assert corner.star.isVisibleTo(window)
    assert not corner.pin.isVisibleTo(window), "a star is no pin"
    window.deeds["star"].trigger()
    qtbot.waitUntil(lambda: _is_starred(desktop_app), timeout=PATIENCE_MS)
    assert corner.star.isChecked()
    go_home(qtbot, desktop_app)
    qtbot.waitUntil(lambda: listed(desktop_app, "Starred") == [person], timeout=PATIENCE_MS)
    window.deeds["back"].trigger()
    qtbot.waitUntil(lambda: _is_starred(desktop_app), timeout=PATIENCE_MS)
    window.deeds["star"].trigger()
    qtbot.waitUntil(lambda: not _is_starred(desktop_app), timeout=PATIENCE_MS)
    go_home(qtbot, desktop_app)
    qtbot.waitUntil(lambda: not listed(desktop_app, "Starred"), timeout=PATIENCE_MS)


def test_a_tile_lists_what_it_is_about_and_the_box_has_the_keyboard(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    window = desktop_app.window
    window.activateWindow()
    tile = next(one for one in window.home.tiles.tiles if one.errand.kind == "page")
    with qtbot.waitSignal(window.panel.answered, timeout=PATIENCE_MS):
        tile.setFocus()
        press(tile, Qt.Key.Key_Return)
    assert titles(desktop_app)
    assert window.top.filters.kind == "page"
    assert window.focusWidget() is window.top.box


def test_home_is_one_key_away_and_back_leads_to_what_was_open(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    window = desktop_app.window
    assert window.deeds["home"].isChecked()
    page = open_first(qtbot, desktop_app, "reisekosten")
    assert not window.deeds["home"].isChecked()
    go_home(qtbot, desktop_app)
    assert window.deeds["home"].isChecked()
    assert not window.deeds["everything"].isChecked()
    assert window.top.box.text() == ""
    window.deeds["back"].trigger()
    qtbot.waitUntil(lambda: shown_title(desktop_app) == page, timeout=PATIENCE_MS)


def test_a_newcomer_is_told_the_keys_until_there_is_something_of_their_own(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    home = desktop_app.window.home
    assert "Just type, wherever you are" in texts(home)
    for words in ("reisekosten", "jana müller"):
        open_first(qtbot, desktop_app, words)
        desktop_app.window.deeds["star"].trigger()
        qtbot.waitUntil(lambda: _is_starred(desktop_app), timeout=PATIENCE_MS)
    go_home(qtbot, desktop_app)
    qtbot.waitUntil(lambda: len(listed(desktop_app, "Starred")) == 2, timeout=PATIENCE_MS)
    assert "Just type, wherever you are" not in texts(home)


@pytest.fixture
def news(home: Home, tmp_path: Path) -> Home:
    """A home whose news were seen, and where two people came afterwards."""
    other = Home(copytree(home.root, tmp_path / "home"))
    store = open_store(other, load_key(other), SearchIndex())
    replica = store.replica
    state = replica.state()
    assert state.epoch is not None
    assert state.cursor is not None
    _look(other)
    rows = tuple(
        row(
            "all",
            f"person:n{number}#core",
            state.cursor + 1,
            PersonCore(names=Names(display=f"Nova Neu{number}")),
        )
        for number in range(5)
    )
    answer = PullResponse(epoch=state.epoch, cursor=state.cursor + 1, rows=rows)
    replica.apply(state.request(), answer)
    store.close()
    return other


@pytest.fixture
def away(qtbot: QtBot, qapp: QApplication, news: Home) -> Iterator[DesktopApp]:
    """The window over it, with the home screen filled."""
    with started(qtbot, DesktopApp(qapp, news, syncing=False)) as app:
        qtbot.waitUntil(lambda: app.window.home.has_news, timeout=PATIENCE_MS)
        yield app


def test_what_came_while_one_was_away_is_told_in_groups_until_it_was_seen(
    qtbot: QtBot, away: DesktopApp
) -> None:
    home = away.window.home
    assert "People: 5 new" in texts(home)
    assert listed(away, "People") == ["Nova Neu0", "Nova Neu1", "Nova Neu2"]
    _button(home, "Show more").click()
    qtbot.waitUntil(lambda: len(listed(away, "People")) == 5, timeout=PATIENCE_MS)
    _button(home, "Seen").click()
    qtbot.waitUntil(lambda: not home.has_news, timeout=PATIENCE_MS)
    assert "While you were away" not in texts(home)


def test_news_that_were_long_on_the_screen_count_as_seen_when_the_window_closes(
    qtbot: QtBot, qapp: QApplication, news: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with started(qtbot, DesktopApp(qapp, news, syncing=False)) as app:
        qtbot.waitUntil(lambda: app.window.home.has_news, timeout=PATIENCE_MS)
    monkeypatch.setattr(homing, "READ_MS", 0)
    with started(qtbot, DesktopApp(qapp, news, syncing=False)) as app:
        qtbot.waitUntil(lambda: app.window.home.has_news, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: app.homing.has_read, timeout=PATIENCE_MS)
    with started(qtbot, DesktopApp(qapp, news, syncing=False)) as app:
        with qtbot.waitSignal(app.desk.home_read, timeout=PATIENCE_MS):
            app.desk.read_home()
        assert not app.window.home.has_news


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("width", "zoom"), [(640, 100), (640, 200), (800, 200), (1400, 200)])
def test_nothing_is_cut_off_at_any_width_and_size(  # noqa: PLR0913, PLR0917  what is varied
    qtbot: QtBot,
    qapp: QApplication,
    news: Home,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    width: int,
    zoom: int,
) -> None:
    monkeypatch.setenv(VARIABLE, language)
    with started(qtbot, DesktopApp(qapp, news, syncing=False)) as app:
        home = app.window.home
        qtbot.waitUntil(lambda: home.has_news, timeout=PATIENCE_MS)
        app.theming.set_zoom(zoom)
        app.window.resize(width, 900)
        qtbot.waitUntil(lambda: not sticking_out(home.viewport()), timeout=PATIENCE_MS)
        assert home.horizontalScrollBar().maximum() == 0
        app.theming.own_size()


def test_every_control_of_it_has_a_name_that_says_what_it_is_for(away: DesktopApp) -> None:
    home = away.window.home
    assert without_a_name(home) == []
    names = {one.accessibleName() for one in home.tiles.tiles}
    assert "Find a colleague. By name, number, skill or site" in names
    assert "Seen: show only what comes from now on" in texts(home)


def _is_starred(app: DesktopApp) -> bool:
    return bool(app.window.detail.shown and app.window.detail.shown.starred)


def _button(view: HomeView, text: str) -> QPushButton:
    return next(one for one in view.findChildren(QPushButton) if one.text() == text)


def _look(home: Home) -> None:
    """See the news once, as a window does when it is opened the first time."""
    library = open_library(home)
    library.familiar.see_news()
    library.close()

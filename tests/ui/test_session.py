"""What was open is open again; later it is one step back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.opening import open_library
from desktop.paths import Home
from desktop.ui.flows.searching import PREVIEW_AFTER_MS
from desktop.ui.preferences import FILE_NAME
from desktop.ui.session import STILL_AT_IT, Session, read, written
from tests.ui.windows import PATIENCE_MS, press, search, shown_title, started, titles

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def test_a_session_is_read_as_it_was_written() -> None:
    session = Session(open="vademecum://page/9c", place=0.5, query="x", left=NOON.isoformat())
    assert read(written(session)) == session


@pytest.mark.parametrize("text", ["", "x", "[]", '{"open": 1}', '{"place": "far"}', "\ud800"])
def test_what_makes_no_sense_is_an_empty_session(text: str) -> None:
    assert read(text) == Session()
    assert read(text).address is None
    assert not read(text).is_fresh(NOON)


def test_after_a_working_day_it_is_fresh_no_more() -> None:
    session = Session(left=NOON.isoformat())
    assert session.is_fresh(NOON + timedelta(hours=1))
    assert not session.is_fresh(NOON + STILL_AT_IT)
    assert not session.is_fresh(NOON - timedelta(days=300)), "a clock was wrong"


def test_what_was_open_and_asked_is_there_again_after_a_restart(
    qtbot: QtBot, qapp: QApplication, home: Home
) -> None:
    with started(qtbot, DesktopApp(qapp, home, syncing=False)) as app:
        search(qtbot, app, "reisekosten")
        press(app.window.top.box, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(shown_title(app)), timeout=PATIENCE_MS)
        page = shown_title(app)
        app.window.resize(1000, 420)
        reading = app.window.detail.reading
        bar = reading.verticalScrollBar()  # type: ignore[union-attr]
        qtbot.waitUntil(lambda: bar.maximum() > 100, timeout=PATIENCE_MS)
        bar.setValue(bar.maximum() // 2)
    with started(qtbot, DesktopApp(qapp, home, syncing=False)) as app:
        app.window.resize(1000, 420)
        qtbot.waitUntil(lambda: shown_title(app) == page, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: bool(titles(app)), timeout=PATIENCE_MS)
        assert app.window.top.box.text() == "reisekosten"
        bar = app.window.detail.reading.verticalScrollBar()  # type: ignore[union-attr]
        qtbot.waitUntil(lambda: bar.value() > 0, timeout=PATIENCE_MS)


def test_what_was_opened_beside_a_search_is_there_again_and_not_its_first_result(
    qtbot: QtBot, qapp: QApplication, home: Home
) -> None:
    with started(qtbot, DesktopApp(qapp, home, syncing=False)) as app:
        search(qtbot, app, "jana müller")
        press(app.window.top.box, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: shown_title(app) == "Jana Müller", timeout=PATIENCE_MS)
        jana = app.trail.shown
        assert jana is not None
        app.window.top.box.clear()
        search(qtbot, app, "reisekosten")
        qtbot.waitUntil(lambda: app.trail.shown not in (jana, None), timeout=PATIENCE_MS)
        app.trail.visit(jana)
        qtbot.waitUntil(lambda: shown_title(app) == "Jana Müller", timeout=PATIENCE_MS)
    with started(qtbot, DesktopApp(qapp, home, syncing=False)) as app:
        qtbot.waitUntil(lambda: shown_title(app) == "Jana Müller", timeout=PATIENCE_MS)
        assert app.window.top.box.text() == "reisekosten"
        with qtbot.assertNotEmitted(app.trail.wanted, wait=2 * PREVIEW_AFTER_MS):
            pass
        assert app.trail.shown == jana


def test_the_next_day_begins_at_home_and_back_leads_to_what_was_open(
    qtbot: QtBot, qapp: QApplication, home: Home
) -> None:
    with started(qtbot, DesktopApp(qapp, home, syncing=False)) as app:
        search(qtbot, app, "reisekosten")
        press(app.window.top.box, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(shown_title(app)), timeout=PATIENCE_MS)
        page = shown_title(app)
    library = open_library(home)
    session = read(library.familiar.session())
    yesterday = (datetime.now(UTC) - timedelta(hours=20)).isoformat()
    library.familiar.keep_session(written(Session(open=session.open, left=yesterday)))
    library.close()
    with started(qtbot, DesktopApp(qapp, home, syncing=False)) as app:
        qtbot.waitUntil(app.window.deeds["back"].isEnabled, timeout=PATIENCE_MS)
        assert app.window.workspace.at_home
        app.window.deeds["back"].trigger()
        qtbot.waitUntil(lambda: shown_title(app) == page, timeout=PATIENCE_MS)


def test_nothing_of_it_stands_in_the_plain_settings(
    qtbot: QtBot, qapp: QApplication, home: Home
) -> None:
    with started(qtbot, DesktopApp(qapp, home, syncing=False)) as app:
        search(qtbot, app, "jana müller")
        press(app.window.top.box, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(shown_title(app)), timeout=PATIENCE_MS)
        identity = app.trail.shown.id if app.trail.shown else "?"
    plain = (home.root / FILE_NAME).read_text(encoding="utf-8")
    assert identity not in plain
    assert "jana" not in plain


def test_who_only_takes_pictures_takes_up_nothing_and_leaves_nothing(
    qtbot: QtBot, qapp: QApplication, home: Home
) -> None:
    for remembering in (True, False):
        app = DesktopApp(qapp, home, syncing=False, remembering=remembering)
        with started(qtbot, app):
            if not remembering:
                assert app.window.top.box.text() == ""
                app.window.top.box.clear()
            words = "reisekosten" if remembering else "brandschutz"
            search(qtbot, app, words)
    with started(qtbot, DesktopApp(qapp, home, syncing=False)) as app:
        qtbot.waitUntil(lambda: app.window.top.box.text() == "reisekosten", timeout=PATIENCE_MS)

"""The library thread answers every request, whatever happens there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from desktop.errors import ReplicaDamaged
from desktop.library import Library
from desktop.opening import open_library
from desktop.paths import Home
from desktop.records import Address, SearchRequest
from desktop.settings import SettingsFile
from desktop.ui.failures import sentence
from desktop.ui.library_desk import LibraryDesk
from desktop.ui.preferences import Preferences, save_preferences
from tests.ui.windows import PATIENCE_MS


@pytest.fixture
def desk(qtbot: QtBot, home: Home) -> Iterator[LibraryDesk]:
    desk = LibraryDesk(
        lambda: open_library(home), lambda preferences: None, SettingsFile(home.root)
    )
    desk.start()
    with qtbot.waitSignal(desk.ready, timeout=PATIENCE_MS):
        desk.open_library()
    yield desk
    assert desk.finish()


def _failing(error: Exception) -> LibraryDesk:
    def fail() -> Library:
        raise error

    return LibraryDesk(fail, lambda preferences: None, SettingsFile(Path()))


def test_a_search_is_answered_with_what_was_asked(qtbot: QtBot, desk: LibraryDesk) -> None:
    request = SearchRequest(query="brandschutz")
    with qtbot.waitSignal(desk.found, timeout=PATIENCE_MS) as found:
        desk.search(request)
    answer = found.args[0]
    assert answer.request == request
    assert answer.value.hits


def test_a_person_comes_with_everything_to_show(qtbot: QtBot, desk: LibraryDesk) -> None:
    with qtbot.waitSignal(desk.found, timeout=PATIENCE_MS) as found:
        desk.search(SearchRequest(query="", kind="page"))
    address = found.args[0].value.hits[0].address
    with qtbot.waitSignal(desk.opened, timeout=PATIENCE_MS) as opened:
        desk.open(address)
    shown = opened.args[0].value
    assert shown.record.address.key == address.key
    assert shown.rendered.html


def test_what_is_not_here_is_a_failure_and_the_next_request_is_answered(
    qtbot: QtBot, desk: LibraryDesk
) -> None:
    with qtbot.waitSignal(desk.opened, timeout=PATIENCE_MS) as opened:
        desk.open(Address("person", "nobody"))
    assert opened.args[0].failure.error == "NotHere"
    with qtbot.waitSignal(desk.status_read, timeout=PATIENCE_MS) as status:
        desk.read_status()
    assert status.args[0].value.people > 0


def test_an_error_with_a_sentence_keeps_it(qtbot: QtBot) -> None:
    desk = _failing(ReplicaDamaged("The database is damaged."))
    desk.start()
    with qtbot.waitSignal(desk.ready, timeout=PATIENCE_MS) as ready:
        desk.open_library()
    assert ready.args[0].failure.error == "ReplicaDamaged"
    assert ready.args[0].failure.message == "The database is damaged."
    assert desk.finish()


@pytest.mark.expects_log
def test_a_crash_shows_a_sentence_and_leaves_the_gate_open(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    desk = _failing(ZeroDivisionError("a name that must not be logged"))
    desk.start()
    for _ in range(2):
        with qtbot.waitSignal(desk.ready, timeout=PATIENCE_MS) as ready:
            desk.open_library()
        assert sentence(ready.args[0].failure)
    assert desk.finish()
    assert "must not be logged" not in caplog.text


def test_the_library_is_built_on_its_own_thread(qtbot: QtBot, home: Home) -> None:
    built: list[QThread] = []

    def build() -> Library:
        built.append(QThread.currentThread())
        return open_library(home)

    desk = LibraryDesk(build, lambda preferences: None, SettingsFile(home.root))
    desk.start()
    with qtbot.waitSignal(desk.ready, timeout=PATIENCE_MS):
        desk.open_library()
    assert desk.finish()
    assert built[0] is not QThread.currentThread()


def test_a_home_that_cannot_be_written_is_no_trouble(qtbot: QtBot, tmp_path: Path) -> None:
    missing = tmp_path / "no such folder" / "window.json"
    desk = LibraryDesk(
        partial(open_library, Home(tmp_path)),
        partial(save_preferences, missing),
        SettingsFile(tmp_path),
    )
    desk.start()
    desk.keep(Preferences())
    with qtbot.waitSignal(desk.ready, timeout=PATIENCE_MS) as ready:
        desk.open_library()
    assert ready.args[0].failure.error == "NotConnected"
    assert desk.finish()


def test_settings_are_changed_and_read_there_and_what_cannot_be_written_is_said(
    qtbot: QtBot, tmp_path: Path
) -> None:
    for root, expected in ((tmp_path, 60), (tmp_path / "no such folder", None)):
        desk = LibraryDesk(
            partial(open_library, Home(tmp_path)), lambda preferences: None, SettingsFile(root)
        )
        desk.start()
        with qtbot.waitSignal(desk.settings_read, timeout=PATIENCE_MS) as read:
            desk.change_settings({"sync_every": 60})
        value = read.args[0].value
        assert (value.sync_every if value else None) == expected
        assert read.args[0].request == {"sync_every": 60}
        assert (read.args[0].failure is None) is (expected is not None)
        assert desk.finish()


def test_what_is_pinned_there_is_shown_so(qtbot: QtBot, desk: LibraryDesk) -> None:
    with qtbot.waitSignal(desk.found, timeout=PATIENCE_MS) as found:
        desk.search(SearchRequest(query="", kind="page"))
    address = found.args[0].value.hits[0].address
    for pinned in (True, False):
        with qtbot.waitSignal(desk.opened, timeout=PATIENCE_MS) as opened:
            desk.pin(address, pinned)
        assert opened.args[0].value.pinned is pinned

"""The first minute: connect by the screen, and what it says when that does not work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.paths import Home
from desktop.ui.connect.connect_process import ConnectProcess, Enrolment
from desktop.ui.connect.connect_screen import ConnectScreen
from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.tokens import LIGHT
from server.settings import Settings
from tests.servers import running, token_for
from tests.ui.windows import press, search, started, titles, type_text

SOON_MS = 60_000


@pytest.fixture
def server(company: Settings) -> Iterator[str]:
    with running(company) as url:
        yield url


@pytest.fixture
def _without_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """The child keeps its key in the home, as on a machine that has no keyring."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def _field(screen: ConnectScreen, name: str) -> QLineEdit:
    field = screen.findChild(QLineEdit, name)
    assert isinstance(field, QLineEdit)
    return field


def _button(screen: QWidget, text: str) -> QPushButton:
    return next(one for one in screen.findChildren(QPushButton) if one.text() == text)


def _trouble(screen: ConnectScreen) -> str:
    label = screen.findChild(PlainLabel, "trouble")
    assert isinstance(label, PlainLabel)
    return label.text()


@pytest.mark.usefixtures("_without_keyring")
def test_connecting_fetches_everything_and_people_can_be_found(
    qtbot: QtBot, qapp: QApplication, empty_home: Home, server: str, company: Settings
) -> None:
    token = token_for(company, "reader")
    with started(qtbot, DesktopApp(qapp, empty_home)) as app:
        screen = app.window.connect_screen
        assert screen.isVisible()
        type_text(_field(screen, "server"), server)
        type_text(_field(screen, "token"), token)
        press(_field(screen, "token"), Qt.Key.Key_Return)
        qtbot.waitUntil(app.window.offer.isVisible, timeout=SOON_MS)
        assert re.fullmatch(r"[\d,]+ entries, at most .+B; .*", app.window.offer.words())
        with qtbot.waitSignal(app.follower.settled, timeout=SOON_MS):
            _button(app.window.offer, "Fetch it now").click()
        assert app.window.working
        assert app.follower.state.report is not None
        assert app.follower.state.report.up_to_date
        search(qtbot, app, "brandschutz")
        assert titles(app)


@pytest.mark.usefixtures("_without_keyring")
def test_who_fetches_later_looks_around_and_begins_when_they_like(
    qtbot: QtBot, qapp: QApplication, empty_home: Home, server: str, company: Settings
) -> None:
    token = token_for(company, "reader")
    with started(qtbot, DesktopApp(qapp, empty_home)) as app:
        screen = app.window.connect_screen
        type_text(_field(screen, "server"), server)
        type_text(_field(screen, "token"), token)
        press(_field(screen, "token"), Qt.Key.Key_Return)
        qtbot.waitUntil(app.window.offer.isVisible, timeout=SOON_MS)
        _button(app.window.offer, "Later").click()
        qtbot.waitUntil(lambda: app.window.working, timeout=SOON_MS)
        assert not app.follower.state.running
        assert "Not everything is here yet" in app.window.home.words()
        with qtbot.waitSignal(app.follower.settled, timeout=SOON_MS):
            _button(app.window.home.first_sync, "Fetch it now").click()
        qtbot.waitUntil(lambda: not app.window.home.first_sync.isVisible(), timeout=SOON_MS)


def test_an_address_that_it_decided_is_proposed_and_the_token_asked_for(qtbot: QtBot) -> None:
    screen = ConnectScreen(LIGHT)
    qtbot.addWidget(screen)
    screen.propose("https://vademecum.example")
    assert _field(screen, "server").text() == "https://vademecum.example"
    screen.propose("https://other.example")
    assert _field(screen, "server").text() == "https://vademecum.example", "what is there stays"


@pytest.mark.usefixtures("_without_keyring")
def test_a_token_that_is_not_known_is_said_and_what_was_typed_stays(
    qtbot: QtBot, qapp: QApplication, empty_home: Home, server: str
) -> None:
    with started(qtbot, DesktopApp(qapp, empty_home)) as app:
        screen = app.window.connect_screen
        type_text(_field(screen, "server"), server)
        type_text(_field(screen, "token"), "not-a-token")
        press(_field(screen, "token"), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(_trouble(screen)), timeout=SOON_MS)
        assert _trouble(screen).startswith("The server does not know this access token.")
        assert _field(screen, "server").text() == server
        assert screen.isVisible()


def test_nobody_there_is_said_in_a_sentence(qtbot: QtBot, empty_home: Home) -> None:
    process = ConnectProcess(empty_home.root)
    with qtbot.waitSignal(process.failed, timeout=SOON_MS) as failed:
        process.start(Enrolment(server="http://127.0.0.1:9", token="x"))
    assert failed.args[0].error == "ServerUnreachable", "so that it is said in any language"
    assert failed.args[0].message.endswith(".")
    assert "Traceback" not in failed.args[0].message


@pytest.mark.usefixtures("_without_keyring")
def test_the_token_may_come_from_a_file(
    qtbot: QtBot, empty_home: Home, server: str, company: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "token"
    path.write_text(token_for(company, "reader"), encoding="ascii")
    process = ConnectProcess(empty_home.root)
    with qtbot.waitSignal(process.connected, timeout=SOON_MS) as connected:
        process.start(Enrolment(server=server, token_file=str(path)))
    assert connected.args[0].server == server
    assert connected.args[0].entries > 100


def test_the_button_waits_for_both_and_an_address_needs_no_scheme(qtbot: QtBot) -> None:
    screen = ConnectScreen(LIGHT)
    qtbot.addWidget(screen)
    asked: list[Enrolment] = []
    screen.connect_requested.connect(asked.append)
    type_text(_field(screen, "server"), "vademecum.example")
    press(_field(screen, "server"), Qt.Key.Key_Return)
    assert asked == []
    type_text(_field(screen, "token"), "abc")
    press(_field(screen, "token"), Qt.Key.Key_Return)
    assert asked == [Enrolment(server="https://vademecum.example", token="abc")]


def test_typing_over_a_chosen_file_forgets_it(qtbot: QtBot) -> None:
    screen = ConnectScreen(LIGHT)
    qtbot.addWidget(screen)
    asked: list[Enrolment] = []
    screen.connect_requested.connect(asked.append)
    type_text(_field(screen, "server"), "https://a.example")
    screen.use_file("/somewhere/token.txt")
    assert _field(screen, "token").text() == "token.txt"
    press(_field(screen, "token"), Qt.Key.Key_Return)
    assert asked[-1].token_file == "/somewhere/token.txt"
    type_text(_field(screen, "token"), "z")
    assert _field(screen, "token").echoMode() == QLineEdit.EchoMode.Password
    assert "token.txt" not in _field(screen, "token").text()

"""The sample company in a real replica, and the window over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.compose import connect, sync
from desktop.paths import Home
from desktop.ui.language import VARIABLE
from desktop.ui.preferences import FILE_NAME
from server.__main__ import main as server_main
from server.settings import Settings
from tests.servers import running, server_command, sqlite_settings, token_for
from tests.ui.windows import Listener, forget_personal, started


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The screen that is none does not raise windows and knows no size hints: no fault of ours."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "en")
    QLocale.setDefault(QLocale("en"))


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A server that holds a part of the sample company; it does not run."""
    settings = sqlite_settings(tmp_path_factory.mktemp("company"))
    arguments = list(server_command(settings, "seed", "--people", "120"))[3:]
    assert server_main(arguments) == 0
    return settings


@pytest.fixture(scope="session")
def company_home(company: Settings, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home that was synced from it."""
    root = tmp_path_factory.mktemp("homes") / "synced"
    home = Home(root)
    token = token_for(company, "reader")
    with running(company) as url:
        connect(home, url, token, key_file=root / "replica.key", name="test")
        sync(home, Listener())
    return home


@pytest.fixture
def home(company_home: Home) -> Iterator[Home]:
    """The synced home; what a window remembers in it is gone afterwards."""
    yield company_home
    (company_home.root / FILE_NAME).unlink(missing_ok=True)
    forget_personal(company_home)


@pytest.fixture
def desktop_app(qtbot: QtBot, qapp: QApplication, home: Home) -> Iterator[DesktopApp]:
    """The whole window over the synced home, with its library open; the network is not used."""
    with started(qtbot, DesktopApp(qapp, home, syncing=False)) as app:
        yield app


@pytest.fixture
def empty_home(tmp_path: Path) -> Home:
    """A home that was never connected."""
    root = tmp_path / "home"
    root.mkdir()
    return Home(root)

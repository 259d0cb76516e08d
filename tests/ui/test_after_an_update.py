"""The first start after an update: the window says what goes on, and opens by itself."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from desktop.app import DesktopApp
from desktop.paths import Home
from desktop.security.keys import load_key
from desktop.store.engine import checkpoint, open_database, transaction
from desktop.store.schema import replica
from tests.ui.windows import PATIENCE_MS, search, started, titles


def test_what_an_older_version_made_ready_is_made_ready_again_without_a_network(
    qtbot: QtBot, qapp: QApplication, home: Home, tmp_path: Path
) -> None:
    other = Home(copytree(home.root, tmp_path / "home"))
    engine = open_database(other.replica(1), load_key(home))
    with transaction(engine) as tx:
        tx.execute(update(replica).values(derived_version="0.0"))
    checkpoint(engine)
    engine.dispose()
    with started(qtbot, DesktopApp(qapp, other)) as app:
        assert not app.window.working
        qtbot.waitUntil(lambda: app.window.working, timeout=PATIENCE_MS)
        search(qtbot, app, "müller")
        assert titles(app)

"""What is looked at and not here is fetched; what is kept at hand is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.compose import connect, sync
from desktop.paths import Home
from desktop.records import Address
from server import blobs
from server.database import open_database, transact
from tests import servers
from tests.entities import page, space
from tests.ui.windows import PATIENCE_MS, Listener, shown_title, started
from wire.bodies import Attachment

PAGE = Address("page", "plan")
SOON_MS = 60_000


def _picture(path: Path) -> bytes:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    assert image.save(str(path))
    return path.read_bytes()


@pytest.fixture
def travelled(tmp_path: Path) -> Iterator[tuple[Home, str]]:
    """A home that synced over a line whose budget was used up: a page, and not its picture."""
    settings, data = servers.sqlite_settings(tmp_path), _picture(tmp_path / "plan.png")
    engine = open_database(settings)
    digest = transact(engine, lambda tx: blobs.keep(tx, settings.files, data))
    engine.dispose()
    attached = Attachment(hash=digest, name="plan.png", type="image/png", size=len(data))
    text = f"Where to go.\n\n![plan](attach:{digest})"
    servers.write_entities(settings, space("handbook"), page("plan", "Plan", text))
    servers.write_entities(settings, page("plan", "Plan", text, attachments=(attached,)))
    home = Home(tmp_path / "home")
    with servers.running(settings) as url:
        token = servers.token_for(settings, "ada")
        connect(home, url, token, key_file=home.root / "replica.key", name="test")
        report = sync(home, Listener(), metered=True, budget=0)
        assert (report.up_to_date, report.photos_waiting) == (True, 1)
        yield home, digest


def test_a_picture_that_somebody_dwells_on_is_fetched_and_shown_and_a_page_can_be_kept(
    qtbot: QtBot, qapp: QApplication, travelled: tuple[Home, str]
) -> None:
    home, digest = travelled
    app = DesktopApp(qapp, home, syncing=False)
    detail = app.window.detail
    with started(qtbot, app):
        app.trail.visit(PAGE)
        qtbot.waitUntil(lambda: shown_title(app) == "Plan", timeout=PATIENCE_MS)
        assert detail.shown is not None
        assert detail.shown.missing == {digest}
        qtbot.waitUntil(lambda: not _missing(app), timeout=SOON_MS)
        assert digest in detail.shown.images
        assert detail.corner.pin.isVisibleTo(detail)
        app.window.deeds["pin"].trigger()
        qtbot.waitUntil(lambda: bool(detail.shown and detail.shown.pinned), timeout=PATIENCE_MS)
        assert detail.corner.pin.isChecked()
        app.window.deeds["pin"].trigger()
        qtbot.waitUntil(lambda: not (detail.shown and detail.shown.pinned), timeout=PATIENCE_MS)
        assert not detail.corner.pin.isChecked()


def _missing(app: DesktopApp) -> frozenset[str]:
    shown = app.window.detail.shown
    return shown.missing if shown is not None else frozenset({"?"})

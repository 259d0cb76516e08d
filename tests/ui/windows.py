"""Hands and eyes for windows: type any letter, wait for what can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.paths import Home
from desktop.records import ChangeSet, SyncProgress
from desktop.security.keys import load_key
from desktop.store.engine import transaction
from desktop.store.files import open_outbox
from desktop.store.personal import TABLES

PATIENCE_MS = 20_000
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Listener:
    """Listens to a sync and says nothing."""

    def progress(self, progress: SyncProgress) -> None:
        """Heard."""

    def changed(self, changes: ChangeSet) -> None:
        """Heard."""


def type_text(widget: QWidget, text: str) -> None:
    """Type letter by letter; unlike qtbot's own, umlauts as well."""
    for sign in text:
        press(widget, Qt.Key.Key_unknown, text=sign)


def press(
    widget: QWidget,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = NO_MODIFIER,
    text: str = "",
) -> None:
    """Press and release one key."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key.value, modifiers, text))


@contextmanager
def started(qtbot: QtBot, app: DesktopApp) -> Iterator[DesktopApp]:
    """Show the window, wait until its library answered, and end everything afterwards."""
    with qtbot.waitSignal(app.connecting.settled, timeout=PATIENCE_MS):
        app.window.resize(1280, 800)
        app.window.show()
    try:
        yield app
    finally:
        app.window.close()
        app.finish()


def forget_personal(home: Home) -> None:
    """Leave a home as if nobody had opened, starred or seen anything in it."""
    engine, _ = open_outbox(home, load_key(home))
    with transaction(engine) as tx:
        for table in TABLES:
            tx.exec_driver_sql(f"DELETE FROM {table}")
    engine.dispose()


def search(qtbot: QtBot, app: DesktopApp, words: str) -> None:
    """Type into the box and wait until the answer to it is shown."""
    with qtbot.waitSignal(
        app.window.panel.answered,
        timeout=PATIENCE_MS,
        check_params_cb=lambda result: result.query == words,
    ):
        type_text(app.window.top.box, words)


def titles(app: DesktopApp) -> list[str]:
    """The titles in the list."""
    rows = app.window.panel.results.rows
    return [str(rows.index(row).data()) for row in range(rows.rowCount())]


def shown_title(app: DesktopApp) -> str:
    """The name or title of what is open."""
    opened = app.window.detail.shown
    if opened is None:
        return ""
    record = opened.record
    return str(getattr(record, "name", None) or getattr(record, "title", ""))

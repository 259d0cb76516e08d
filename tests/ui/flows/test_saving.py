"""A copy of an attached file is written only to where somebody put it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.paths import Home
from desktop.records import AttachedFile
from desktop.search.index import SearchIndex
from desktop.security.keys import load_key
from desktop.store.files import open_store
from desktop.ui.inquiry import Copy
from desktop.ui.saving import file_name
from desktop.ui.wiki.page_view import PageView
from tests.ui.content.people import page
from tests.ui.content.test_page_view import show, view  # noqa: F401 - a fixture

PLAN = AttachedFile(hash="c" * 64, name="../pl|an.pdf", type="application/pdf", size=9, here=True)


def test_the_name_of_an_attachment_asks_for_a_copy(qtbot: QtBot, view: PageView) -> None:  # noqa: F811
    show(view, page("words", attachments=(PLAN,)))
    with qtbot.waitSignal(view.save_requested) as asked:
        view.text.followed.emit(f"save:{PLAN.hash}")
    assert asked.args == [PLAN]
    with qtbot.assertNotEmitted(view.save_requested):
        view.text.followed.emit("save:" + "d" * 64)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\u202efdp.exe", "a_fdp.exe"),
        ("", "file"),
        (" .. ", "file"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_file_gets_a_name_that_is_one_everywhere(name: str, file: str) -> None:
    assert file_name(name) == file


def test_nothing_is_written_until_the_place_is_confirmed_and_then_it_is_said(
    qtbot: QtBot, desktop_app: DesktopApp, home: Home, tmp_path: Path
) -> None:
    window, target = desktop_app.window, tmp_path / "plan.pdf"
    data = b"a plan"
    attached = AttachedFile(hash=_stored(home, data), name="plan.pdf", type="", size=6, here=True)
    window.detail.save_requested.emit(attached)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert "not encrypted" in dialog.windowTitle()
    assert list(tmp_path.iterdir()) == []
    dialog.fileSelected.emit(str(target))
    qtbot.waitUntil(lambda: "not encrypted" in window.detail.notice.words(), timeout=20_000)
    assert target.read_bytes() == data
    assert list(tmp_path.iterdir()) == [target]


def test_a_place_that_cannot_be_written_and_a_file_that_is_not_here_are_said(
    qtbot: QtBot, desktop_app: DesktopApp, home: Home, tmp_path: Path
) -> None:
    notice = desktop_app.window.detail.notice
    desktop_app.desk.inquiry.ask(Copy("e" * 64, tmp_path / "plan.pdf"))
    qtbot.waitUntil(lambda: "not here" in notice.words(), timeout=20_000)
    desktop_app.desk.inquiry.ask(Copy(_stored(home, b"x"), tmp_path / "none" / "plan.pdf"))
    qtbot.waitUntil(lambda: "cannot be written" in notice.words(), timeout=20_000)


def _stored(home: Home, data: bytes) -> str:
    """Bytes that are here, as a sync would have brought them."""
    digest = sha256(data).hexdigest()
    store = open_store(home, load_key(home), SearchIndex())
    store.blobs.put(digest, data)
    store.close()
    return digest

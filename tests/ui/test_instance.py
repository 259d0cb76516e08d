"""One window a home: a second start hands its address over; what was left is in nobody's way."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.paths import Home
from desktop.program import program_files
from desktop.ui.claim import Claim
from desktop.ui.instance import LONGEST_PATH, Instance, socket_name
from tests.ui.windows import PATIENCE_MS, search, shown_title, started

SOON_MS = 60_000
KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop.ui.claim import Claim
from desktop.ui.instance import Instance
app = QCoreApplication([])
claim, instance = Claim(Path(sys.argv[1])), Instance(Path(sys.argv[1]))
assert claim.take()
instance.listen()
os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
"""


@pytest.fixture
def claim(home: Home) -> Iterator[Claim]:
    claim = Claim(home.root)
    assert claim.take()
    yield claim
    claim.release()


@pytest.fixture
def first(qtbot: QtBot, qapp: QApplication, home: Home, claim: Claim) -> Iterator[DesktopApp]:
    """The window that is there already."""
    with started(qtbot, DesktopApp(qapp, home, syncing=False)) as app:
        app.listen()
        yield app


def start_again(home: Home, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "desktop", "--home", str(home.root), "run", *words]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(
        command, cwd=program_files(), env=environment, stderr=subprocess.PIPE, text=True
    )


def test_a_second_start_opens_its_address_in_the_first_window_and_ends(
    qtbot: QtBot, first: DesktopApp, home: Home
) -> None:
    search(qtbot, first, "reisekosten")
    hit = first.window.panel.results.rows.hit(0)
    assert hit is not None
    first.window.top.box.clear()
    first.window.showMinimized()
    with qtbot.waitSignal(first.instance.called, timeout=SOON_MS):
        second = start_again(home, str(hit.address))
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=SOON_MS)
    assert second.wait() == 0, second.stderr and second.stderr.read()
    assert second.stderr is not None
    second.stderr.close()
    qtbot.waitUntil(lambda: shown_title(first) == hit.title.text, timeout=PATIENCE_MS)
    assert not first.window.isMinimized()


def test_a_call_without_an_address_only_raises_the_window(first: DesktopApp) -> None:
    first.window.hide()
    first.come_to_front("")
    first.come_to_front("https://elsewhere.example/x")
    assert first.window.isVisible()
    assert first.trail.shown is None


def test_what_one_that_was_killed_left_behind_is_in_nobodys_way(
    qtbot: QtBot, tmp_path: Path
) -> None:
    root = tmp_path / "home"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(root)], cwd=program_files(), check=False
    )
    assert killed.returncode != 0
    claim, instance = Claim(root), Instance(root)
    assert claim.take(), "its process is gone, and with it the claim"
    instance.listen()
    assert instance.is_listening
    instance.close()
    claim.release()


def test_who_comes_second_is_not_the_first(tmp_path: Path) -> None:
    first, second = Claim(tmp_path), Claim(tmp_path)
    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()
    second.release()


def test_another_home_has_a_window_of_its_own(tmp_path: Path) -> None:
    one, other = Claim(tmp_path / "one"), Claim(tmp_path / "other")
    assert one.take()
    assert other.take()
    assert socket_name(tmp_path / "one") != socket_name(tmp_path / "other")
    one.release()
    other.release()


def test_where_nobody_answers_it_gives_up(tmp_path: Path) -> None:
    assert not Instance(tmp_path).call("", patience_ms=300)


def test_a_home_with_a_long_path_has_a_socket_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert len(socket_name(tmp_path / ("long" * 40))) <= LONGEST_PATH


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no file to connect to")
@pytest.mark.parametrize("said", [b"nonsense\n", b"[1]\n", b'{"address": 7}\n', b"x" * 20_000])
def test_nonsense_on_the_socket_opens_nothing(
    qtbot: QtBot, first: DesktopApp, home: Home, said: bytes
) -> None:
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(socket_name(home.root))
        line.sendall(said)
        if said.endswith(b"\n"):
            with qtbot.waitSignal(first.instance.called, timeout=PATIENCE_MS) as called:
                pass
            assert called.args == [""]
    assert first.trail.shown is None

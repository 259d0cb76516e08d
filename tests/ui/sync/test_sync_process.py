"""The real sync process against a real server, followed from the window's side."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.compose import connect
from desktop.paths import Home
from desktop.records import SyncReport
from desktop.ui.sync_process import SyncProcess
from server.settings import Settings
from tests.faults.http_text import response
from tests.faults.proxy import between, server_at
from tests.servers import running, token_for
from tests.ui.windows import PATIENCE_MS

SOON_MS = 60_000


@pytest.fixture
def server(company: Settings) -> Iterator[str]:
    with running(company) as url:
        yield url


@pytest.fixture
def connected(server: str, company: Settings, empty_home: Home) -> Home:
    token = token_for(company, "reader")
    connect(empty_home, server, token, key_file=empty_home.root / "replica.key", name="test")
    return empty_home


def _outcomes(process: SyncProcess) -> list[str]:
    seen: list[str] = []
    process.finished.connect(lambda report: seen.append("finished"))
    process.failed.connect(lambda failure: seen.append("failed"))
    process.cancelled.connect(lambda: seen.append("cancelled"))
    return seen


def test_a_pass_tells_how_far_it_is_and_what_it_brought(qtbot: QtBot, connected: Home) -> None:
    process = SyncProcess(connected.root)
    phases: list[str] = []
    changes: list[object] = []
    process.progressed.connect(lambda progress: phases.append(progress.phase))
    process.changed.connect(changes.append)
    with qtbot.waitSignal(process.finished, timeout=SOON_MS) as finished:
        process.start()
        process.start()  # the second one is the first one
    report = finished.args[0]
    assert isinstance(report, SyncReport)
    assert report.up_to_date
    assert "people" in phases
    assert changes
    assert not process.running


def test_without_a_server_it_fails_with_the_errors_name(
    qtbot: QtBot, company: Settings, company_home: Home
) -> None:
    process = SyncProcess(company_home.root)
    seen = _outcomes(process)
    with qtbot.waitSignal(process.failed, timeout=SOON_MS) as failed:
        process.start()
    assert failed.args[0].error == "ServerUnreachable"
    assert seen == ["failed"]


def test_a_home_without_a_replica_says_so(qtbot: QtBot, empty_home: Home) -> None:
    process = SyncProcess(empty_home.root)
    with qtbot.waitSignal(process.failed, timeout=SOON_MS) as failed:
        process.start()
    assert failed.args[0].error == "NotConnected"


def test_cancelling_ends_it_and_is_told_once(qtbot: QtBot, connected: Home) -> None:
    process = SyncProcess(connected.root)
    seen = _outcomes(process)
    with qtbot.waitSignal(process.started, timeout=PATIENCE_MS):
        process.start()
    with qtbot.waitSignal(process.cancelled, timeout=SOON_MS):
        process.cancel()
    assert seen == ["cancelled"]
    with qtbot.waitSignal(process.finished, timeout=SOON_MS):
        process.start()


def test_a_program_that_cannot_be_started_is_a_failure(
    qtbot: QtBot, empty_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "no such program"))
    process = SyncProcess(empty_home.root)
    with qtbot.waitSignal(process.failed, timeout=SOON_MS):
        process.start()
    assert not process.running


async def busy(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    writer.write(response(status=503, headers={"Retry-After": "300"}))


def test_how_long_a_busy_server_asks_to_be_left_alone_reaches_the_window(
    qtbot: QtBot, server: str, connected: Home, company: Settings
) -> None:
    with between(server_at(server)) as proxy:
        connect(connected, proxy.address, token_for(company, "reader"))
        proxy.faults = [busy for _ in range(9)]
        process = SyncProcess(connected.root)
        with qtbot.waitSignal(process.failed, timeout=SOON_MS) as failed:
            process.start()
    assert failed.args[0].error == "ServerUnreachable"
    assert (failed.args[0].retry_after, failed.args[0].answered) == (300.0, True)

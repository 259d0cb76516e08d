"""Passes that begin by themselves, on demand, or not: with real processes and a real server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.compose import connect
from desktop.paths import Home
from desktop.settings import PAUSED, Settings
from desktop.sync import schedule
from desktop.sync.lock import sync_lock
from desktop.ui.answers import Answer
from desktop.ui.sync.autopilot import Autopilot
from desktop.ui.sync.follower import SyncFollower
from desktop.ui.sync.sentences import pill_sentence
from desktop.ui.sync.state import Network
from desktop.ui.sync.sync_timer import Clocks, SyncTimer
from desktop.ui.sync_process import SyncProcess
from server.settings import Settings as ServerSettings
from tests.servers import running, token_for

SOON_MS = 60_000
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass
class Desk:
    """Everything that syncs a home, with clocks that stand still until they are moved.

    It belongs to ``owner`` and ends with it: no collector on the server's thread may do that.
    """

    home: Home
    owner: QObject
    wall: datetime = NOON
    outcomes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        clocks = Clocks(wall=lambda: self.wall, monotonic=lambda: 0.0, jitter=lambda: 0.5)
        self.process = SyncProcess(self.home.root, self.owner)
        self.follower = SyncFollower(self.process, self.owner, now=lambda: self.wall)
        self.timer = SyncTimer(schedule, clocks, self.owner)
        self.autopilot = Autopilot(self.follower, self.timer, self.owner)
        self.follower.settled.connect(self._note)

    def _note(self, outcome: object) -> None:
        self.outcomes.append(type(outcome).__name__)

    def set(self, settings: Settings) -> None:
        self.autopilot.take_settings(Answer(request=None, value=settings))

    def pill(self) -> str:
        return pill_sentence(self.follower.state, self.wall)

    def wait(self) -> float:
        assert self.timer.next_at is not None
        return (self.timer.next_at - self.wall).total_seconds()


@pytest.fixture(scope="module")
def connected(company: ServerSettings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A home beside its server, synced by whichever test comes first."""
    home = Home(tmp_path_factory.mktemp("desk") / "home")
    with running(company) as url:
        token = token_for(company, "reader")
        connect(home, url, token, key_file=home.root / "replica.key", name="test")
        yield home


@contextmanager
def at(home: Home) -> Iterator[Desk]:
    owner = QObject()
    desk = Desk(home, owner)
    yield desk
    desk.process.end()
    shiboken6.delete(owner)


@pytest.fixture
def desk(qtbot: QtBot, connected: Home) -> Iterator[Desk]:
    with at(connected) as desk:
        yield desk


@pytest.fixture
def nowhere(qtbot: QtBot, empty_home: Home) -> Iterator[Desk]:
    """A home that belongs to no server: each of its passes fails at once."""
    with at(empty_home) as desk:
        yield desk


def settle(qtbot: QtBot, desk: Desk, passes: int) -> None:
    qtbot.waitUntil(lambda: len(desk.outcomes) == passes, timeout=SOON_MS)


def test_while_a_pass_runs_exactly_one_more_is_promised_however_often_it_is_asked_for(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.autopilot.begin()
    for _ in range(5):
        desk.follower.sync_now()
    assert desk.follower.state.queued
    assert desk.pill().endswith("…")
    settle(qtbot, desk, 2)
    assert desk.outcomes == ["SyncReport", "SyncReport"]
    assert not desk.process.running
    assert not desk.follower.state.queued
    assert desk.wait() == 900
    assert desk.pill() == "Not synced yet", "until the library says how old what is here is"


def test_after_a_failure_sync_now_begins_at_once_whatever_the_back_off_says(
    qtbot: QtBot, nowhere: Desk
) -> None:
    for failures in (1, 2):
        nowhere.follower.sync_now()
        assert nowhere.process.running
        settle(qtbot, nowhere, failures)
    assert nowhere.outcomes == ["Failure", "Failure"]
    assert nowhere.wait() == 30


def test_while_paused_nothing_begins_and_sync_now_asks_to_resume(
    qtbot: QtBot, nowhere: Desk
) -> None:
    nowhere.set(Settings(pause=PAUSED))
    nowhere.autopilot.begin()
    nowhere.autopilot.set_network(Network(reachable=False))
    nowhere.autopilot.set_network(Network(reachable=True))
    nowhere.timer.ticked.emit()
    with qtbot.waitSignal(nowhere.follower.resume_wanted):
        nowhere.follower.sync_now()
    assert not nowhere.process.running
    assert nowhere.timer.next_at is None
    assert nowhere.pill() == "Paused"
    nowhere.set(Settings())
    assert nowhere.process.running
    settle(qtbot, nowhere, 1)


def test_pausing_ends_the_pass_that_runs_and_the_next_one_goes_on_from_there(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.autopilot.begin()
    desk.follower.sync_now()
    desk.set(Settings(pause=PAUSED))
    settle(qtbot, desk, 1)
    assert desk.timer.next_at is None
    assert not desk.process.running
    assert desk.pill() == "Paused"


def test_a_pause_until_tomorrow_ends_by_itself(qtbot: QtBot, nowhere: Desk) -> None:
    until = NOON + timedelta(hours=12)
    nowhere.set(Settings(pause=until.isoformat()))
    nowhere.wall = until - timedelta(seconds=1)
    nowhere.timer.ticked.emit()
    assert not nowhere.process.running
    nowhere.wall = until
    nowhere.timer.ticked.emit()
    assert nowhere.process.running
    settle(qtbot, nowhere, 1)


def test_a_network_that_comes_back_is_a_reason_to_sync_soon(qtbot: QtBot, desk: Desk) -> None:
    desk.autopilot.begin()
    settle(qtbot, desk, 1)
    desk.autopilot.set_network(Network(reachable=True))
    assert desk.wait() == 900, "it was never gone"
    desk.autopilot.set_network(Network(reachable=False))
    assert desk.pill().startswith("No network since ")
    desk.autopilot.set_network(Network(reachable=True))
    assert desk.wait() == 5
    assert desk.follower.state.next_at == NOON + timedelta(seconds=5)


def test_over_a_metered_line_the_process_keeps_to_the_budget_and_free_lines_fetch_the_rest(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.autopilot.set_network(Network(reachable=True, metered=True))
    desk.home.root.joinpath("settings.json").write_text('{"metered_budget": 0}')
    desk.autopilot.begin()
    settle(qtbot, desk, 1)
    waiting = desk.follower.state.photos_waiting
    desk.autopilot.set_network(Network(reachable=True, metered=False))
    assert (desk.wait() == 5) is (waiting > 0)


def test_what_could_not_be_written_holds_for_this_window(qtbot: QtBot, nowhere: Desk) -> None:
    nowhere.autopilot.take_settings(Answer(request={"pause": PAUSED}))
    assert nowhere.pill() == "Paused"
    nowhere.autopilot.take_settings(Answer(request={}))
    assert nowhere.pill() == "Paused"


def test_another_process_is_waited_for_without_an_alarm(qtbot: QtBot, desk: Desk) -> None:
    with sync_lock(desk.home.sync_lock):
        desk.autopilot.begin()
        settle(qtbot, desk, 1)
    assert desk.pill() == "Another sync is under way"
    assert desk.wait() == 15
    desk.follower.sync_now()
    settle(qtbot, desk, 2)
    assert desk.outcomes == ["Failure", "SyncReport"]

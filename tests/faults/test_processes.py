"""Several processes on one home, and a home that cannot be written: sentences, no damage."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.paths import Home
from server.settings import Settings
from tests import servers
from tests.entities import page, person, space
from tests.faults import kinds
from tests.faults.commands import finish, run, start
from tests.faults.homes import connected, pass_over, require_prefix, require_same
from tests.faults.proxy import FaultProxy, between, server_at


@dataclass(frozen=True, kw_only=True)
class Place:
    """A server behind a proxy, and a home that has synced once."""

    settings: Settings
    proxy: FaultProxy
    home: Home


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    settings = servers.sqlite_settings(tmp_path)
    servers.write_entities(
        settings, space("handbook"), person("bob"), page("travel", "Travel", "Keep the receipts.")
    )
    token = servers.token_for(settings, "ada")
    with servers.running(settings) as url, between(server_at(url)) as proxy:
        home = connected(tmp_path / "home", proxy.address, token)
        pass_over(home)
        yield Place(settings=settings, proxy=proxy, home=home)


def write_much(settings: Settings) -> None:
    for commit in range(6):
        text = f"Words of commit {commit}. " * 20
        pages = (page(f"page{commit}-{number}", text=text) for number in range(100))
        servers.write_entities(settings, *pages)


def test_a_second_sync_says_that_the_first_is_under_way(place: Place) -> None:
    place.proxy.faults = [kinds.silence]
    first = start(place.home, "sync", "--progress")
    assert first.stdout
    assert json.loads(first.stdout.readline())["phase"] == "connecting"
    second = run(place.home, "sync")
    assert second.is_a_sentence
    assert "under way" in second.complained
    first.terminate()
    assert finish(first).status == 1


def test_a_sync_that_is_asked_to_end_ends_at_once_and_the_next_completes(place: Place) -> None:
    write_much(place.settings)
    place.proxy.faults = [None, kinds.silence]
    process = start(place.home, "sync", "--progress")
    assert process.stdout
    while json.loads(process.stdout.readline())["type"] != "changes":
        pass  # until the first answer is in
    asked = time.monotonic()
    process.terminate()
    ended = finish(process)
    assert time.monotonic() - asked < 10
    assert ended.is_a_sentence
    assert "Stopped" in ended.complained
    place.proxy.faults = []
    require_prefix(place.home, place.settings)
    assert run(place.home, "sync").status == 0
    require_same(place.home, place.settings)


def test_many_at_once_never_speak_of_a_locked_database(place: Place) -> None:
    write_much(place.settings)
    syncs = [start(place.home, "sync") for _ in range(3)]
    searches = [start(place.home, "search", "travel") for _ in range(2)]
    ended = [finish(process) for process in syncs]
    assert any(one.status == 0 for one in ended)
    assert all(one.status == 0 or "under way" in one.complained for one in ended)
    found = [finish(process) for process in searches]
    assert all("vademecum://page/travel" in one.said for one in found)
    require_same(place.home, place.settings)


def test_a_full_disk_is_a_sentence_and_reading_goes_on(place: Place) -> None:
    write_much(place.settings)
    largest = max(path.stat().st_size for path in place.home.root.glob("*.db"))
    ended = run(place.home, "sync", short_of=f"file-size={largest + 65_536}")
    assert ended.is_a_sentence
    assert "no room" in ended.complained
    for size in (largest + 65_536, 4_096):  # with the second, a log cannot even be begun
        found = run(place.home, "search", "travel", short_of=f"file-size={size}")
        assert "vademecum://page/travel" in found.said
    ended = run(place.home, "sync", short_of="file-size=4096")
    assert ended.is_a_sentence
    require_prefix(place.home, place.settings)
    assert run(place.home, "sync").status == 0
    require_same(place.home, place.settings)


def test_a_home_that_cannot_be_written_can_still_be_read(place: Place) -> None:
    write_much(place.settings)
    files = [path for path in place.home.root.rglob("*") if path.is_file()]
    rights = {path: path.stat().st_mode for path in [*files, place.home.root]}
    for path, mode in rights.items():
        path.chmod(mode & 0o555)
    try:
        ended = run(place.home, "sync", short_of="privilege")
        found = run(place.home, "search", "travel", short_of="privilege")
        status = run(place.home, "status", "--json", short_of="privilege")
    finally:
        for path, mode in rights.items():
            path.chmod(mode)
    assert ended.is_a_sentence
    assert "cannot be written" in ended.complained
    assert "vademecum://page/travel" in found.said
    assert json.loads(status.said)["people"] == 1
    assert run(place.home, "sync").status == 0

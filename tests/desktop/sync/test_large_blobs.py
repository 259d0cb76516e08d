"""A large picture over a bad line: it comes in the end, and nothing of it twice."""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Connection

from desktop.errors import ServerUnreachable
from desktop.store.blobs import Blobs
from desktop.store.downloads import Downloads
from desktop.store.engine import open_database
from desktop.store.facts import IMAGE_RANK
from desktop.store.shelf import Room, Wanted
from desktop.sync.budget import Budget, Line
from desktop.sync.fetching import Fetching, batch
from desktop.sync.http import HttpRemote
from desktop.sync.large_blobs import LARGE, fetch_large
from desktop.sync.patience import Chance, Patience
from server import blobs
from server.database import open_database as open_server
from server.database import transact
from server.settings import Settings
from tests import servers
from tests.desktop.sync.ledger import Counted
from tests.entities import page, space
from tests.faults.homes import Nobody
from tests.faults.line import Quality, bad_line
from tests.memory_server import MemoryRemote, MemoryServer
from wire.bodies import Attachment

KEY = bytes(range(32))
PICTURE = random.Random(1).randbytes(600_000)
NAME = sha256(PICTURE).hexdigest()


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Blobs]:
    engine = open_database(tmp_path / "blobs.db", KEY)
    yield Blobs(engine)
    engine.dispose()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A server with one page that shows the picture."""
    settings = servers.sqlite_settings(tmp_path)
    attached = Attachment(hash=NAME, name="a.png", type="image/png", size=len(PICTURE))
    servers.write_entities(settings, space("handbook"), page("pumps", attachments=(attached,)))

    def work(tx: Connection) -> str:
        return blobs.keep(tx, settings.files, PICTURE)

    engine = open_server(settings)
    transact(engine, work)
    engine.dispose()
    return settings


@contextmanager
def remote_to(address: str, settings: Settings) -> Iterator[HttpRemote]:
    chance = Chance(sleep=lambda seconds: None, jitter=lambda: 0.0)
    token = servers.token_for(settings, "ada")
    reach = functools.partial(HttpRemote, address, token, chance=chance)
    with closing(reach(patience=Patience(tries=20))) as remote:
        yield remote


def test_a_line_that_is_cut_again_and_again_carries_it_once(
    settings: Settings, held: Blobs
) -> None:
    quality = Quality(rate=400_000, delay=0.0, cut_every=0.4)
    with servers.running(settings) as url, bad_line(url, quality) as line:
        with remote_to(line.address, settings) as remote:
            came = fetch_large(remote, held.downloads, NAME, len(PICTURE))
        assert dict(came.found) == {NAME: PICTURE}
        assert line.cuts >= 2
        assert line.carried < len(PICTURE) * 1.1


class Breaking(MemoryRemote):
    """A line that is lost for good after so many bytes."""

    def blob(self, sha256: str, *, start: int, size: int, take: object) -> None:
        self.starts = [*getattr(self, "starts", []), start]
        assert callable(take)
        take(self.server.blobs[sha256][start : start + 100_000])
        if start + 100_000 < size:
            raise ServerUnreachable("Gone.")


def test_what_has_come_of_it_waits_for_the_next_pass(held: Blobs) -> None:
    server = MemoryServer()
    server.keep(PICTURE)
    remote = Breaking(server, "ada")
    for _ in range(5):
        with pytest.raises(ServerUnreachable):
            fetch_large(remote, held.downloads, NAME, len(PICTURE))
    assert dict(fetch_large(remote, held.downloads, NAME, len(PICTURE)).found) == {NAME: PICTURE}
    assert remote.starts == [0, 100_000, 200_000, 300_000, 400_000, 500_000]


def test_one_that_is_not_as_large_as_was_said_comes_with_others(held: Blobs) -> None:
    server = MemoryServer()
    server.keep(PICTURE)
    remote = MemoryRemote(server, "ada")
    came = fetch_large(remote, held.downloads, NAME, len(PICTURE) + 1)
    assert dict(came.found) == {NAME: PICTURE}


def test_one_that_came_damaged_is_begun_anew(held: Blobs) -> None:
    server = MemoryServer()
    server.blobs[NAME] = PICTURE[:-1] + b"?"
    came = fetch_large(MemoryRemote(server, "ada"), held.downloads, NAME, len(PICTURE))
    assert (dict(came.found), came.damaged) == ({}, 1)
    assert list(held.downloads.parts(NAME)) == []


def test_what_nobody_refers_to_any_more_is_forgotten_half_way(held: Blobs) -> None:
    downloads: Downloads = held.downloads
    downloads.append(NAME, 0, PICTURE[:1000])
    held.keep_only([NAME])
    assert list(downloads.parts(NAME)) == [PICTURE[:1000]]
    held.keep_only([])
    assert list(downloads.parts(NAME)) == []


def test_a_large_one_travels_alone() -> None:
    small = Wanted(hash="a", rank=IMAGE_RANK, size=100)
    large = Wanted(hash="b", rank=IMAGE_RANK, size=LARGE)
    assert batch([small, small, large], None) == [small, small]
    assert batch([large, small], None) == [large]


def test_one_of_unknown_size_that_is_cut_among_others_goes_on_alone(
    settings: Settings, held: Blobs
) -> None:
    quality = Quality(rate=400_000, delay=0.0, cut_every=0.4)
    unknown = Wanted(hash=NAME, rank=IMAGE_RANK)
    with (
        servers.running(settings) as url,
        bad_line(url, quality) as line,
        remote_to(line.address, settings) as remote,
    ):
        budget = Budget(Counted(), Line(), lambda: remote.received)
        fetching = Fetching(remote, held, budget, Nobody())
        fetched = fetching.run([unknown], Room(10**9, 10**9), lambda: 0.0)
    assert fetched.came == 1
    assert held.get(NAME) == PICTURE

"""Passes over a line that costs money, over a small disk, and for what is pinned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Engine

from desktop.records import SyncReport
from desktop.search.index import SearchIndex
from desktop.store.blobs import Blobs
from desktop.store.engine import open_database
from desktop.store.replica import Replica
from desktop.store.shelf import QUOTA, Shelf
from desktop.sync.budget import ROWS_FLOOR, Budget, Line
from desktop.sync.engine import SyncEngine
from desktop.sync.fetching import FACE_SIZE
from tests.desktop.sync.ledger import Counted
from tests.entities import page, person, space
from tests.faults.homes import Nobody
from tests.memory_server import MemoryRemote, MemoryServer
from wire.bodies import Attachment, Photo
from wire.messages import EnrolRequest

KEY = bytes(range(32))
FREE = Line()


@dataclass
class Van:
    """A replica that travels: each pass over the line it happens to have."""

    server: MemoryServer
    remote: MemoryRemote
    engine: Engine
    blobs_engine: Engine
    replica: Replica
    ledger: Counted = field(default_factory=Counted)

    def sync(self, line: Line, pins: Sequence[str] = (), quota: int = QUOTA) -> SyncReport:
        return SyncEngine(
            self.remote,
            self.replica,
            Blobs(self.blobs_engine),
            Nobody(),
            shelf=Shelf(lambda: self.engine, self.blobs_engine, pins, quota),
            budget=Budget(self.ledger, line, lambda: self.remote.received),
        ).run()

    def picture(self, name: str, size: int) -> Attachment:
        digest = self.server.keep(name.encode().ljust(size, b"."))
        return Attachment(hash=digest, name="a", type="image/png", size=size)

    def here(self, *pictures: Attachment) -> list[bool]:
        missing = Blobs(self.blobs_engine).missing(one.hash for one in pictures)
        return [one.hash not in missing for one in pictures]


@contextmanager
def opened(path: Path) -> Iterator[Engine]:
    engine = open_database(path, KEY)
    yield engine
    engine.dispose()


@pytest.fixture
def van(tmp_path: Path) -> Iterator[Van]:
    server = MemoryServer()
    server.write(space("handbook"), space("depot"))
    remote = MemoryRemote(server, "ada")
    enrolled = remote.enrol(EnrolRequest(name="van", client="0.1.0"))
    with opened(tmp_path / "replica.db") as engine, opened(tmp_path / "blobs.db") as blobs:
        replica = Replica.create(engine, SearchIndex(), enrolled.replica)
        yield Van(server, remote, engine, blobs, replica)


def metered(budget: int) -> Line:
    return Line(metered=True, budget=budget)


def test_faces_come_over_a_metered_line_and_large_pictures_wait_for_the_next_one(
    van: Van,
) -> None:
    plan = van.picture("plan", 500_000)
    faces = [van.picture(f"face {number}", 3_000) for number in range(8)]
    van.server.write(page("a", attachments=(plan,)))
    van.server.write(
        *(person(f"p{at}", photo=Photo(thumbnail=one.hash)) for at, one in enumerate(faces))
    )
    report = van.sync(metered(100_000))
    assert (report.up_to_date, report.blobs, report.photos_waiting) == (True, 8, 1)
    assert van.here(plan, *faces) == [False] + 8 * [True]
    assert van.ledger.spent.blobs == 24_000
    assert van.sync(metered(100_000)).photos_waiting == 1
    report = van.sync(FREE)
    assert (report.blobs, report.photos_waiting) == (1, 0)
    assert van.ledger.spent.free >= 500_000


def test_the_budget_is_asked_between_requests_not_only_at_the_start(van: Van) -> None:
    faces = [van.picture(f"face {number}", 3_000) for number in range(200)]
    van.server.write(
        *(person(f"p{at}", photo=Photo(thumbnail=one.hash)) for at, one in enumerate(faces))
    )
    report = van.sync(metered(150_000))
    assert 30 <= report.blobs <= 60
    assert report.blobs + report.photos_waiting == 200
    assert van.ledger.spent.metered <= 150_000 + FACE_SIZE
    more = van.sync(metered(150_000))
    assert more.blobs <= 20
    assert van.ledger.spent.metered <= 150_000 + FACE_SIZE


def test_a_budget_that_is_used_up_lets_changed_rows_pass_and_no_picture(van: Van) -> None:
    van.sync(FREE)
    face = van.picture("face", 3_000)
    van.server.write(person("bob", photo=Photo(thumbnail=face.hash)))
    report = van.sync(metered(0))
    assert (report.up_to_date, report.rows, report.blobs, report.photos_waiting) == (True, 1, 0, 1)
    assert not report.rows_waiting


def test_beyond_the_floor_rows_wait_too_and_what_came_stays(van: Van) -> None:
    for number in range(3):
        van.server.write(*(person(f"p{number}-{part}") for part in range(400)))
    van.ledger.spent = van.ledger.spend(rows=ROWS_FLOOR - 2)
    report = van.sync(metered(0))
    assert (report.up_to_date, report.rows_waiting) == (False, True)
    came = van.replica.counts().get("person", 0)
    assert 0 < came < 1_200
    assert van.sync(metered(0)).rows == 0, "nothing is asked for any more"
    report = van.sync(FREE)
    assert (report.up_to_date, report.rows_waiting) == (True, False)
    assert van.replica.counts()["person"] == 1_200


def test_people_come_before_what_is_pinned_and_that_before_the_rest(van: Van) -> None:
    plan, map_ = van.picture("plan", 60_000), van.picture("map", 60_000)
    face = van.picture("face", 3_000)
    van.server.write(page("a", attachments=(plan,)), page("z", "Z", attachments=(map_,)))
    van.server.write(person("bob", photo=Photo(thumbnail=face.hash)))
    report = van.sync(metered(100_000), pins=["page:z"])
    assert van.replica.counts()["person"] == 1
    assert van.here(map_, face, plan) == [True, True, False]
    assert report.photos_waiting == 1


def test_a_small_disk_takes_what_fits_and_does_not_fetch_in_circles(van: Van) -> None:
    pictures = [van.picture(f"picture {number}", 40_000) for number in range(5)]
    van.server.write(*(page(f"p{at}", attachments=(one,)) for at, one in enumerate(pictures)))
    report = van.sync(FREE, quota=100_000)
    assert (report.blobs, report.photos_waiting) == (2, 0)
    assert van.sync(FREE, quota=100_000).blobs == 0
    assert van.here(*pictures) == [True, True, False, False, False]


def test_what_was_looked_for_is_fetched_and_what_nobody_looks_at_makes_way(van: Van) -> None:
    pictures = [van.picture(f"picture {number}", 40_000) for number in range(4)]
    van.server.write(*(page(f"p{at}", attachments=(one,)) for at, one in enumerate(pictures)))
    van.sync(FREE, quota=100_000)
    shelf = Shelf(lambda: van.engine, van.blobs_engine)
    shelf.note_use([pictures[1].hash])
    shelf.note_use([pictures[3].hash])
    assert van.sync(FREE, quota=100_000).blobs == 1
    assert van.here(*pictures) == [False, True, False, True]
    assert van.sync(FREE, quota=100_000).blobs == 0


@pytest.mark.parametrize("affordable", [True, False])
def test_a_snapshot_comes_over_a_metered_line_only_if_it_fits_what_is_left(
    van: Van, affordable: bool
) -> None:
    for number in range(5):
        van.server.write(*(person(f"p{number}-{part}") for part in range(100)))
    offer = van.server.snapshot("all")
    report = van.sync(metered(offer.bytes + 1_000 if affordable else offer.bytes - 1))
    assert report.up_to_date
    assert van.replica.counts()["person"] == 500
    assert bool(van.remote.spans) is affordable
    assert (van.ledger.spent.rows >= offer.bytes) is affordable

"""Damage, whatever it hit: reading goes on where it can, and the next sync or connect mends it."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import update

from desktop.compose import doctor, sync
from desktop.errors import BeingRebuilt, ReplicaDamaged
from desktop.health import BEGIN_ANEW
from desktop.opening import open_library
from desktop.passes import MENDED
from desktop.paths import Home
from desktop.records import SearchRequest
from desktop.security.keys import load_key
from desktop.store.engine import checkpoint, open_database, reading, transaction
from desktop.store.rowset import RowSet
from desktop.store.schema import replica
from tests import servers
from tests.desktop.sites import Site
from tests.entities import page
from tests.faults.homes import Nobody, require_same

PAGE = 4096


@pytest.fixture
def synced(site: Site) -> Site:
    """A home that holds everything, closed, in whole files."""
    site.connect("ada")
    site.sync()
    return site


def flip(path: Path, *, first: int, last: int | None = None) -> None:
    """Flip a bit in each page from ``first`` to before ``last``."""
    data = bytearray(path.read_bytes())
    for at in range(first * PAGE + 50, len(data) if last is None else last * PAGE, PAGE):
        data[at] ^= 1
    path.write_bytes(data)


def execute(home: Home, statement: str) -> None:
    engine = open_database(home.replica(1), load_key(home))
    with transaction(engine) as tx:
        tx.exec_driver_sql(statement)
    engine.dispose()


def wrong(home: Home) -> dict[str, str]:
    return {one.name: one.advice for one in doctor(home) if not one.ok}


def found(home: Home) -> int:
    with closing(open_library(home)) as library:
        return library.search(SearchRequest(query="travel")).total


@pytest.mark.parametrize("name", ["replica", "blobs"])
def test_what_the_doctor_finds_damaged_the_next_sync_begins_anew(synced: Site, name: str) -> None:
    path = synced.home.root / f"{name}.db"
    last = path.stat().st_size // PAGE
    flip(path, first=last - 1, last=last)
    assert wrong(synced.home)[name] == BEGIN_ANEW
    synced.sync()
    assert wrong(synced.home) == {}
    assert not path.exists()
    require_same(synced.home, synced.settings)


def test_damage_that_a_sync_comes_upon_is_mended_by_that_sync(synced: Site) -> None:
    flip(synced.home.replica(1), first=12)
    servers.write_entities(synced.settings, page("travel", text="Something else."))
    synced.sync()
    require_same(synced.home, synced.settings)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stream SET n = n + 1",
        "DELETE FROM record WHERE kind = 'person'",
        "DELETE FROM document WHERE key = 'page:travel'",
        "DELETE FROM short_data WHERE id > 10",
    ],
)
def test_what_no_longer_agrees_is_made_to_agree_by_the_next_sync(
    synced: Site, statement: str
) -> None:
    execute(synced.home, statement)
    assert wrong(synced.home)
    synced.sync()
    assert wrong(synced.home) == {}
    require_same(synced.home, synced.settings)


@pytest.mark.parametrize("damage", [b"", b"garbage" * 999])
def test_without_pictures_reading_goes_on(synced: Site, damage: bytes) -> None:
    synced.home.blobs(1).write_bytes(damage)
    assert found(synced.home) == 1
    synced.sync()
    assert wrong(synced.home) == {}


@pytest.mark.parametrize("damage", [b"", b"garbage" * 999])
def test_a_damaged_outbox_is_set_aside_by_connecting_again(synced: Site, damage: bytes) -> None:
    synced.home.outbox.write_bytes(damage)
    assert found(synced.home) == 1
    assert synced.status().server is None
    with pytest.raises(ReplicaDamaged, match="Connect again"):
        sync(synced.home, Nobody())
    synced.connect("ada")
    assert (synced.home.root / "outbox-damaged-1").read_bytes() == damage
    synced.sync()
    assert wrong(synced.home) == {}


def test_an_outbox_damaged_deep_inside_is_noticed_when_connecting(synced: Site) -> None:
    flip(synced.home.outbox, first=2)
    synced.connect("ada")
    synced.sync()
    assert wrong(synced.home) == {}


def test_a_pointer_to_the_files_that_cannot_be_read_is_written_anew_by_a_sync(
    synced: Site,
) -> None:
    synced.home.current.write_bytes(b"")
    with pytest.raises(ReplicaDamaged, match="Sync"):
        open_library(synced.home)
    synced.sync()
    assert wrong(synced.home) == {}


def test_who_has_a_replica_open_is_told_that_another_took_its_place(synced: Site) -> None:
    with closing(open_library(synced.home)) as library:
        synced.sync()
        assert not library.is_replaced()
        synced.home.replica(1).write_bytes(b"")
        synced.sync()
        assert library.is_replaced()


def test_what_another_version_derived_is_made_again_by_a_sync(
    synced: Site,
) -> None:
    engine = open_database(synced.home.replica(1), load_key(synced.home))
    with transaction(engine) as tx:
        tx.execute(update(replica).values(derived_version="0.0"))
        tx.exec_driver_sql("DROP TABLE record")
        tx.exec_driver_sql("CREATE TABLE known_to_another (secret TEXT)")
    checkpoint(engine)
    engine.dispose()
    with pytest.raises(BeingRebuilt, match="again"):
        found(synced.home)
    synced.sync()
    assert found(synced.home) == 1
    assert wrong(synced.home) == {}
    assert "known_to_another" not in tables(synced.home)


def tables(home: Home) -> set[str]:
    engine = open_database(home.replica(1), load_key(home))
    with reading(engine) as tx:
        names = set(tx.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
    engine.dispose()
    return names


@pytest.mark.expects_log
def test_what_a_replica_lost_without_a_trace_is_found_by_the_check_and_reported(
    synced: Site,
) -> None:
    engine = open_database(synced.home.replica(1), load_key(synced.home))
    with transaction(engine) as tx:
        rows = RowSet.load(tx)
        place = "FROM row WHERE key = 'page:travel'"
        stream, seq = tx.exec_driver_sql(f"SELECT stream, seq {place}").one()
        rows.streams[stream].count("page:travel", gone=seq, come=None)
        rows.store()
        tx.exec_driver_sql(f"DELETE {place}")
    engine.dispose()
    servers.write_entities(synced.settings, page("other", text="Something else."))
    report = sync(synced.home, Nobody())
    assert report.mended == (stream,)
    with closing(open_library(synced.home)) as library:
        assert library.passes()[0].outcome == MENDED
        assert library.status().up_to_date
    require_same(synced.home, synced.settings)
    assert sync(synced.home, Nobody()).mended == ()


@pytest.mark.skipif(sys.platform == "win32", reason="rights are not kept in modes there")
def test_nobody_else_may_read_any_file_of_a_home(site: Site) -> None:
    before = os.umask(0o022)
    try:
        site.home.root.mkdir(mode=0o755)
        site.connect("ada")
        with closing(open_library(site.home)):
            site.sync()
            files = [path for path in site.home.root.rglob("*") if path.is_file()]
            assert {path.name: oct(path.stat().st_mode & 0o077) for path in files} == {
                path.name: "0o0" for path in files
            }
    finally:
        os.umask(before)

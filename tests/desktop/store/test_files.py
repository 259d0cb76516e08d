"""The files of a home: opened together, found damaged, begun anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.errors import NotConnected, ReplicaDamaged
from desktop.paths import Home
from desktop.store.current import read_current
from desktop.store.engine import check_integrity
from desktop.store.files import Store, open_store, start_replica
from desktop.store.mending import replace_damaged
from desktop.store.outbox import ServerConnection
from tests.desktop.replicas import KEY, REPLICA_ID, DocumentTable, Feed
from wire.bodies import Names, PersonCore

ADA = PersonCore(names=Names(display="Ada Berg"))
CONNECTION = ServerConnection(
    server="https://vademecum.example", viewer="person:7f", replica="d3b0", token="t", epoch="e"
)
PAGE = 4096


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(50, len(data), PAGE):
        data[at] ^= 1
    path.write_bytes(data)


def cut_a_page(path: Path) -> None:
    os.truncate(path, path.stat().st_size - PAGE)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def add_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes() + bytes(PAGE))


DAMAGE: dict[str, Callable[[Path], None]] = {
    "bits flipped": flip,
    "a page cut off": cut_a_page,
    "emptied": empty,
    "removed": Path.unlink,
    "a page too many": add_a_page,
}


def filled(store: Store, feed: Feed) -> None:
    store.outbox.connect(CONNECTION)
    feed.bring(("all", "person:7f#core", ADA))
    store.blobs.put("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", b"hello")
    store.settle()
    store.close()


def noticed(home: Home) -> bool:
    try:
        store = open_store(home, KEY, DocumentTable())
    except ReplicaDamaged:
        return True
    problems = check_integrity(store.engine) + check_integrity(store.blobs_engine)
    store.close()
    return bool(problems)


def test_an_empty_home_is_not_connected(home: Home) -> None:
    with pytest.raises(NotConnected):
        open_store(home, KEY, DocumentTable())


def test_what_was_stored_is_there_after_opening_again(home: Home, store: Store, feed: Feed) -> None:
    filled(store, feed)
    again = open_store(home, KEY, DocumentTable())
    assert again.replica.counts() == {"person": 1}
    assert again.outbox.connection() == CONNECTION
    again.close()


@pytest.mark.parametrize("name", ["replica.db", "blobs.db"])
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=list(DAMAGE))
def test_damage_to_a_file_is_noticed(
    home: Home, store: Store, feed: Feed, damage: Callable[[Path], None], name: str
) -> None:
    filled(store, feed)
    assert not noticed(home)
    damage(home.root / name)
    assert noticed(home)


def test_an_old_copy_of_the_replica_is_noticed(home: Home, store: Store, feed: Feed) -> None:
    store.settle()
    store.close()
    shutil.copy(home.replica(1), home.root / "copy")
    filled(store, feed)
    shutil.copy(home.root / "copy", home.replica(1))
    with pytest.raises(ReplicaDamaged, match="old copy"):
        open_store(home, KEY, DocumentTable())


def test_a_replica_of_another_home_is_noticed(
    home: Home, store: Store, feed: Feed, tmp_path: Path
) -> None:
    filled(store, feed)
    other = Home(tmp_path / "other")
    other.root.mkdir()
    start_replica(other, KEY, DocumentTable(), "another")
    shutil.copy(other.replica(1), home.replica(1))
    with pytest.raises(ReplicaDamaged):
        open_store(home, KEY, DocumentTable())


@pytest.mark.parametrize("damage", [flip, empty, Path.unlink])
def test_a_damaged_replica_is_followed_by_a_new_file_and_the_outbox_stays(
    home: Home, store: Store, feed: Feed, damage: Callable[[Path], None]
) -> None:
    filled(store, feed)
    damage(home.replica(1))
    assert replace_damaged(home, KEY, DocumentTable()) == ("replica", "blobs")
    again = open_store(home, KEY, DocumentTable())
    assert again.replica.state().replica == REPLICA_ID
    assert again.replica.state().cursor is None
    assert again.outbox.connection() == CONNECTION
    assert not noticed(home)
    again.close()


def test_damaged_blobs_alone_leave_the_replica(home: Home, store: Store, feed: Feed) -> None:
    filled(store, feed)
    empty(home.blobs(1))
    assert replace_damaged(home, KEY, DocumentTable()) == ("blobs",)
    again = open_store(home, KEY, DocumentTable())
    assert again.replica.counts() == {"person": 1}
    assert again.blobs.count() == 0
    again.close()


def test_nothing_is_replaced_where_nothing_is_damaged(home: Home, store: Store, feed: Feed) -> None:
    filled(store, feed)
    assert replace_damaged(home, KEY, DocumentTable()) == ()


def test_a_new_replica_leaves_no_file_of_the_old_one(home: Home, store: Store, feed: Feed) -> None:
    filled(store, feed)
    start_replica(home, KEY, DocumentTable(), "next")
    names = {path.name for path in home.root.iterdir()}
    assert names == {"replica-2.db", "blobs-2.db", "outbox.db", "current"}
    current = read_current(home)
    assert current is not None
    assert current.id == "next"


def test_a_pointer_that_cannot_be_read_is_a_sentence(home: Home, store: Store) -> None:
    home.current.write_bytes(b"\0\0")
    with pytest.raises(ReplicaDamaged, match="current"):
        open_store(home, KEY, DocumentTable())

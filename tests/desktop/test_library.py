"""What windows and commands get from the library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from desktop.errors import NotHere
from desktop.library import Library
from desktop.paths import Home
from desktop.records import Address, Page, SearchRequest, Status
from desktop.search.engine import Search
from desktop.search.index import SearchIndex
from desktop.store.files import Store
from desktop.store.outbox import ServerConnection
from tests.desktop.replicas import NOON, Feed, new_store
from wire.bodies import Names, PageBody, PersonCore, PostBody


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(Home(tmp_path / "home"), SearchIndex())


@pytest.fixture
def library(store: Store) -> Iterator[Library]:
    later = NOON + timedelta(minutes=5)
    library = Library(store, Search(store.engine), key_storage="a keyring", now=lambda: later)
    yield library
    library.close()


@pytest.fixture
def feed(store: Store) -> Feed:
    feed = Feed(store.replica)
    feed.hold("all")
    return feed


def test_a_new_replica_says_that_nothing_is_here_yet(library: Library) -> None:
    status = library.status()
    assert (status.people, status.pages, status.age_seconds, status.server) == (0, 0, None, None)
    assert not status.up_to_date
    assert status.bytes_on_disk > 0


def test_the_status_counts_what_is_here_and_says_how_old_it_is(
    store: Store, library: Library, feed: Feed
) -> None:
    store.outbox.connect(
        ServerConnection(
            server="https://one.example", viewer="person:7f", replica="r", token="t", epoch="e"
        )
    )
    feed.bring(
        ("all", "person:7f#core", PersonCore(names=Names(display="Ada Berg"))),
        ("all", "page:9c", PageBody(space="s", title="Travel")),
        ("all", "post:1", PostBody(space="s", title="News", text="")),
    )
    status = library.status()
    assert status == Status(
        people=1,
        pages=1,
        posts=1,
        age_seconds=300.0,
        synced_at=NOON.isoformat(),
        bytes_on_disk=status.bytes_on_disk,
        server="https://one.example",
        viewer="person:7f",
        viewer_name="Ada Berg",
        up_to_date=True,
        key_storage="a keyring",
    )


def test_what_a_sync_brought_is_found_and_shown(library: Library, feed: Feed) -> None:
    feed.bring(("all", "page:9c", PageBody(space="s", title="Travel", text="By train.")))
    found = library.search(SearchRequest(query="trav"))
    assert [hit.address.key for hit in found.hits] == ["page:9c"]
    shown = library.show(found.hits[0].address)
    assert isinstance(shown, Page)
    assert shown.text == "By train."


def test_what_a_sync_took_away_is_neither_found_nor_shown(library: Library, feed: Feed) -> None:
    feed.bring(("all", "page:9c", PageBody(space="s", title="Travel")))
    feed.bring(("all", "page:9c", None))
    assert library.search(SearchRequest(query="travel")).hits == ()
    with pytest.raises(NotHere):
        library.show(Address("page", "9c"))


def test_a_picture_is_there_once_it_was_fetched(store: Store, library: Library) -> None:
    hash_ = sha256(b"png").hexdigest()
    assert library.blob(hash_) is None
    store.blobs.put(hash_, b"png")
    assert library.blob(hash_) == b"png"

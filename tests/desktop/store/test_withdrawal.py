"""What was taken away is gone: from every table, and from every file of the home."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import pytest

from desktop.paths import Home
from desktop.search.index import SearchIndex
from desktop.store.engine import reading
from desktop.store.files import Store
from tests.desktop.dump import dump, raw_files
from tests.desktop.replicas import KEY, Feed, impatient, new_store
from wire.bodies import (
    Attachment,
    CommentBody,
    Names,
    PageBody,
    PersonContact,
    PersonCore,
    SpaceBody,
)

PLANTED = ("zanzibarquoll", "ultramarinewombat", "perplexednewt")
SECRET_IMAGE = b"\x89PNG " + b"perplexednewt" * 30_000
OPEN_IMAGE = b"\x89PNG open"


def attachment(data: bytes, name: str) -> Attachment:
    hash_ = sha256(data).hexdigest()
    return Attachment(hash=hash_, name=name, type="image/png", size=len(data))


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    opened = new_store(home, SearchIndex())
    yield opened
    opened.close()


@pytest.fixture
def feed(store: Store) -> Feed:
    """A replica that holds a space open to all and one that is not."""
    feed = Feed(store.replica)
    feed.hold("all", "space:open", "space:closed")
    page = PageBody(
        space="closed",
        title=f"The {PLANTED[0]} plan",
        text=f"Nobody may know of {PLANTED[1]}. " * 40,
        aliases=(PLANTED[0],),
        attachments=(attachment(SECRET_IMAGE, "perplexednewt.png"),),
    )
    feed.bring(
        ("all", "person:7f#core", PersonCore(names=Names(display="Ada Berg"))),
        ("space:closed", "space:closed", SpaceBody(names={"en": f"Closed {PLANTED[0]}"})),
        ("space:closed", "page:9c", page),
        (
            "space:closed",
            "comment:5",
            CommentBody(space="closed", on="page:9c", text=f"Long live {PLANTED[1]}"),
        ),
        (
            "space:open",
            "page:1a",
            PageBody(
                space="open", title="Travel", attachments=(attachment(OPEN_IMAGE, "map.png"),)
            ),
        ),
    )
    for data in (SECRET_IMAGE, OPEN_IMAGE):
        store.blobs.put(sha256(data).hexdigest(), data)
    return feed


def test_the_dump_sees_what_is_there(home: Home, feed: Feed) -> None:
    everything = dump(home, KEY)
    assert all(word in everything for word in PLANTED)


def test_nothing_of_a_lost_stream_is_left_in_any_table_or_file(
    home: Home, store: Store, feed: Feed
) -> None:
    feed.list_streams("all", "space:open")
    assert store.replica.scrub(store.blobs)
    everything, files = dump(home, KEY), raw_files(home)
    for word in PLANTED:
        assert word not in everything
        assert not [name for name, data in files.items() if word.encode() in data]
    assert "travel" in everything
    assert store.blobs.get(sha256(OPEN_IMAGE).hexdigest()) == OPEN_IMAGE
    assert store.blobs.get(sha256(SECRET_IMAGE).hexdigest()) is None
    assert not store.replica.scrub_owed()


def test_the_log_is_empty_after_the_cleaning(home: Home, store: Store, feed: Feed) -> None:
    feed.list_streams("all", "space:open")
    assert store.replica.scrub(store.blobs)
    logs = [data for name, data in raw_files(home).items() if name.endswith("-wal")]
    assert len(logs) >= 2
    assert all(not data for name, data in raw_files(home).items() if name == "replica.db-wal")


def test_a_reader_in_the_way_leaves_the_cleaning_owed(store: Store, feed: Feed) -> None:
    impatient(store.engine)
    feed.list_streams("all", "space:open")
    with reading(store.engine) as tx:
        tx.exec_driver_sql("SELECT count(*) FROM row").scalar()
        assert not store.replica.scrub(store.blobs)
        assert store.replica.scrub_owed()
    assert store.replica.scrub(store.blobs)
    assert not store.replica.scrub_owed()


def test_a_withdrawn_facet_is_cleaned_away_too(home: Home, store: Store, feed: Feed) -> None:
    feed.bring(("all", "person:7f#contact", PersonContact(chat="@ultramarinewombat9")))
    store.replica.scrub()
    feed.bring(("all", "person:7f#contact", None))
    assert store.replica.scrub_owed()
    assert store.replica.scrub()
    assert "ultramarinewombat9" not in dump(home, KEY)


def test_nothing_is_owed_where_nothing_was_taken_away(store: Store, feed: Feed) -> None:
    assert not store.replica.scrub_owed()
    assert store.replica.scrub()

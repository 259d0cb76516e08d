"""What was taken away is gone: from every table, and from every file of the home."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

import pytest

from desktop.paths import Home
from desktop.search.index import SearchIndex
from desktop.store.current import Current, write_current
from desktop.store.engine import checkpoint, reading
from desktop.store.files import Store, open_store
from desktop.store.mending import replace_damaged
from desktop.store.renewal import NO_MATTER, Renewal
from tests.desktop.dump import dump, raw_files
from tests.desktop.replicas import KEY, NOON, Feed, impatient, new_store
from tests.faults.plaintext import decrypted
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


def test_no_rest_of_it_is_left_in_the_unused_parts_of_pages(
    home: Home, store: Store, feed: Feed
) -> None:
    plenty = "".join(f"{PLANTED[0]} number {number}. " for number in range(30))
    for number in range(300):
        body = CommentBody(space="closed", on="page:9c", text=f"{number}: {plenty[number:]}")
        feed.bring(("space:closed", f"comment:c{number}", body))
    assert rests(home) > 300
    feed.list_streams("all", "space:open")
    assert store.replica.scrub(store.blobs)
    assert rests(home) == 0


def rests(home: Home) -> int:
    return sum(
        data.count(word.encode()) for _, data in decrypted(home.root, KEY) for word in PLANTED
    )


def test_a_reader_of_the_replica_is_not_in_the_way(home: Home, store: Store, feed: Feed) -> None:
    reader, before = open_store(home, KEY, SearchIndex()), store.current
    feed.list_streams("all", "space:open")
    with reading(reader.engine) as tx:
        tx.exec_driver_sql("SELECT count(*) FROM row").scalar()
        assert store.replica.scrub(store.blobs)
        assert tx.exec_driver_sql("SELECT count(*) FROM row").scalar() == 2
    assert reader.is_replaced()
    reader.close()
    assert not home.replica(before.replica).exists()
    assert rests(home) == 0


def test_a_reader_of_the_pictures_leaves_the_cleaning_owed(store: Store, feed: Feed) -> None:
    impatient(store.blobs_engine)
    feed.list_streams("all", "space:open")
    with reading(store.blobs_engine) as tx:
        tx.exec_driver_sql("SELECT count(*) FROM chunk").scalar()
        assert not store.replica.scrub(store.blobs)
        assert store.replica.scrub_owed()
    assert store.replica.scrub(store.blobs)
    assert not store.replica.scrub_owed()


def test_a_cleaned_replica_goes_on_where_it_was(home: Home, store: Store, feed: Feed) -> None:
    feed.list_streams("all", "space:open")
    before = store.replica.state()
    assert store.replica.scrub(store.blobs)
    assert store.replica.state() == before
    feed.bring(("space:open", "page:2b", PageBody(space="open", title="Trains")))
    store.settle()
    again = open_store(home, KEY, SearchIndex())
    assert again.replica.counts() == {"person": 1, "page": 2}
    again.close()


def test_what_a_killed_cleaning_had_written_is_removed_by_the_next(
    home: Home, store: Store, feed: Feed
) -> None:
    (home.root / "replica-2.db.new").write_bytes(b"half of it")
    feed.list_streams("all", "space:open")
    assert store.replica.scrub(store.blobs)
    assert not list(home.root.glob("*.new"))


def test_a_large_file_is_written_again_for_single_rows_once_a_day(home: Home) -> None:
    with home.replica(1).open("wb") as file:
        file.truncate(NO_MATTER)
    write_current(home, Current(replica=1, blobs=1, id="d3b0", begun=NOON))
    hours = 0
    renewal = Renewal(home=home, key=KEY, cache_mb=2, now=lambda: NOON + timedelta(hours=hours))
    assert not renewal.is_due()
    for hours, due in ((23, False), (24, True), (-24, True)):  # noqa: B007 - the clock reads it
        assert renewal.is_due() == due
    hours = 0
    home.replica(1).write_bytes(b"little")
    assert renewal.is_due()


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


def test_what_a_kill_left_of_the_old_file_goes_with_the_next_sync(
    home: Home, store: Store, feed: Feed
) -> None:
    checkpoint(store.engine)
    old = home.replica(1).read_bytes()
    feed.list_streams("all", "space:open")
    assert store.replica.scrub(store.blobs)
    home.replica(1).write_bytes(old)  # killed after the new file came into use
    assert replace_damaged(home, KEY, SearchIndex()) == ()
    assert not home.replica(1).exists()
    everything = dump(home, KEY)
    assert not [word for word in PLANTED if word in everything]

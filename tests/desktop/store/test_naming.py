"""A snapshot's people are found by name, and open, before anything else is made of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from desktop.paths import Home
from desktop.records import Address, Person, SearchRequest
from desktop.search.contents import indexed_keys
from desktop.search.engine import Search
from desktop.search.index import SearchIndex
from desktop.store.agreement import damaged_indexes, wrong_documents, wrong_records
from desktop.store.deriving import all_entities, derive
from desktop.store.engine import reading, transaction
from desktop.store.files import Store, open_store
from desktop.store.reader import Reader
from desktop.store.snapshot_import import SnapshotImport
from tests.desktop.replicas import EPOCH, KEY, Feed, new_store, row, stream_list
from wire.bodies import Membership, Names, OtherName, PersonContact, PersonCore, Phone, UnitBody
from wire.messages import PullResponse, SnapshotOffer

ROWS = (
    row("all", "unit:1", 1, UnitBody(names={"de": "Einkauf"})),
    row("all", "person:1#contact", 2, PersonContact(phones=(Phone(text="040 1234"),))),
    row("all", "person:1#core", 3, PersonCore(role="Leiterin",
        names=Names(display="Dr. Ada Stein", given="Ada", family="Stein",
                    other=(OtherName(name="Ada Kiesel"),)),
        memberships=(Membership(unit="1"),))),
    row("all", "person:2#core", 4, PersonCore(names=Names(display="Bo Berg"), left="2020-01-01")),
    row("all", "person:3#core", 5, b'{"names":'),
    row("all", "person:4#contact", 6, PersonContact(chat="four")),
)  # fmt: skip
OFFER = SnapshotOffer(sha256="0" * 64, bytes=1, expanded=1, rows=len(ROWS), seq=9)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A replica that is about to fill the stream ``all`` from its beginning."""
    store = new_store(Home(tmp_path), SearchIndex())
    answer = PullResponse(epoch=EPOCH, cursor=9, reset=True, streams=stream_list("all"))
    Feed(store.replica).apply(answer)
    yield store
    store.close()


def put(store: Store, *, batch: int = 6) -> SnapshotImport:
    """Have the rows in, as far as they are not."""
    importing = store.replica.importing("all", OFFER)
    done = importing.begin()
    assert done is not None
    for start in range(done, len(ROWS), batch):
        importing.put(ROWS[start : start + batch])
    return importing


def found(store: Store, query: str) -> list[tuple[str, str]]:
    hits = Search(store.engine).run(SearchRequest(query=query)).hits
    return [(hit.address.key, hit.subtitle.text) for hit in hits]


def require_agreement(store: Store) -> None:
    with reading(store.engine) as tx:
        assert (wrong_records(tx), wrong_documents(tx, indexed_keys(tx))) == (0, 0)
    assert damaged_indexes(store.engine) == []


@pytest.mark.parametrize("batch", [1, 6])
@pytest.mark.parametrize("query", ["ada", "stei", "kiesel", "ada stein"])
def test_people_are_found_and_open_once_their_rows_are_in(
    store: Store, query: str, batch: int
) -> None:
    put(store, batch=batch)
    assert found(store, query) == [("person:1", "Leiterin · Einkauf")]
    card = Reader(store.engine, store.blobs).record(Address("person", "1"))
    assert isinstance(card, Person)
    assert (card.name, card.phones[0].text) == ("Dr. Ada Stein", "040 1234")
    require_agreement(store)


def test_what_is_made_of_the_rows_takes_the_place_of_the_names(store: Store) -> None:
    for share, applied in put(store).derive():
        assert (share, applied.unreadable) == (1.0, 1)
    for query in ("ada", "leiterin", "1234"):
        assert found(store, query) == [("person:1", "Leiterin · Einkauf")]
    assert [key for key, _ in found(store, "stein")] == ["person:1"]
    require_agreement(store)
    with reading(store.engine) as tx:
        counted = tx.exec_driver_sql("SELECT value FROM tally WHERE name = 'documents'").scalar()
        assert counted == len(indexed_keys(tx)) == 3
    assert store.replica.state().booting["all"].at == OFFER.seq


@pytest.mark.parametrize("ended", ["before any", "between two"])
def test_a_pass_that_ends_before_all_is_made_of_the_rows_is_gone_on_with(
    store: Store, tmp_path: Path, ended: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.snapshot_import.DERIVED", 1)
    monkeypatch.setattr("desktop.store.snapshot_import.AT_ONCE", 1)
    making = put(store).derive()
    if ended == "between two":
        next(making)
        next(making)
    with closing(open_store(Home(tmp_path), KEY, SearchIndex())) as later:
        later.replica.complete()
        assert [key for key, _ in found(later, "ada")] == ["person:1"]
        require_agreement(later)
        assert list(put(later).derive())
        later.replica.complete()
        require_as_one_by_one(later)


def test_a_later_row_of_somebody_who_is_only_named_makes_the_whole_of_them(store: Store) -> None:
    put(store)
    feed = Feed(store.replica, seq=10)
    feed.bring(("all", "person:1#core", PersonCore(names=Names(display="Ada Sand"))))
    assert found(store, "stein") == []
    assert found(store, "sand") == [("person:1", "")]
    feed.bring(("all", "person:2#core", None))
    list(put(store).derive())
    assert found(store, "sand") == [("person:1", "")]
    require_as_one_by_one(store)


def test_who_is_nothing_but_a_name_stays_found_when_nothing_comes_but_the_rest(
    store: Store,
) -> None:
    put(store)
    Feed(store.replica, seq=10).bring(("all", "person:2#core", bytes(ROWS[3].body)))
    list(put(store).derive())
    store.replica.complete()
    assert [key for key, _ in found(store, "berg")] == ["person:2"]


def test_names_go_with_their_stream(store: Store) -> None:
    put(store)
    Feed(store.replica, seq=9).list_streams("hr")
    assert found(store, "ada") == []
    with reading(store.engine) as tx:
        assert indexed_keys(tx) == []


def require_as_one_by_one(store: Store) -> None:
    """Records, and what is found, are what deriving from the rows one by one makes."""
    require_agreement(store)
    queries = ("ada", "stein", "kiesel", "einkauf", "1234", "berg", "sand", "leiterin")
    hits = [found(store, query) for query in queries]
    with transaction(store.engine) as tx:
        before = derived(tx)
        derive(tx, SearchIndex(), all_entities(tx))
        assert derived(tx) == before
    assert [found(store, query) for query in queries] == hits


def derived(tx: Connection) -> dict[str, list[str]]:
    return {
        name: sorted(map(str, tx.exec_driver_sql(f"SELECT * FROM {name}")))
        for name in ("record", "relation", "blob_ref", "unreadable")
    }

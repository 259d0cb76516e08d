"""What comes in a load ends as it would have one by one, whatever the batches and their order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from desktop.paths import Home
from desktop.search.index import SearchIndex
from desktop.store.deriving import all_entities, derive
from desktop.store.engine import transaction
from desktop.store.files import Store
from desktop.store.index import Index, Statement
from desktop.store.loading import Loading, derive_all
from desktop.store.records_schema import metadata
from desktop.store.writer import Writer
from tests.desktop.replicas import DocumentTable, new_store, row
from wire.bodies import (
    CommentBody,
    Membership,
    Names,
    PageBody,
    PersonContact,
    PersonCore,
    ResponsibilityBody,
    SpaceBody,
    UnitBody,
)
from wire.rows import Row

ROWS = (
    row("all", "unit:1", 1, UnitBody(names={"de": "Einkauf"}, parent="2")),
    row("all", "unit:2", 2, UnitBody(names={"de": "Werk"})),
    row("all", "space:1", 3, SpaceBody(names={"de": "Handbuch"})),
    row("all", "responsibility:1", 4, ResponsibilityBody(what="Presse", owner="1", deputy="2")),
    row("all", "responsibility:2", 5, ResponsibilityBody(what="Hof", owner="1")),
    row("all", "person:1#core", 6, PersonCore(names=Names(display="Ada"),
        memberships=(Membership(unit="1"),))),
    row("all", "person:1#contact", 7, PersonContact(chat="ada")),
    row("all", "person:2#core", 8, PersonCore(names=Names(display="Bo"))),
    row("all", "page:1", 9, PageBody(space="1", title="Erste", parent="2", author="1")),
    row("all", "page:2", 10, PageBody(space="1", title="Zweite", text="viel Text")),
    row("all", "comment:1", 11, CommentBody(space="1", text="Ja", on="page:2")),
    row("all", "unit:9", 12, b'{"names":'),
    Row(stream="all", key="nothing", seq=13, kind="unit", body=msgspec.Raw(b"{}")),
)  # fmt: skip


STREAM: Statement = ("INSERT INTO stream VALUES", [("all", None, 0, 1, 0, "0", None)])


def load(store: Store, index: Index, rows: Sequence[Row], size: int) -> None:
    with transaction(store.engine) as tx:
        loading = Loading(tx, index, len(rows))
        for start in range(0, len(rows), size):
            loading.put(tx, rows[start : start + size], generation=1)


def derived(tx: Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: sorted(map(tuple, tx.exec_driver_sql(f"SELECT * FROM {table}")), key=repr)
        for table in ("record", "relation", "blob_ref", "document", "unreadable")
    }


def anew(tx: Connection, index: Index) -> None:
    forget(tx, index)
    derive(tx, index, all_entities(tx))


def forget(tx: Connection, index: Index) -> None:
    metadata.drop_all(tx)
    index.drop(tx)
    metadata.create_all(tx)
    index.create(tx)


@pytest.mark.parametrize("seed", range(12))
def test_a_load_in_any_order_and_any_batches_is_what_comes_one_by_one(
    seed: int, tmp_path: Path
) -> None:
    chance, index = random.Random(seed), DocumentTable()
    rows = list(ROWS)
    chance.shuffle(rows)
    store = new_store(Home(tmp_path), index)
    load(store, index, rows[:6], chance.randint(1, 6))
    load(store, index, rows[6:], chance.randint(1, 6))
    with transaction(store.engine) as tx:
        found = derived(tx)
        anew(tx, index)
        assert derived(tx) == found
        for at_once in (1, 3, 50):
            forget(tx, index)
            derive_all(tx, index, at_once)
            assert derived(tx) == found
        assert {one[2] for one in found["unreadable"]} == {"the key is none", "/problems/malformed"}
    store.close()


def test_a_few_rows_beside_many_leave_the_words_complete(tmp_path: Path) -> None:
    index = SearchIndex()
    store = new_store(Home(tmp_path), index)
    load(store, index, ROWS[:10], 4)
    store.replica.complete()
    load(store, index, ROWS[10:], 4)
    with transaction(store.engine) as tx:
        assert index.is_complete(tx)
    store.close()


def test_what_cannot_be_written_is_raised_where_it_was_given(tmp_path: Path) -> None:
    store = new_store(Home(tmp_path), DocumentTable())
    with transaction(store.engine) as tx, pytest.raises(OperationalError, match="no_such_table"):
        write(tx, [("INSERT INTO no_such_table VALUES", [(1,)] * 5_000), STREAM])
    with transaction(store.engine) as tx:
        write(tx, [STREAM])
    store.close()


def write(tx: Connection, statements: Sequence[Statement]) -> None:
    with Writer(tx) as writer:
        writer.insert(statements)

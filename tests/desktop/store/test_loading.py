"""What comes in a load ends as it would have one by one, whatever the batches and their order."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from desktop.paths import Home
from desktop.program import own_command, program_files
from desktop.search.index import SearchIndex
from desktop.store.bodies import entity_of, stray_rows
from desktop.store.deriving import all_entities, derive
from desktop.store.engine import transaction
from desktop.store.files import Store
from desktop.store.index import Index, Statement
from desktop.store.loading import Loading, derive_all, underived
from desktop.store.preparer import Preparer, SecondProcess
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


def chosen(rows: Sequence[Row], chance: random.Random) -> set[str | None]:
    """Some of the things; the rows of one come together."""
    things = sorted({entity_of(one.key) for one in rows}, key=str)
    return set(chance.sample(things, 6))


STREAM: Statement = ("INSERT INTO stream VALUES", [("all", None, 0, 1, 0, "0", None)])


@pytest.fixture(scope="module")
def second() -> Iterator[SecondProcess]:
    with SecondProcess([*own_command(), "prepare"], program_files()) as process:
        yield process


def load(
    store: Store,
    index: Index,
    rows: Sequence[Row],
    size: int,
    preparer: Preparer | None = None,
    chance: random.Random | None = None,
) -> None:
    """Load rows, in a transaction for each batch; the things in any order, if there is chance."""
    with transaction(store.engine) as tx:
        values = [(one.key, "all", one.seq, 1, one.kind, bytes(one.body)) for one in rows]
        tx.exec_driver_sql("INSERT INTO row VALUES (?, ?, ?, ?, ?, ?)", values)
        insert, strays = stray_rows(rows)
        write(tx, [(insert, strays)])
        entities = underived(tx)
    if chance is not None:
        chance.shuffle(entities)
    loading = Loading(index, entities, preparer, at_once=size)
    while not loading.is_done:
        with transaction(store.engine) as tx:
            loading.write(tx)


def derived(tx: Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: sorted(map(tuple, tx.exec_driver_sql(f"SELECT * FROM {table}")), key=repr)
        for table in ("record", "relation", "blob_ref", "document", "unreadable")
    }


def derived_of(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with transaction(store.engine) as tx:
        return derived(tx)


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
    seed: int, tmp_path: Path, second: SecondProcess
) -> None:
    chance, index = random.Random(seed), DocumentTable()
    rows = list(ROWS)
    chance.shuffle(rows)
    store = new_store(Home(tmp_path), index)
    by_whom = second if seed % 2 else None
    some = chosen(rows, chance)
    early = [one for one in rows if entity_of(one.key) in some]
    load(store, index, early, chance.randint(1, 6), by_whom, chance)
    late = [one for one in rows if one not in early]
    load(store, index, late, chance.randint(1, 6), by_whom, chance)
    with transaction(store.engine) as tx:
        found = derived(tx)
        anew(tx, index)
        assert derived(tx) == found
        for at_once in (1, 3, 50):
            forget(tx, index)
            derive_all(tx, index, by_whom, at_once=at_once)
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

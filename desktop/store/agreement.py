"""Does what was derived agree with the rows, and the rows with their sums? For the doctor."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, Engine, func, select

from desktop.errors import ReplicaDamaged
from desktop.store.bodies import entity_of
from desktop.store.engine import is_read_only, reading, transaction
from desktop.store.facts import FACET_OF_RECORD
from desktop.store.records_schema import record
from desktop.store.rowset import RowSet
from desktop.store.schema import row, stream, unreadable
from wire.bodies import KINDS
from wire.rows import SUM_MODULUS, Key, row_digest

Indexed = Callable[[Connection], Iterable[str]]

_MAIN_KINDS = frozenset(KINDS) - {"person.contact", "person.private"}


def looks_whole(engine: Engine) -> bool:
    """Whether there are as many rows as the streams say, and every table can be begun.

    What can be seen at every start: 25 ms for 230,000 rows.
    """
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%USING fts5%'"
    try:
        with reading(engine) as tx:
            for (name,) in tx.exec_driver_sql(tables).all():
                tx.exec_driver_sql(f'SELECT 1 FROM "{name}" LIMIT 1').all()
            rows = tx.scalar(select(func.count()).select_from(row))
            return rows == (tx.scalar(select(func.sum(stream.c.n))) or 0)
    except ReplicaDamaged:
        return False


def wrong_sums(tx: Connection) -> list[str]:
    """The streams whose stored count or sum is not that of their rows."""
    found: dict[str, tuple[int, int]] = {}
    for name, key, seq in tx.execute(select(row.c.stream, row.c.key, row.c.seq)):
        n, total = found.get(name, (0, 0))
        found[name] = (n + 1, (total + row_digest(key, seq)) % SUM_MODULUS)
    held = RowSet.load(tx).streams
    return sorted(
        name
        for name in held.keys() | found.keys()
        if name not in held or (held[name].n, held[name].sum) != found.get(name, (0, 0))
    )


def wrong_records(tx: Connection) -> int:
    """How many things have rows and no record, or a record and no rows."""
    records = set(tx.scalars(select(record.c.key)))
    return len((_expected(tx) ^ records) - (_to_come(tx) - records))


def wrong_documents(tx: Connection, indexed: Iterable[str]) -> int:
    """How many things are here and not in the index, or there and not here."""
    records = set(tx.scalars(select(record.c.key).where(record.c.kind != "field")))
    return len((records ^ set(indexed)) - (_to_come(tx) - records))


def _to_come(tx: Connection) -> set[str]:
    """The things of streams that are being filled: their rows are in before all else is."""
    booting = select(stream.c.id).where(stream.c.at.is_not(None))
    keys = tx.scalars(select(row.c.key).where(row.c.stream.in_(booting)))
    return {entity for key in keys if (entity := entity_of(key)) is not None}


def damaged_indexes(engine: Engine) -> list[str]:
    """The full-text tables that do not agree with themselves."""
    with reading(engine) as tx:
        found = tx.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5%'"
        )
        names = [name for (name,) in found]
    return [name for name in names if not is_read_only(engine) and not _is_whole(engine, name)]


def _is_whole(engine: Engine, table: str) -> bool:
    try:
        with transaction(engine) as tx:
            tx.exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    except ReplicaDamaged:
        return False
    return True


def _expected(tx: Connection) -> set[str]:
    """What there should be records of: every thing whose main row can be read."""
    bad = set(tx.scalars(select(unreadable.c.key)))
    found = set()
    for key, kind in tx.execute(select(row.c.key, row.c.kind).distinct()):
        entity = entity_of(key)
        if entity is None or key in bad or kind not in _MAIN_KINDS:
            continue
        if Key.parse(key).facet == FACET_OF_RECORD.get(Key.parse(key).kind, ""):
            found.add(entity)
    return found

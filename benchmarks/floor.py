"""The least that any replica must do: the same rows and the same words into SQLCipher, no more.

The full-text tables are those of the index itself, fed the tokens that it stores.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine

from desktop.search.fields import BY_CODE, COLUMNS
from desktop.search.packing import unpacked
from desktop.search.tables import CREATE, FACET_COLUMN, FACET_SIGN, TUNING
from desktop.search.text import folded
from desktop.store.engine import open_database, reading, transaction
from desktop.store.schema import metadata

CACHE_MB: Final = 64
KEY: Final = b"k" * 32
ROW: Final = "INSERT INTO row VALUES (?, ?, ?, 1, ?, ?)"
SHORT: Final = (
    f"INSERT INTO short (rowid, {', '.join(COLUMNS)}, {FACET_COLUMN})"
    f" VALUES (?{', ?' * (len(COLUMNS) + 1)})"
)
BODY: Final = "INSERT INTO body (rowid, text) VALUES (?, ?)"
_POSTINGS: Final = tuple(f"CREATE VIRTUAL TABLE {table} " for table in ("short", "body"))
SPELLING: Final = "INSERT INTO spelling (rowid, word) VALUES (?, ?)"

Values = Sequence[tuple[Any, ...]]
_DETAIL: Final = re.compile(r" detail=\w+,")


def bare(path: Path) -> Engine:
    """An encrypted database with the raw tables and the full-text ones, empty."""
    engine = open_database(path, KEY, cache_mb=CACHE_MB)
    with transaction(engine) as tx:
        metadata.create_all(tx)
        for statement in CREATE:
            if "fts5" in statement:
                tx.exec_driver_sql(statement)
        for statement in TUNING:
            tx.exec_driver_sql(statement)
    return engine


def ranking(path: Path, source: Engine) -> Engine:
    """An encrypted database with what ``source`` indexed, and the positions that FTS5 ranks by."""
    engine = open_database(path, KEY, cache_mb=CACHE_MB)
    with reading(source) as held, transaction(engine) as tx:
        for statement in CREATE:
            if statement.startswith(_POSTINGS):
                tx.exec_driver_sql(_DETAIL.sub("", statement))
        insert(tx, SHORT, list(short_values(held)))
        insert(tx, BODY, list(body_values(held)))
    return engine


def insert(tx: Connection, statement: str, values: Values) -> None:
    """All of ``values``, if there are any."""
    if values:
        tx.exec_driver_sql(statement, list(values))


def short_values(tx: Connection) -> Iterator[tuple[Any, ...]]:
    """What ``short`` was fed, in the order of row ids."""
    found = tx.exec_driver_sql("SELECT docid, short, facets FROM ranked ORDER BY docid")
    for docid, short, facets in found:
        columns = dict.fromkeys(COLUMNS, "")
        for line in short.split("\n") if short else ():
            columns[BY_CODE[line[0]].column] += line[1:]
        signs = " ".join(FACET_SIGN + one for one in facets.split())
        yield (docid, *columns.values(), signs)


def body_values(tx: Connection) -> Iterator[tuple[Any, ...]]:
    """What ``body`` was fed, in the order of row ids."""
    found = tx.exec_driver_sql("SELECT docid, heading, plain FROM text ORDER BY docid")
    for docid, heading, plain in found:
        yield docid, heading + folded(unpacked(plain))


def word_values(tx: Connection) -> Iterable[tuple[Any, ...]]:
    """What ``spelling`` was fed."""
    return [tuple(row) for row in tx.exec_driver_sql("SELECT id, word FROM word ORDER BY id")]

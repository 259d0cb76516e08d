"""Everything a home holds: all tables of its databases as text, and all files as bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import zstandard
from sqlalchemy import Connection

from desktop.paths import Home
from desktop.store.engine import open_database, reading

_VOCABULARY = "CREATE VIRTUAL TABLE temp.every_term USING fts5vocab('main', '{}', 'row')"


def dump(home: Home, key: bytes) -> str:
    """The text of every value in every table of every database in ``home``, in lower case.

    The tables behind full-text indexes are among them, and their terms, spelled out.
    """
    return "\n".join(texts(home, key)).casefold()


def texts(home: Home, key: bytes) -> Iterator[str]:
    """The same one by one, as it is stored."""
    return (part for path in databases(home) for part in _texts(path, key))


def raw_files(home: Home) -> dict[str, bytes]:
    """Every file below the home, as it lies there."""
    return {
        str(path.relative_to(home.root)): path.read_bytes()
        for path in sorted(home.root.rglob("*"))
        if path.is_file()
    }


def databases(home: Home) -> list[Path]:
    return sorted(home.root.glob("*.db"))


def _texts(path: Path, key: bytes) -> Iterator[str]:
    engine = open_database(path, key)
    with reading(engine) as tx:
        listed = "SELECT name, sql LIKE 'CREATE VIRTUAL%' FROM sqlite_master WHERE type = 'table'"
        for name, virtual in tx.exec_driver_sql(listed).all():
            yield from _terms(tx, name) if virtual else _values(tx, name)
    engine.dispose()


def _values(tx: Connection, table: str) -> Iterator[str]:
    for values in tx.exec_driver_sql(f'SELECT * FROM "{table}"'):
        for value in values:
            if isinstance(value, bytes):
                yield value.decode("utf-8", errors="ignore")
                if value.startswith(zstandard.FRAME_HEADER):
                    yield zstandard.decompress(value).decode()
            elif value is not None:
                yield str(value)


def _terms(tx: Connection, table: str) -> Iterator[str]:
    tx.exec_driver_sql(_VOCABULARY.format(table))
    for (term,) in tx.exec_driver_sql("SELECT term FROM every_term").all():
        yield str(term)
    tx.exec_driver_sql("DROP TABLE every_term")

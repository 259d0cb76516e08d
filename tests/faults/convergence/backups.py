"""The whole of a server's database, taken out and put back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, insert, select

from server import schema
from server.database import reading, transact
from tests.faults.convergence.oracle import Past

Contents = dict[Table, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Backup:
    """The whole of the server, and what the oracle knew then."""

    contents: Contents
    past: Past


def dump(engine: Engine) -> Contents:
    """All rows of all tables."""
    with reading(engine) as tx:
        return {
            table: [dict(row) for row in tx.execute(select(table)).mappings()]
            for table in schema.metadata.sorted_tables
        }


def load(engine: Engine, contents: Contents) -> None:
    """Put these rows in place of all that is there."""

    def work(tx: Connection) -> None:
        for table in reversed(schema.metadata.sorted_tables):
            tx.execute(delete(table))
        for table in schema.metadata.sorted_tables:
            if contents.get(table):
                tx.execute(insert(table), contents[table])

    transact(engine, work)

"""What is personal: what was starred and opened, what was seen of the news, what was open last."""

from __future__ import annotations

from sqlalchemy import Connection

STATEMENTS = (
    """CREATE TABLE star (
        key TEXT PRIMARY KEY,
        turn INTEGER NOT NULL
    )""",
    """CREATE TABLE opened (
        key TEXT PRIMARY KEY,
        turn INTEGER NOT NULL
    )""",
    """CREATE TABLE seen (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        replica TEXT NOT NULL,
        applied INTEGER NOT NULL,
        at TEXT NOT NULL
    )""",
    """CREATE TABLE session (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        body TEXT NOT NULL
    )""",
)


def upgrade(tx: Connection) -> None:
    """From version 3 to version 4."""
    for statement in STATEMENTS:
        tx.exec_driver_sql(statement)

"""The connection to the server, and the places for what waits to be sent."""

from __future__ import annotations

from sqlalchemy import Connection

STATEMENTS = (
    """CREATE TABLE connection (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        server TEXT NOT NULL,
        viewer TEXT NOT NULL,
        replica TEXT NOT NULL,
        token TEXT NOT NULL,
        epoch TEXT NOT NULL
    )""",
    """CREATE TABLE op (
        id TEXT PRIMARY KEY,
        position INTEGER NOT NULL,
        key TEXT NOT NULL,
        state TEXT NOT NULL,
        op BLOB NOT NULL
    )""",
    """CREATE TABLE draft (
        key TEXT PRIMARY KEY,
        body BLOB NOT NULL
    )""",
    """CREATE TABLE conflict (
        op TEXT PRIMARY KEY REFERENCES op (id),
        base BLOB,
        current BLOB
    )""",
)


def upgrade(tx: Connection) -> None:
    """From an empty file to version 1."""
    for statement in STATEMENTS:
        tx.exec_driver_sql(statement)

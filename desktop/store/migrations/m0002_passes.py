"""What is remembered of syncing: passes, bytes of the day, and what its user keeps at hand."""

from __future__ import annotations

from sqlalchemy import Connection

STATEMENTS = (
    """CREATE TABLE usage (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        day TEXT NOT NULL,
        rows INTEGER NOT NULL,
        blobs INTEGER NOT NULL,
        free INTEGER NOT NULL
    )""",
    """CREATE TABLE pass (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        began TEXT NOT NULL,
        ended TEXT NOT NULL,
        outcome TEXT NOT NULL,
        times INTEGER NOT NULL,
        rows INTEGER NOT NULL,
        bytes INTEGER NOT NULL,
        blobs INTEGER NOT NULL,
        photos_waiting INTEGER NOT NULL,
        rows_waiting INTEGER NOT NULL
    )""",
    """CREATE TABLE pin (
        key TEXT PRIMARY KEY
    )""",
)


def upgrade(tx: Connection) -> None:
    """From version 1 to version 2."""
    for statement in STATEMENTS:
        tx.exec_driver_sql(statement)

"""The raw tables of ``replica.db``: rows as they came, and how far the replica has come.

Frozen: what is derived from rows lies in other tables, and may change with the program.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, MetaData, Table, Text

SCHEMA: Final = 1
NOTHING_OWED, ROWS_OWED, STREAM_OWED = range(3)

metadata = MetaData()

# One row: what the replica is, and how far it has come. Without it the file is damaged.
replica = Table(
    "replica",
    metadata,
    Column("one", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("epoch", Text),
    Column("cursor", Integer),
    Column("applied", Integer, nullable=False),  # answers applied: tells an old copy of the file
    Column("derived_version", Text, nullable=False),
    Column("scrub_owed", Integer, nullable=False),  # 0 nothing, 1 rows, 2 a whole stream
    Column("synced_at", Text),
    Column("up_to_date", Boolean, nullable=False),
)

stream = Table(
    "stream",
    metadata,
    Column("id", Text, primary_key=True),
    Column("at", Integer),  # NULL: not booting
    Column("start", Integer, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("sum", Text, nullable=False),  # unsigned 64 bits do not fit an SQLite integer
    Column("mended_at", Text),
)

row = Table(
    "row",
    metadata,
    # The key leads: a record is put together from the rows of one key in all streams.
    Column("key", Text, primary_key=True),
    Column("stream", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("row_by_stream", "stream", "generation"),  # purge and sweep
)

unreadable = Table(
    "unreadable",
    metadata,
    Column("key", Text, primary_key=True),
    Column("stream", Text, primary_key=True),
    Column("reason", Text, nullable=False),
)

# What is not derived. ``importing`` says how far a snapshot has come, while one does; ``news``
# what came since the first sync.
RAW: Final = frozenset({*metadata.tables, "importing", "news"})

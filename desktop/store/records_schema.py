"""The tables derived from rows: what lists show, and what refers to what.

They are dropped and built again whenever ``DERIVED_VERSION`` grows.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, Table, Text

DERIVED_VERSION: Final = 5

metadata = MetaData()

record = Table(
    "record",
    metadata,
    Column("key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("names", Text, nullable=False),  # all names, a JSON array
    Column("subtitle", Text, nullable=False),
    Column("thumbnail", Text),
    Column("updated", Text),
    Column("source", Text),
    Column("source_key", Text),
    Column("left", Boolean, nullable=False),
    Index("record_by_kind", "kind"),  # counts, and the few records of kind field
    sqlite_with_rowid=False,
)

relation = Table(
    "relation",
    metadata,
    Column("key", Text, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("target", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("note", Text),
    Index("relation_by_target", "target", "type"),  # backlinks, members, reports, dependents
    sqlite_with_rowid=False,
)

blob_ref = Table(
    "blob_ref",
    metadata,
    Column("key", Text, primary_key=True),
    Column("hash", Text, primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("size", Integer),  # in bytes, where the body says it
    sqlite_with_rowid=False,
)

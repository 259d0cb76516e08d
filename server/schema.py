"""The server's tables, as docs/protocol.md §5 names them.

An index stands beside the query it serves. Migrations do not import this module: a test holds
that a migrated database and this one are the same.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

clock = Table(
    "clock",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("epoch", Text, nullable=False),
)

_GONE = text("body IS NULL")

row = Table(
    "row",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("entity", Text, nullable=False),  # the key without its facet
    Column("body", LargeBinary),  # null: a tombstone
    Index("ix_row_stream_seq", "stream", "seq"),  # pull: what is newer than a cursor
    Index("ix_row_entity", "entity"),  # write, objects: all rows of one thing
    # expiry: the oldest tombstones
    Index("ix_row_seq", "seq", sqlite_where=_GONE, postgresql_where=_GONE),
)

stream = Table(
    "stream",
    metadata,
    Column("id", Text, primary_key=True),
    Column("head", BigInteger, nullable=False),
    Column("floor", BigInteger, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("sum", Text, nullable=False),  # 64 bits without a sign, in decimal
    Column("bytes", BigInteger, nullable=False, server_default="0"),  # of the live rows' bodies
)

snapshot = Table(
    "snapshot",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("stream", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),  # the stream's head when it was read
    Column("bytes", BigInteger, nullable=False),
    Column("expanded", BigInteger, nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("made", BigInteger, nullable=False),  # seconds since 1970, UTC
    Index("ix_snapshot_stream_seq", "stream", "seq"),  # pull: the newest a boot may begin with
)

lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("until", BigInteger, nullable=False),  # seconds since 1970, UTC
)

milestone = Table(
    "milestone",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),  # when the clock stood there; seconds since 1970
)

stream_acl = Table(
    "stream_acl",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("principal", Text, primary_key=True),
    Column("allowed", Boolean, nullable=False),
    Index("ix_stream_acl_principal", "principal"),  # every request: what a viewer may see
)

account = Table(
    "account",
    metadata,
    Column("person", Text, primary_key=True),
    Column("user", Text, nullable=False, unique=True),
)

member = Table(
    "member",
    metadata,
    Column("person", Text, ForeignKey("account.person"), primary_key=True),
    Column("principal", Text, primary_key=True),
)

token = Table(
    "token",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("person", Text, ForeignKey("account.person"), nullable=False),
    Column("expires", BigInteger, nullable=False),  # seconds since 1970, UTC
    Index("ix_token_person", "person"),  # token USER --revoke
)

replica = Table(
    "replica",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, ForeignKey("account.person"), nullable=False),
    Column("name", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("enrolled", BigInteger, nullable=False),  # seconds since 1970, UTC
)

blob = Table(
    "blob",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
)

blob_ref = Table(
    "blob_ref",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("n", Integer, nullable=False),  # live rows of the stream that name it
    Index("ix_blob_ref_sha256", "sha256"),  # blobs: in which streams is this one
)

origin = Table(
    "origin",
    metadata,
    Column("source", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("source_key", Text, primary_key=True),
    Column("entity", Text, nullable=False),  # an id without its kind
    Index("ix_origin_kind_entity", "kind", "entity"),  # write: what was this thing called
)

"""Snapshots, leases, milestones of the clock, and what a stream weighs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _weights()
    op.create_table(
        "snapshot",
        sa.Column("sha256", sa.Text, primary_key=True, nullable=False),
        sa.Column("stream", sa.Text, nullable=False),
        *(_big(name) for name in ("seq", "bytes", "expanded", "rows", "made")),
    )
    op.create_index("ix_snapshot_stream_seq", "snapshot", ["stream", "seq"])
    op.create_table(
        "lease",
        sa.Column("name", sa.Text, primary_key=True, nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        _big("until"),
    )
    seq = sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False, nullable=False)
    op.create_table("milestone", seq, _big("at"))


def _big(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _weights() -> None:
    weight = sa.Column("bytes", sa.BigInteger, nullable=False, server_default="0")
    op.add_column("stream", weight)
    row = sa.table("row", sa.column("stream"), sa.column("body", sa.LargeBinary))
    stream = sa.table("stream", sa.column("id"), sa.column("bytes"))
    total = sa.select(sa.func.coalesce(sa.func.sum(sa.func.length(row.c.body)), 0))
    here = total.where(row.c.stream == stream.c.id).scalar_subquery()
    op.execute(sa.update(stream).values(bytes=here))

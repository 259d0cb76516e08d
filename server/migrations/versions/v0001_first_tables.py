"""The first tables: clock, rows, streams, who may see them, blobs, replicas, origins."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _rows()
    _rights()
    _blobs_and_origins()
    _first_rows()


def _text(name: str, *, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=primary_key, nullable=False)


def _big(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _rows() -> None:
    op.create_table(
        "clock",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        _big("seq"),
        _text("epoch"),
    )
    op.create_table(
        "row",
        _text("stream", primary_key=True),
        _text("key", primary_key=True),
        _big("seq"),
        _text("kind"),
        _text("entity"),
        sa.Column("body", sa.LargeBinary),
    )
    op.create_index("ix_row_stream_seq", "row", ["stream", "seq"])
    op.create_index("ix_row_entity", "row", ["entity"])
    op.create_table(
        "stream",
        _text("id", primary_key=True),
        _big("head"),
        _big("floor"),
        _big("n"),
        _text("sum"),
    )


def _rights() -> None:
    op.create_table(
        "stream_acl",
        _text("stream", primary_key=True),
        _text("principal", primary_key=True),
        sa.Column("allowed", sa.Boolean, nullable=False),
    )
    op.create_index("ix_stream_acl_principal", "stream_acl", ["principal"])
    op.create_table(
        "account",
        _text("person", primary_key=True),
        _text("user"),
        sa.UniqueConstraint("user", name="uq_account_user"),
    )
    op.create_table("member", _person(primary_key=True), _text("principal", primary_key=True))
    op.create_table("token", _text("hash", primary_key=True), _person(), _big("expires"))
    op.create_index("ix_token_person", "token", ["person"])
    op.create_table(
        "replica",
        _text("id", primary_key=True),
        _person(),
        _text("name"),
        _text("client"),
        _big("enrolled"),
    )


def _person(*, primary_key: bool = False) -> sa.Column[str]:
    account = sa.ForeignKey("account.person")
    return sa.Column("person", sa.Text, account, primary_key=primary_key, nullable=False)


def _blobs_and_origins() -> None:
    op.create_table("blob", _text("sha256", primary_key=True), _big("size"))
    op.create_table(
        "blob_ref",
        _text("stream", primary_key=True),
        _text("sha256", primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
    )
    op.create_index("ix_blob_ref_sha256", "blob_ref", ["sha256"])
    op.create_table(
        "origin",
        _text("source", primary_key=True),
        _text("kind", primary_key=True),
        _text("source_key", primary_key=True),
        _text("entity"),
    )
    op.create_index("ix_origin_kind_entity", "origin", ["kind", "entity"])


def _first_rows() -> None:
    clock = sa.table("clock", sa.column("id"), sa.column("seq"), sa.column("epoch"))
    op.bulk_insert(clock, [{"id": 1, "seq": 0, "epoch": uuid.uuid4().hex}])
    allowed = sa.column("allowed", sa.Boolean)
    acl = sa.table("stream_acl", sa.column("stream"), sa.column("principal"), allowed)
    streams = ("all", "partners")
    op.bulk_insert(acl, [{"stream": s, "principal": "staff", "allowed": True} for s in streams])

"""An index over the tombstones, so that the oldest are found without reading what lives."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    gone = sa.text("body IS NULL")
    op.create_index(
        "ix_row_seq", "row", ["seq"], sqlite_where=gone, postgresql_where=gone, unique=False
    )

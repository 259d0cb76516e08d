"""What the index holds, for whoever checks that it agrees with the replica."""

from __future__ import annotations

from sqlalchemy import Connection


def indexed_keys(tx: Connection) -> list[str]:
    """The keys of all documents in the index, such as ``person:7f``."""
    return list(tx.exec_driver_sql("SELECT key FROM document").scalars())

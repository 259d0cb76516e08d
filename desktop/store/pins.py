"""What the user of this machine keeps at hand: pages, spaces, people, by key.

It lies in the outbox's file, because a new replica must not forget it. It is told to nobody.
"""

from __future__ import annotations

from sqlalchemy import Engine, text

from desktop.store.engine import reading, transaction


class Pins:
    """The keys that are pinned, such as ``page:9c`` or ``space:eng``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, key: str) -> None:
        """Pin; once is enough."""
        with transaction(self._engine) as tx:
            tx.execute(text("INSERT OR IGNORE INTO pin VALUES (:key)"), {"key": key})

    def remove(self, key: str) -> None:
        """Unpin; what was not pinned stays so."""
        with transaction(self._engine) as tx:
            tx.execute(text("DELETE FROM pin WHERE key = :key"), {"key": key})

    def keys(self) -> frozenset[str]:
        """All that is pinned."""
        with reading(self._engine) as tx:
            if not tx.dialect.has_table(tx, "pin"):  # of an older version, and only to read
                return frozenset()
            return frozenset(tx.scalars(text("SELECT key FROM pin")))

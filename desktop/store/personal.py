"""What the user of this home starred and opened, how far they have seen the news, what was open.

It lies in the outbox's file, encrypted, because a new replica must not forget it. It is told to
nobody. In the order of turns, because clocks are set back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Engine, text

from desktop.store.engine import reading, transaction

KEPT_OPENED: Final = 40
LONGEST_SESSION: Final = 100_000

# All that is of one user and nobody else.
TABLES: Final = ("star", "opened", "seen", "session")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Up to which answer of which replica the news were seen, and when (ISO 8601, UTC)."""

    replica: str
    applied: int
    at: str


class Personal:
    """Keys are such as ``page:9c``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def star(self, key: str) -> None:
        """Star a thing; once is enough."""
        with transaction(self._engine) as tx:
            _put_last(tx, "star", key)

    def unstar(self, key: str) -> None:
        """Take a star away; what had none stays so."""
        with transaction(self._engine) as tx:
            tx.execute(text("DELETE FROM star WHERE key = :key"), {"key": key})

    def starred(self) -> tuple[str, ...]:
        """All that is starred, the latest first."""
        return self._keys("star")

    def note_opened(self, key: str) -> None:
        """Remember that a thing was opened just now; what was opened long before is forgotten."""
        with transaction(self._engine) as tx:
            turn = _put_last(tx, "opened", key)
            kept = text("SELECT turn FROM opened ORDER BY turn DESC LIMIT 1 OFFSET :most")
            oldest = tx.scalar(kept, {"most": KEPT_OPENED}) if turn > KEPT_OPENED else None
            tx.execute(text("DELETE FROM opened WHERE turn <= :turn"), {"turn": oldest or 0})

    def opened(self) -> tuple[str, ...]:
        """What was opened, the latest first."""
        return self._keys("opened")

    def seen(self) -> Seen | None:
        """How far the news were seen; ``None`` before the first time."""
        with reading(self._engine) as tx:
            if not _is_made(tx):
                return None
            found = tx.execute(text("SELECT replica, applied, at FROM seen")).mappings().first()
        return None if found is None else Seen(**found)

    def see(self, seen: Seen) -> None:
        """Remember how far the news were seen."""
        with transaction(self._engine) as tx:
            tx.execute(
                text("INSERT OR REPLACE INTO seen VALUES (1, :replica, :applied, :at)"),
                {"replica": seen.replica, "applied": seen.applied, "at": seen.at},
            )

    def session(self) -> str:
        """What the window kept for its next start; empty where it kept nothing."""
        with reading(self._engine) as tx:
            if not _is_made(tx):
                return ""
            return str(tx.scalar(text("SELECT body FROM session")) or "")

    def keep_session(self, body: str) -> None:
        """Keep a text for the next start of the window; one that is too long is none."""
        kept = body if len(body) <= LONGEST_SESSION else ""
        with transaction(self._engine) as tx:
            tx.execute(text("INSERT OR REPLACE INTO session VALUES (1, :body)"), {"body": kept})

    def _keys(self, table: str) -> tuple[str, ...]:
        with reading(self._engine) as tx:
            if not _is_made(tx):
                return ()
            return tuple(tx.scalars(text(f"SELECT key FROM {table} ORDER BY turn DESC")))


def _put_last(tx: Connection, table: str, key: str) -> int:
    turn = int(tx.scalar(text(f"SELECT coalesce(max(turn), 0) + 1 FROM {table}")) or 1)
    put = text(f"INSERT OR REPLACE INTO {table} VALUES (:key, :turn)")
    tx.execute(put, {"key": key, "turn": turn})
    return turn


def _is_made(tx: Connection) -> bool:
    """Whether the file has these tables; one of an older version that cannot be written has not."""
    return bool(tx.dialect.has_table(tx, "star"))

"""A snapshot taken into the rows, batch by batch, each with its position in one transaction.

A kill between two batches loses nothing. An import that is given up leaves rows that no later
answer would take away, so whatever fills the stream instead begins a new generation. It must not
know how a snapshot is fetched or unpacked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from desktop.store.rowset import RowSet
from wire.messages import SnapshotOffer
from wire.rows import Row

metadata = MetaData()

importing = Table(
    "importing",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("done", Integer, nullable=False),  # rows that are in
    Column("empty_at", Integer),  # the cursor at which the stream was empty; NULL if it was not
)


@dataclass(frozen=True, slots=True)
class Import:
    """The import of ``offer`` into ``stream``, within one transaction over ``rows``."""

    tx: Connection
    rows: RowSet
    stream: str
    offer: SnapshotOffer

    def begin(self, cursor: int | None) -> int | None:
        """Begin, or go on; return how many rows are in already.

        ``None`` where the stream is not at the beginning of a boot.
        """
        held = self.rows.streams.get(self.stream)
        if held is None or held.at != 0:
            return None
        metadata.create_all(self.tx)  # a replica that an older version made has no such table
        before = _position(self.tx, self.rows, self.stream)
        if before is not None and before.sha256 == self.offer.sha256:
            return int(before.done)
        if before is not None:
            self.rows.start(self.stream)
        values = {
            "stream": self.stream,
            "sha256": self.offer.sha256,
            "generation": held.generation,
            "done": 0,
            "empty_at": cursor if held.n == 0 else None,
        }
        self.tx.execute(insert(importing).prefix_with("OR REPLACE"), values)
        return 0

    def is_alone(self, cursor: int | None) -> bool:
        """Whether nothing but this import has put rows into the stream.

        As long as the cursor stands still, nothing else does.
        """
        before = _position(self.tx, self.rows, self.stream)
        return before is not None and before.empty_at is not None and before.empty_at == cursor

    def is_under_way(self) -> bool:
        """Whether the import is where it was."""
        before = _position(self.tx, self.rows, self.stream)
        return before is not None and before.sha256 == self.offer.sha256

    def put(self, some: Sequence[Row], *, new: bool) -> bool:
        """Take in the next rows; false if the import is no longer where it was.

        ``new`` ones are only counted; whoever loads them inserts them.
        """
        before = _position(self.tx, self.rows, self.stream)
        if before is None or before.sha256 != self.offer.sha256:
            return False
        if new:
            self.rows.count_new(self.stream, some)
        else:
            self.rows.put(some)
        mine = importing.c.stream == self.stream
        self.tx.execute(update(importing).where(mine).values(done=before.done + len(some)))
        return True

    def end(self) -> None:
        """All rows are in: slices go on from where the snapshot was made."""
        held = self.rows.streams[self.stream]
        held.at = held.start = self.offer.seq
        self.tx.execute(delete(importing).where(importing.c.stream == self.stream))


def give_up(tx: Connection, rows: RowSet, streams: Iterable[str]) -> None:
    """Give up what is being imported for ``streams``, because they are filled in another way.

    A row of a snapshot may have been deleted so long ago that no tombstone tells of it: only
    a new generation sweeps it.
    """
    if not tx.dialect.has_table(tx, importing.name):
        return
    for stream in streams:
        if _position(tx, rows, stream) is not None:
            rows.start(stream)
        tx.execute(delete(importing).where(importing.c.stream == stream))


def is_any_under_way(tx: Connection) -> bool:
    """Whether a snapshot has begun to be taken in, and not ended."""
    if not tx.dialect.has_table(tx, importing.name):
        return False
    return tx.execute(select(importing.c.stream).limit(1)).one_or_none() is not None


def _position(tx: Connection, rows: RowSet, stream: str) -> Any:
    """How far an import has come, if it is of the boot that is under way."""
    held = rows.streams.get(stream)
    found = tx.execute(select(importing).where(importing.c.stream == stream)).one_or_none()
    if held is None or held.at != 0 or found is None or found.generation != held.generation:
        return None
    return found

"""Which snapshots there are: entries in the database; the files are ``snapshot_files.py``'s.

A snapshot is all live rows of one stream at one seq, in a file named by its hash. It may begin a
boot as long as the stream's floor has not passed it, and is read by whoever reads the stream.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, exists, insert, or_, select

from server import schema
from wire.messages import SnapshotOffer

# Once a newer one is there, for how long the older can still be fetched to its end.
KEPT_SECONDS: Final = 48 * 3600

_entry = schema.snapshot.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One file; ``made`` is in seconds since 1970."""

    sha256: str
    stream: str
    seq: int
    bytes: int
    expanded: int
    rows: int
    made: int


def offers(tx: Connection, floors: Mapping[str, int], cursor: int) -> dict[str, SnapshotOffer]:
    """By stream, the newest snapshot with which a boot at ``cursor`` may begin."""
    if not floors:
        return {}
    query = select(
        _entry.stream, _entry.sha256, _entry.bytes, _entry.expanded, _entry.rows, _entry.seq
    ).where(_entry.stream.in_(list(floors)), _entry.seq <= cursor)
    return {
        stream: SnapshotOffer(*found)
        for stream, *found in tx.execute(query.order_by(_entry.seq))
        if found[-1] >= floors[stream]
    }


def is_readable(tx: Connection, streams: Sequence[str], sha256: str) -> bool:
    """Whether there is a snapshot of this hash, and of one of ``streams``."""
    query = select(_entry.seq).where(_entry.sha256 == sha256, _entry.stream.in_(streams))
    return tx.execute(query).first() is not None


def newest(tx: Connection) -> dict[str, Snapshot]:
    """The newest snapshot of each stream that has one."""
    query = select(schema.snapshot).order_by(_entry.seq)
    return {found["stream"]: Snapshot(**found) for found in tx.execute(query).mappings()}


def remember(tx: Connection, snapshot: Snapshot) -> None:
    """Enter a snapshot; the same bytes may have been right at an earlier seq too."""
    tx.execute(delete(schema.snapshot).where(_entry.sha256 == snapshot.sha256))
    tx.execute(insert(schema.snapshot).values(asdict(snapshot)))


def forget_all(tx: Connection) -> int:
    """Strike out every snapshot: they are of another history. Returns how many."""
    return tx.execute(delete(schema.snapshot)).rowcount


def useless(tx: Connection, now: datetime) -> list[str]:
    """The hashes with which no boot can begin, or that were replaced a while ago."""
    stream, newer = schema.stream.c, schema.snapshot.alias("newer")
    is_passed = exists().where(
        stream.id == _entry.stream, or_(stream.floor > _entry.seq, stream.n == 0)
    )
    is_replaced = exists().where(
        newer.c.stream == _entry.stream,
        newer.c.seq > _entry.seq,
        newer.c.made <= int(now.timestamp()) - KEPT_SECONDS,
    )
    return list(tx.execute(select(_entry.sha256).where(or_(is_passed, is_replaced))).scalars())


def forget(tx: Connection, hashes: Sequence[str]) -> None:
    """Strike out these snapshots."""
    tx.execute(delete(schema.snapshot).where(_entry.sha256.in_(hashes)))


def known(tx: Connection) -> dict[str, int]:
    """Every snapshot's hash and size in bytes."""
    return {sha256: size for sha256, size in tx.execute(select(_entry.sha256, _entry.bytes))}

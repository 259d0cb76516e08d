"""When a stream gets a new snapshot, and how one is made while others read and write.

A stream is due once it is of some size and more than an eighth of it has changed since the last
snapshot. A lease says which process builds, so that no two build the same.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any, Final

from sqlalchemy import Connection, Engine, func, select

from server import schema, snapshots
from server.database import reading, transact
from server.leases import leased
from server.snapshot_files import path_of, sweep, write_file
from server.snapshots import Snapshot
from wire.rows import ALL

log = logging.getLogger(__name__)

# Of smaller streams, one slice says all.
SMALLEST_BYTES: Final = 64 * 2**10
CHANGED_SHARE: Final = 8  # one row in so many


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where snapshots are built; ``is_stopping`` says when to give up."""

    engine: Engine
    files: Path
    clock: Callable[[], datetime]
    is_stopping: Callable[[], bool] = lambda: False


def build_due(shop: Workshop, *, smallest: int = SMALLEST_BYTES) -> list[Snapshot]:
    """Build a snapshot of each stream that is due and that no other process builds just now.

    ``smallest`` is in bytes of bodies. ``OSError`` if the disk does not take it, ``Stopped`` if
    the process is to end.
    """
    with reading(shop.engine) as tx:
        streams = due(tx, shop.files, smallest)
    built = (_build_alone(shop, stream, smallest) for stream in streams)
    return [snapshot for snapshot in built if snapshot]


def due(tx: Connection, files: Path, smallest: int) -> list[str]:
    """The streams that want a new snapshot: everybody's first, then the small ones."""
    newest = snapshots.newest(tx)
    entry = schema.stream.c
    # Most streams are one person's, and small: they are not even looked at.
    large = (entry.bytes >= smallest) | entry.id.in_(select(schema.snapshot.c.stream))
    streams = tx.execute(select(schema.stream).where(large)).all()
    wanted = [one for one in streams if _is_due(tx, one, newest.get(one.id), files, smallest)]
    return [one.id for one in sorted(wanted, key=lambda one: (one.id != ALL, one.bytes, one.id))]


def tidy(shop: Workshop) -> None:
    """Strike out the snapshots that are of no use any more, and remove their files."""
    now = shop.clock()
    with reading(shop.engine) as tx:
        useless = snapshots.useless(tx, now)
    if useless:
        transact(shop.engine, lambda tx: snapshots.forget(tx, useless))
    with reading(shop.engine) as tx:
        known = snapshots.known(tx)
    gone = sweep(shop.files, known, now.timestamp())
    if useless or gone:
        log.info("snapshots: %d struck out, %d files removed", len(useless), gone)


def _is_due(tx: Connection, stream: Any, last: Snapshot | None, files: Path, smallest: int) -> bool:
    if not stream.n:
        return False  # there is nothing to begin with
    if last is None:
        return bool(stream.bytes >= smallest)
    if last.seq < stream.floor or not path_of(files, last.sha256).exists():
        return True
    most = max(stream.n, last.rows) // CHANGED_SHARE
    return bool(stream.head > last.seq and _changed(tx, stream.id, last.seq, most + 1) > most)


def _changed(tx: Connection, stream: str, since: int, limit: int) -> int:
    """How many rows are newer than ``since``, counted up to ``limit``."""
    row = schema.row.c
    newer = select(row.seq).where(row.stream == stream, row.seq > since).limit(limit)
    return int(tx.execute(select(func.count()).select_from(newer.subquery())).scalar_one())


def _build_alone(shop: Workshop, stream: str, smallest: int) -> Snapshot | None:
    with leased(shop.engine, f"snapshot {stream}", shop.clock()) as is_ours:
        return _build(shop, stream, smallest) if is_ours else None


def _build(shop: Workshop, stream: str, smallest: int) -> Snapshot | None:
    started = monotonic()
    with reading(shop.engine) as tx:
        now = tx.execute(select(schema.stream).where(schema.stream.c.id == stream)).one()
        if not _is_due(tx, now, snapshots.newest(tx).get(stream), shop.files, smallest):
            return None  # another process was done with it just before
        epoch = _epoch(tx)
        written = write_file(tx, shop.files, stream, shop.is_stopping)
    made = int(shop.clock().timestamp())
    snapshot = Snapshot(stream=stream, seq=now.head, made=made, **asdict(written))
    if not transact(shop.engine, lambda tx: _enter(tx, snapshot, epoch)):
        return None
    told = (snapshot.sha256[:12], snapshot.seq, snapshot.rows, snapshot.bytes)
    log.info("snapshot %s at %d: %d rows, %d bytes, %.1f s", *told, monotonic() - started)
    return snapshot


def _enter(tx: Connection, snapshot: Snapshot, epoch: str) -> bool:
    """Enter what was built, unless the history it is of has ended meanwhile."""
    if _epoch(tx) != epoch:
        return False
    snapshots.remember(tx, snapshot)
    return True


def _epoch(tx: Connection) -> str:
    return str(tx.execute(select(schema.clock.c.epoch)).scalar_one())

"""Forgetting tombstones: those of long ago go, and the floors of their streams rise.

A row knows at which seq it was written and not when, so the clock's milestones say how old a seq
is. A server whose own clock is wrong forgets too early at worst: who was away boots again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from server import schema
from server.database import hold, reading, transact
from server.leases import leased

log = logging.getLogger(__name__)

# What one commit takes with it: writers wait for no more than this.
BATCH: Final = 500
SECONDS_BETWEEN_MILESTONES: Final = 24 * 3600


def expire_old(
    engine: Engine, now: datetime, days: int, is_stopping: Callable[[], bool] = lambda: False
) -> int:
    """Forget the tombstones that are older than ``days``; returns how many.

    Does nothing where another process is at it.
    """
    note_milestone(engine, now)
    with reading(engine) as tx:
        upto = _seq_before(tx, now - timedelta(days=days))
        if not _any_tombstone(tx, upto):
            return 0
    with leased(engine, "expiry", now) as is_ours:
        return expire(engine, upto, is_stopping) if is_ours else 0


def note_milestone(engine: Engine, now: datetime) -> None:
    """Note where the clock stands, unless that was done within the last day."""
    seconds = int(now.timestamp())
    with reading(engine) as tx:
        if not _wants_milestone(tx, seconds):
            return
    transact(engine, lambda tx: _note(tx, seconds))


def expire(engine: Engine, upto: int, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Forget the tombstones with ``seq <= upto``, the oldest first; returns how many."""
    total = 0
    while not is_stopping() and (count := transact(engine, lambda tx: _expire_some(tx, upto))):
        total += count
    if total:
        log.info("%d tombstones up to %d have expired", total, upto)
    return total


def _expire_some(tx: Connection, upto: int) -> int:
    row = schema.row
    old = (row.c.body.is_(None), row.c.seq <= upto)
    oldest = select(row.c.entity).where(*old).order_by(row.c.seq).limit(BATCH)
    things = set(tx.execute(oldest).scalars())
    if not things:
        return 0
    # A writer that found a tombstone here is about to write over it: it must find it to the end.
    hold(tx, things)
    gone = delete(row).where(row.c.entity.in_(things), *old).returning(row.c.stream, row.c.seq)
    floors: dict[str, int] = {}
    count = 0
    for count, (stream, seq) in enumerate(tx.execute(gone), start=1):  # noqa: B007 - how many
        floors[stream] = max(floors.get(stream, 0), seq)
    _raise_floors(tx, floors)
    return count


def _raise_floors(tx: Connection, floors: dict[str, int]) -> None:
    """Whoever changes the streams' entries holds the clock, as writers do."""
    tx.execute(select(schema.clock.c.seq).with_for_update()).scalar_one()
    stream = schema.stream
    for identity, seq in sorted(floors.items()):
        here = (stream.c.id == identity) & (stream.c.floor < seq)
        tx.execute(update(stream).where(here).values(floor=seq))


def _any_tombstone(tx: Connection, upto: int) -> bool:
    row = schema.row.c
    query = select(row.seq).where(row.body.is_(None), row.seq <= upto).limit(1)
    return tx.execute(query).first() is not None


def _seq_before(tx: Connection, then: datetime) -> int:
    """The newest seq known to have been written by ``then``; 0 if none is."""
    milestone = schema.milestone.c
    query = select(func.max(milestone.seq)).where(milestone.at <= int(then.timestamp()))
    return int(tx.execute(query).scalar() or 0)


def _wants_milestone(tx: Connection, now: int) -> bool:
    milestone = schema.milestone.c
    last = tx.execute(select(milestone.seq, milestone.at).order_by(milestone.seq.desc())).first()
    if last is None:
        return True
    is_fresh = now - SECONDS_BETWEEN_MILESTONES < last.at <= now
    return not is_fresh and bool(_clock(tx) > last.seq)


def _note(tx: Connection, now: int) -> None:
    if _wants_milestone(tx, now):
        tx.execute(insert(schema.milestone).values(seq=_clock(tx), at=now))


def _clock(tx: Connection) -> int:
    return int(tx.execute(select(schema.clock.c.seq)).scalar_one())

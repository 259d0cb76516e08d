"""Who of several processes does a piece of work just now: a row in the database.

Clocks only spare work here: two that hold the same lease because theirs differ do the same twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final
from uuid import uuid4

from sqlalchemy import Connection, Engine, delete, insert, select

from server import schema
from server.database import hold, transact

SECONDS: Final = 900


@contextmanager
def leased(engine: Engine, name: str, now: datetime) -> Iterator[bool]:
    """Hold the lease ``name`` for the block; ``False`` if another process holds it."""
    holder, seconds = uuid4().hex, int(now.timestamp())
    is_ours = transact(engine, lambda tx: _claim(tx, name, holder, seconds))
    try:
        yield is_ours
    finally:
        if is_ours:
            transact(engine, lambda tx: _release(tx, name, holder))


def _claim(tx: Connection, name: str, holder: str, now: int) -> bool:
    lease = schema.lease
    hold(tx, [f"lease {name}"])
    until = tx.execute(select(lease.c.until).where(lease.c.name == name)).scalar()
    # One that runs for longer than any may was written by a clock that is wrong.
    if until is not None and now < until <= now + SECONDS:
        return False
    tx.execute(delete(lease).where(lease.c.name == name))
    tx.execute(insert(lease).values(name=name, holder=holder, until=now + SECONDS))
    return True


def _release(tx: Connection, name: str, holder: str) -> None:
    lease = schema.lease
    tx.execute(delete(lease).where(lease.c.name == name, lease.c.holder == holder))

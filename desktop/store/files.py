"""The three database files of a home: opened together, made anew."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import Engine

from desktop.errors import HomeTooNew, NotConnected, ReplicaDamaged
from desktop.paths import Home
from desktop.store.agreement import looks_whole
from desktop.store.blobs import Blobs
from desktop.store.current import (
    Current,
    next_number,
    read_current,
    remove_others,
    write_current,
)
from desktop.store.engine import (
    checkpoint,
    doubt,
    has_its_length,
    open_database,
    passing_database,
)
from desktop.store.failures import AGAIN
from desktop.store.index import Index
from desktop.store.outbox import Outbox
from desktop.store.renewal import Renewal
from desktop.store.replica import Replica, utc_now

log = logging.getLogger(__name__)

OUTBOX_DAMAGED: Final = (
    "The outbox of this home folder is damaged, and with it whom it belongs to. Connect again; "
    "the damaged file is kept."
)

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The files of a home, open."""

    home: Home
    current: Current
    replica: Replica
    blobs_engine: Engine
    blobs: Blobs
    outbox_engine: Engine
    outbox: Outbox

    @property
    def engine(self) -> Engine:
        """The replica's, for the search; another once its file was written anew."""
        return self.replica.engine

    def settle(self) -> None:
        """After a sync: bring what came to the disk, and note how far that is."""
        current = read_current(self.home)
        applied = self.replica.applied()
        if checkpoint(self.engine) and current is not None and current.applied != applied:
            write_current(self.home, msgspec.structs.replace(current, applied=applied))

    def bytes_on_disk(self) -> int:
        """What the databases take on the disk, their logs included."""
        return sum(_size(path) for path in self.home.root.glob("*.db*"))

    def is_replaced(self) -> bool:
        """Whether other files are in use by now than those that are open."""
        with suppress(ReplicaDamaged):
            current = read_current(self.home)
            return current is None or not current.names_the_files_of(self.current)
        return False

    def close(self) -> None:
        """Close every connection; the files can then be moved."""
        for engine in (self.engine, self.blobs_engine, self.outbox_engine):
            engine.dispose()


def open_outbox(home: Home, key: bytes) -> tuple[Engine, Outbox]:
    """The outbox, made if there is none."""
    with ExitStack() as opened:
        try:
            engine = open_database(home.outbox, key, cache_mb=2, synchronous="FULL")
            opened.callback(engine.dispose)
            outbox = Outbox(engine, home.outbox)
            outbox.connection()
        except ReplicaDamaged as error:
            raise ReplicaDamaged(OUTBOX_DAMAGED) from error
        opened.pop_all()
    return engine, outbox


def open_store(
    home: Home,
    key: bytes,
    index: Index,
    *,
    cache_mb: int = 16,
    now: Clock = utc_now,
    to_read: bool = False,
) -> Store:
    """Open the files in use. Raises ``NotConnected`` or ``ReplicaDamaged`` with a sentence.

    ``to_read`` goes on without pictures, or what waits to be sent, where those are damaged.
    """
    current = read_current(home)
    if current is None:
        raise NotConnected("This home folder holds no replica yet. Connect to a server first.")
    with ExitStack() as opened:
        engine, replica = open_replica(home, key, index, current, cache_mb, now)
        opened.callback(engine.dispose)
        outbox_engine, outbox = _open_outbox(home, key, to_read)
        opened.callback(outbox_engine.dispose)
        blobs_engine, blobs = open_blobs(home, key, current, to_read)
        opened.pop_all()
    return Store(
        home=home,
        current=current,
        replica=replica,
        blobs_engine=blobs_engine,
        blobs=blobs,
        outbox_engine=outbox_engine,
        outbox=outbox,
    )


def start_replica(home: Home, key: bytes, index: Index, replica_id: str) -> None:
    """Begin with an empty replica and no blobs, in new files; the old ones are removed."""
    number = next_number(home)
    engine = open_database(home.replica(number), key)
    Replica.create(engine, index, replica_id)
    engine.dispose()
    open_database(home.blobs(number), key).dispose()
    current = Current(replica=number, blobs=number, id=replica_id, begun=utc_now())
    write_current(home, current)
    remove_others(home, current)
    log.info("a new replica was begun in file %d", number)


def _open_outbox(home: Home, key: bytes, to_read: bool) -> tuple[Engine, Outbox]:
    try:
        return open_outbox(home, key)
    except ReplicaDamaged:
        if not to_read:
            raise
    engine = passing_database()
    return engine, Outbox(engine, home.outbox)


def open_replica(
    home: Home, key: bytes, index: Index, current: Current, cache_mb: int = 16, now: Clock = utc_now
) -> tuple[Engine, Replica]:
    """The replica in use; ``ReplicaDamaged`` where it is none, or an old copy of it.

    What can be seen within 50 ms to be wrong with a large one is noted for the next sync.
    """
    path = home.replica(current.replica)
    if not path.exists():
        raise ReplicaDamaged(f"{path} is gone. {AGAIN}")
    engine = open_database(path, key, cache_mb=cache_mb)
    try:
        renewal = Renewal(home=home, key=key, cache_mb=cache_mb, now=now)
        replica = Replica(engine, index, now=now, renewal=renewal)
        if replica.state().replica != current.id or replica.applied() < current.applied:
            raise ReplicaDamaged(f"{path} is an old copy. {AGAIN}")
        if not (has_its_length(engine) and looks_whole(engine)):
            doubt(engine)  # what is there may still be read; the next sync looks closer
    except (ReplicaDamaged, HomeTooNew):
        engine.dispose()
        raise
    return engine, replica


def open_blobs(
    home: Home, key: bytes, current: Current, to_read: bool = False
) -> tuple[Engine, Blobs]:
    """The blobs in use; ``to_read`` has none of them where the file is damaged."""
    path = home.blobs(current.blobs)
    try:
        if not path.exists():
            raise ReplicaDamaged(f"{path} is gone. {AGAIN}")
        engine = open_database(path, key, cache_mb=4)
        return engine, Blobs(engine)
    except ReplicaDamaged:
        if not to_read:
            raise
    engine = passing_database()
    return engine, Blobs(engine)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # a sync that ended meanwhile took its log away
        return 0

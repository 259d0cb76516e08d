"""The three database files of a home: which are in use, opened together, made anew.

A small file, ``current``, says which of the disposable ones are in use: a damaged file is
followed by one of another name, because Windows cannot rename a file that is open.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec
from sqlalchemy import Engine

from desktop.errors import NotConnected, ReplicaDamaged, StorageReadOnly
from desktop.paths import Home, write_whole
from desktop.store.blobs import Blobs
from desktop.store.engine import checkpoint, open_database
from desktop.store.index import Index
from desktop.store.outbox import Outbox
from desktop.store.replica import Replica, utc_now

log = logging.getLogger(__name__)

AGAIN: Final = "Connect again, or sync, to fill a new one; nothing that was written here is lost."

Clock = Callable[[], datetime]


class Current(msgspec.Struct, frozen=True, kw_only=True):
    """The files in use, by number; ``id`` is the replica's.

    ``applied`` is how many answers the replica is known to hold on disk: a file with fewer is
    an old copy.
    """

    replica: int
    blobs: int
    id: str
    applied: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The files of a home, open."""

    home: Home
    engine: Engine  # of the replica, for the search
    replica: Replica
    blobs_engine: Engine
    blobs: Blobs
    outbox_engine: Engine
    outbox: Outbox

    def settle(self) -> None:
        """After a sync: bring what came to the disk, and note how far that is."""
        current = read_current(self.home)
        applied = self.replica.applied()
        if checkpoint(self.engine) and current is not None and current.applied != applied:
            write_current(self.home, msgspec.structs.replace(current, applied=applied))

    def bytes_on_disk(self) -> int:
        """What the databases take on the disk, their logs included."""
        return sum(path.stat().st_size for path in self.home.root.glob("*.db*"))

    def close(self) -> None:
        """Close every connection; the files can then be moved."""
        for engine in (self.engine, self.blobs_engine, self.outbox_engine):
            engine.dispose()


def open_outbox(home: Home, key: bytes) -> tuple[Engine, Outbox]:
    """The outbox, made if there is none."""
    engine = open_database(home.outbox, key, cache_mb=2, synchronous="FULL")
    return engine, Outbox(engine, home.outbox)


def open_store(
    home: Home, key: bytes, index: Index, *, cache_mb: int = 16, now: Clock = utc_now
) -> Store:
    """Open the files in use. Raises ``NotConnected`` or ``ReplicaDamaged`` with a sentence."""
    current = read_current(home)
    if current is None:
        raise NotConnected("This home folder holds no replica yet. Connect to a server first.")
    outbox_engine, outbox = open_outbox(home, key)
    engine, replica = _open_replica(home, key, index, current, cache_mb, now)
    blobs_engine, blobs = _open_blobs(home, key, current)
    return Store(
        home=home,
        engine=engine,
        replica=replica,
        blobs_engine=blobs_engine,
        blobs=blobs,
        outbox_engine=outbox_engine,
        outbox=outbox,
    )


def start_replica(home: Home, key: bytes, index: Index, replica_id: str) -> None:
    """Begin with an empty replica and no blobs, in new files; the old ones are removed."""
    number = _next_number(home)
    engine = open_database(home.replica(number), key)
    Replica.create(engine, index, replica_id)
    engine.dispose()
    open_database(home.blobs(number), key).dispose()
    write_current(home, Current(replica=number, blobs=number, id=replica_id))
    _remove_others(home, number)
    log.info("a new replica was begun in file %d", number)


def read_current(home: Home) -> Current | None:
    """Which files are in use; ``None`` before the first connect."""
    try:
        return msgspec.json.decode(home.current.read_bytes(), type=Current)
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise StorageReadOnly(f"{home.root} may not be read by this user.") from error
    except msgspec.MsgspecError as error:
        raise ReplicaDamaged(f"{home.current} cannot be read. {AGAIN}") from error


def write_current(home: Home, current: Current) -> None:
    """Say which files are in use."""
    write_whole(home.current, msgspec.json.encode(current))


def replace_damaged(home: Home, key: bytes, index: Index) -> tuple[str, ...]:
    """Begin new files instead of those of replica and blobs that are damaged; return which.

    The outbox is never replaced. A sync fills the new files again.
    """
    current = read_current(home)
    if current is None:
        return ()
    try:
        engine, _ = _open_replica(home, key, index, current, 1, utc_now)
        engine.dispose()
    except ReplicaDamaged:
        start_replica(home, key, index, current.id)
        return ("replica", "blobs")
    try:
        engine, _ = _open_blobs(home, key, current)
        engine.dispose()
    except ReplicaDamaged:
        number = _next_number(home)
        open_database(home.blobs(number), key).dispose()
        write_current(home, msgspec.structs.replace(current, blobs=number))
        return ("blobs",)
    return ()


def _open_replica(
    home: Home, key: bytes, index: Index, current: Current, cache_mb: int, now: Clock
) -> tuple[Engine, Replica]:
    path = home.replica(current.replica)
    if not path.exists():
        raise ReplicaDamaged(f"{path} is gone. {AGAIN}")
    engine = open_database(path, key, cache_mb=cache_mb)
    try:
        replica = Replica(engine, index, now=now)
        if replica.state().replica != current.id or replica.applied() < current.applied:
            raise ReplicaDamaged(f"{path} is an old copy. {AGAIN}")
    except ReplicaDamaged:
        engine.dispose()
        raise
    return engine, replica


def _open_blobs(home: Home, key: bytes, current: Current) -> tuple[Engine, Blobs]:
    path = home.blobs(current.blobs)
    if not path.exists():
        raise ReplicaDamaged(f"{path} is gone. {AGAIN}")
    engine = open_database(path, key, cache_mb=4)
    return engine, Blobs(engine)


def _next_number(home: Home) -> int:
    """A number under which no file lies, whole or begun."""
    number = 1
    while home.replica(number).exists() or home.blobs(number).exists():
        number += 1
    return number


def _remove_others(home: Home, number: int) -> None:
    """Remove what is no longer in use; Windows keeps what another process has open."""
    kept = {home.replica(number).name, home.blobs(number).name}
    for pattern in ("replica*.db", "blobs*.db"):
        for path in home.root.glob(pattern):
            if path.name in kept:
                continue
            for part in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
                try:
                    part.unlink(missing_ok=True)
                except PermissionError:
                    log.info("%s is still open and stays for now", part.name)

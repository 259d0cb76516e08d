"""A replica on disk, an engine over it, and a server in memory that it reaches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine

from desktop.records import ChangeSet, SyncProgress
from desktop.search.index import SearchIndex
from desktop.store.blobs import Blobs
from desktop.store.engine import open_database, reading
from desktop.store.index import Index
from desktop.store.replica import Replica
from desktop.store.shelf import Shelf
from desktop.sync.budget import Budget, Line
from desktop.sync.engine import SyncEngine
from tests.desktop.sync.ledger import Counted
from tests.memory_server import MemoryRemote, MemoryServer
from wire.messages import EnrolRequest

KEY = bytes(range(32))

Rows = dict[tuple[str, str], tuple[int, bytes]]


@dataclass
class Heard:
    """A listener that remembers, and ends a pass after so many changes if that is set."""

    steps: list[SyncProgress] = field(default_factory=list)
    changes: list[ChangeSet] = field(default_factory=list)
    interrupt_after: int = 10**6

    def progress(self, progress: SyncProgress) -> None:
        self.steps.append(progress)

    def changed(self, changes: ChangeSet) -> None:
        self.changes.append(changes)
        if len(self.changes) >= self.interrupt_after:
            raise KeyboardInterrupt


@dataclass
class Desk:
    """A replica with its blobs, and the engine over them."""

    remote: MemoryRemote
    database: Engine
    replica: Replica
    blobs: Blobs
    heard: Heard
    engine: SyncEngine

    def rows(self) -> Rows:
        """What is held, by (stream, key): seq and body."""
        with reading(self.database) as tx:
            found = tx.exec_driver_sql("SELECT stream, key, seq, body FROM row")
            return {(stream, key): (seq, bytes(body)) for stream, key, seq, body in found}

    def served(self) -> Rows:
        """What should be held."""
        streams = self.remote.server.streams_of(self.remote.user)
        return {
            (row.stream, row.key): (row.seq, bytes(row.body))
            for row in self.remote.server.rows.values()
            if row.stream in streams and not row.is_tombstone
        }


@contextmanager
def desk_at(
    server: MemoryServer, folder: Path, user: str = "ada", index: Index | None = None
) -> Iterator[Desk]:
    """A desk of ``user`` with an empty replica in ``folder``."""
    remote, heard, index = MemoryRemote(server, user), Heard(), index or SearchIndex()
    enrolled = remote.enrol(EnrolRequest(name="desk", client="0.1.0"))
    engine = open_database(folder / "replica.db", KEY)
    blobs_engine = open_database(folder / "blobs.db", KEY)
    replica, blobs = Replica.create(engine, index, enrolled.replica), Blobs(blobs_engine)
    ticks = iter(range(10**6))
    sync = SyncEngine(
        remote,
        replica,
        blobs,
        heard,
        shelf=Shelf(lambda: engine, blobs_engine),
        budget=Budget(Counted(), Line(), lambda: remote.received),
        clock=lambda: float(next(ticks)),
    )
    yield Desk(remote, engine, replica, blobs, heard, sync)
    engine.dispose()
    blobs_engine.dispose()

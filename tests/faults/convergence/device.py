"""One replica on encrypted files, that can be killed at any statement and begins anew from them.

A kill is told by its traces: the files as they lie at that moment are all that the next start
finds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

from desktop.paths import Home
from desktop.records import ChangeSet, SyncProgress
from desktop.store.engine import reading
from desktop.store.files import open_store
from desktop.store.index import Index
from desktop.store.state import State
from tests.desktop.replicas import KEY, NOON, new_store

Rows = dict[tuple[str, str], tuple[int, str, bytes]]  # (stream, key) → (seq, kind, body)


@dataclass(frozen=True, slots=True)
class Glance:
    """How far a replica has come, read past the program."""

    epoch: str | None
    cursor: int
    streams: frozenset[str]
    booting: frozenset[str]


class Killed(BaseException):
    """The process ended here, as far as its files are concerned."""


class Device:
    """A home with its files; ``begin`` empties it for another story."""

    def __init__(self, folder: Path, index: Index) -> None:
        self.home = Home(folder)
        self.index = index
        self.viewer = ""
        self.offset = timedelta()
        self.store = new_store(self.home, index, now=self.clock)
        self.on_progress: Callable[[], None] = lambda: None
        self._fuse: int | None = None
        self._left: dict[str, bytes] = {}
        self._watched: list[Engine] = []
        self.store.close()
        self._pristine = self._files()

    def begin(self, viewer: str, offset: timedelta) -> None:
        """Belong to ``viewer`` and hold nothing; ``offset`` is how wrong the clock is."""
        self.viewer, self.offset, self._fuse = viewer, offset, None
        self._put_back(self._pristine)

    def clock(self) -> datetime:
        return NOON + self.offset

    def state(self) -> State:
        return self.store.replica.state()

    def glance(self) -> Glance:
        with reading(self.store.engine) as tx:
            [(epoch, cursor)] = tx.exec_driver_sql("SELECT epoch, cursor FROM replica").all()
            streams = tx.exec_driver_sql("SELECT id, at FROM stream").all()
        booting = frozenset(name for name, at in streams if at is not None)
        return Glance(epoch, cursor or 0, frozenset(name for name, _ in streams), booting)

    def rows(self) -> Rows:
        with reading(self.store.engine) as tx:
            found = tx.exec_driver_sql("SELECT stream, key, seq, kind, body FROM row").all()
        return {(stream, key): (seq, kind, bytes(body)) for stream, key, seq, kind, body in found}

    def kill_at(self, statements: int | None) -> None:
        """End the process after so many more statements and commits."""
        self._fuse = statements
        for engine in (self.store.engine, self.store.blobs_engine):
            if statements is not None and engine not in self._watched:
                event.listen(engine, "before_cursor_execute", self._on_statement)
                event.listen(engine, "commit", self._burn)
                self._watched.append(engine)

    def restart(self) -> None:
        """Begin again with what the kill left; raises ``ReplicaDamaged`` if that is no replica."""
        self._put_back(self._left)

    def progress(self, progress: SyncProgress) -> None:
        if progress.phase in ("connecting", "photos"):
            return
        fuse, self._fuse = self._fuse, None  # whoever looks on is not killed
        self.on_progress()
        self._fuse = fuse

    def changed(self, changes: ChangeSet) -> None:
        return

    def _on_statement(self, connection: Connection, *_: Any) -> None:
        self._burn(connection)

    def _burn(self, connection: Connection) -> None:
        if self._fuse is None:
            return
        self._fuse -= 1
        if self._fuse <= 0:
            self._fuse = None
            self._left = self._files()
            raise Killed

    def _files(self) -> dict[str, bytes]:
        return {
            path.name: path.read_bytes()
            for path in self.home.root.iterdir()
            if path.is_file() and not path.name.endswith("-shm")
        }

    def _put_back(self, files: dict[str, bytes]) -> None:
        self.store.close()
        self._watched.clear()
        for path in self.home.root.iterdir():
            path.unlink()
        for name, content in files.items():
            (self.home.root / name).write_bytes(content)
        self.store = open_store(self.home, KEY, self.index, now=self.clock)

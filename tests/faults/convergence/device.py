"""One replica on encrypted files, that can be killed at any statement and begins anew from them.

A kill is told by its traces: the files as they lie at that moment are all that the next start
finds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desktop.paths import Home
from desktop.records import ChangeSet, SyncProgress
from desktop.store.engine import reading
from desktop.store.files import open_store
from desktop.store.index import Index
from desktop.store.mending import replace_damaged
from desktop.store.state import State
from tests.desktop.replicas import KEY, NOON, new_store
from tests.faults.convergence.engines import FUSE
from tests.faults.convergence.world import require

Rows = dict[tuple[str, str], tuple[int, str, bytes]]  # (stream, key) → (seq, kind, body)


@dataclass(frozen=True, slots=True)
class Glance:
    """How far a replica has come, read past the program."""

    epoch: str | None
    cursor: int
    streams: frozenset[str]
    booting: frozenset[str]


class Device:
    """A home with its files; ``begin`` empties it for another story."""

    def __init__(self, folder: Path, index: Index) -> None:
        self.home = Home(folder)
        self.index = index
        self.viewer = ""
        self.offset = timedelta()
        self.store = new_store(self.home, index, now=self.clock)
        self.on_progress: Callable[[], None] = lambda: None
        self._left: dict[str, bytes] = {}
        self.store.close()
        self._pristine = self._files()

    def begin(self, viewer: str, offset: timedelta) -> None:
        """Belong to ``viewer`` and hold nothing; ``offset`` is how wrong the clock is."""
        self.viewer, self.offset = viewer, offset
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

    def held_back(self) -> set[tuple[str, str]]:
        """The (stream, key) of what is to go and waits for the server's check."""
        with reading(self.store.engine) as tx:
            found = tx.exec_driver_sql("SELECT stream, key FROM row WHERE generation < 0").all()
        return {(stream, key) for stream, key in found}

    def kill_at(self, count: int | None, kind: str = "statement") -> None:
        """End the process at its next so many-th statement, commit or file renamed or removed."""
        FUSE.left, FUSE.counts, FUSE.last = count, kind, self._die

    def restart(self) -> None:
        """Begin again with what the kill left, as a sync does: none of it is damaged."""
        self._put_back(self._left)
        require(replace_damaged(self.home, KEY, self.index) == (), "a kill damages nothing")

    def progress(self, progress: SyncProgress) -> None:
        if progress.phase in ("connecting", "photos"):
            return
        left, FUSE.left = FUSE.left, None  # whoever looks on is not killed
        self.on_progress()
        FUSE.left = left

    def changed(self, changes: ChangeSet) -> None:
        return

    def _die(self) -> None:
        self._left = self._files()

    def _files(self) -> dict[str, bytes]:
        return {
            path.name: path.read_bytes()
            for path in self.home.root.iterdir()
            if path.is_file() and not path.name.endswith("-shm")
        }

    def _put_back(self, files: dict[str, bytes]) -> None:
        self.store.close()
        for path in self.home.root.iterdir():
            path.unlink()
        for name, content in files.items():
            (self.home.root / name).write_bytes(content)
        self.store = open_store(self.home, KEY, self.index, now=self.clock)

"""One writer of the replica at a time, across processes.

The system frees the lock when its process ends, however it ends. Knows nothing of what is
locked.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from desktop.errors import StorageReadOnly, SyncRunning
from desktop.paths import PRIVATE


@contextmanager
def sync_lock(path: Path) -> Iterator[None]:
    """Hold the lock file at ``path``; ``SyncRunning`` at once if another process does."""
    lock = FileLock(path, timeout=0, mode=PRIVATE, is_singleton=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise SyncRunning("Another sync of this replica is under way. Wait for it.") from error
    except OSError as error:
        raise StorageReadOnly(f"{path.parent} cannot be written, so nothing is synced.") from error
    try:
        yield
    finally:
        lock.release()

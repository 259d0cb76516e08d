"""Who is the first to show a home's window: decided by a lock, before anything is shown."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtCore import QLockFile

FILE_NAME = "window.lock"


class Claim:
    """This process's claim on a home. One that ended, however that was, has none any more."""

    def __init__(self, root: Path) -> None:
        with contextlib.suppress(OSError):
            root.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = QLockFile(str(root / FILE_NAME))
        self._lock.setStaleLockTime(0)  # by its process that is gone, never by its age

    def take(self) -> bool:
        """Whether this is the first; so is everybody where the home cannot be written."""
        if self._lock.tryLock(0):
            return True
        return self._lock.error() != QLockFile.LockError.LockFailedError

    def release(self) -> None:
        """Let another be the first."""
        self._lock.unlock()

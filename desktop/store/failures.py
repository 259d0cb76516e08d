"""What the database driver raises, as errors with a sentence for a person.

The one place where a driver's error code is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.engine import ExceptionContext

from desktop.errors import AppError, ReplicaDamaged, StorageFull, StorageReadOnly, SyncRunning

_BUSY, _LOCKED, _READ_ONLY, _IO, _CORRUPT, _FULL, _CANNOT_OPEN, _NOT_A_DATABASE = (
    5, 6, 8, 10, 11, 13, 14, 26,
)  # fmt: skip
_IO_WRITES: Final = frozenset(_IO | detail << 8 for detail in (3, 4, 5, 6, 12, 19, 23))
# A page that fails its check leaves the connection unusable; SQLite then says only this.
_STICKY: Final = "deferred error condition"

FULL: Final = "The disk has no room left, or refuses to write. Free some space; reading goes on."
READ_ONLY: Final = "The home folder cannot be written, so nothing new can be stored in it."
AGAIN: Final = "Sync, and a new one is filled; nothing that was written here is lost."
DAMAGED: Final = f"A database file of the home folder is damaged and cannot be read. {AGAIN}"
NEWER: Final = (
    "A newer version of this program has used this home folder. Update this one; nothing was "
    "changed."
)
OLDER: Final = (
    "What is here was made ready by another version of this program, and is being made ready "
    "again. Sync; it takes a minute or two, also without a network."
)
BUSY: Final = "Another process is writing to this home folder. Try again in a moment."


def translate(context: ExceptionContext) -> None:
    """SQLAlchemy's hook for errors: raise ours, and drop a connection that is beyond use."""
    error = classify(context.original_exception)
    if isinstance(error, ReplicaDamaged):
        context.is_disconnect = True
    if error is not None:
        raise error from context.original_exception


@contextmanager
def translating() -> Iterator[None]:
    """The same for calls that go to the driver itself."""
    try:
        yield
    except sqlcipher.Error as error:
        ours = classify(error)
        if ours is None:
            raise
        raise ours from error


def classify(error: BaseException | None) -> AppError | None:
    """Our error for a driver's; ``None`` where the fault is in the program."""
    if not isinstance(error, sqlcipher.Error):
        return None
    extended = int(getattr(error, "sqlite_errorcode", 0))
    code = extended & 0xFF
    if code in (_CORRUPT, _NOT_A_DATABASE) or _STICKY in str(error):
        return ReplicaDamaged(DAMAGED)
    # Without a detail it comes out of a commit that the disk refused, and never out of a read.
    if code == _FULL or extended in _IO_WRITES or extended == _IO:
        return StorageFull(FULL)
    if code == _IO:
        return ReplicaDamaged(DAMAGED)
    if code in (_READ_ONLY, _CANNOT_OPEN):
        return StorageReadOnly(READ_ONLY)
    if code in (_BUSY, _LOCKED):
        return SyncRunning(BUSY)
    return None

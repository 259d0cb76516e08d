"""The small file ``current``: which of the disposable files of a home are in use.

A damaged file is followed by one of another name, because Windows cannot rename a file that is
open; so is one that was written anew. It must not know what the files hold.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Final

import msgspec

from desktop.errors import HomeTooNew, NotConnected, ReplicaDamaged, StorageReadOnly
from desktop.paths import Home, write_whole
from desktop.store.failures import AGAIN, NEWER

log = logging.getLogger(__name__)

BESIDE: Final = ("-wal", "-shm", ".doubtful")
FORMAT: Final = 1


class _Format(msgspec.Struct, frozen=True):
    format: int = FORMAT


class Current(msgspec.Struct, frozen=True, kw_only=True):
    """The files in use, by number; ``id`` is the replica's.

    ``applied`` is how many answers the replica is known to hold on disk: a file with fewer is
    an old copy. ``begun`` is when its file was, empty or written anew, ``checked`` when its
    pages were, all of them.
    """

    replica: int
    blobs: int
    id: str
    applied: int = 0
    begun: datetime | None = None
    checked: datetime | None = None
    format: int = FORMAT

    def names_the_files_of(self, other: Current) -> bool:
        """Whether both name the same files of the same replica."""
        mine, its = (self.replica, self.blobs, self.id), (other.replica, other.blobs, other.id)
        return mine == its


def read_current(home: Home) -> Current | None:
    """Which files are in use; ``None`` before the first connect.

    Raises ``HomeTooNew`` where a newer version of this program says it in its own way.
    """
    try:
        return _parse(home.current.read_bytes())
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise StorageReadOnly(f"{home.root} may not be read by this user.") from error
    except NotADirectoryError as error:
        raise NotConnected(f"{home.root} is a file. Name a folder for the home.") from error
    except OSError as error:
        raise ReplicaDamaged(f"{home.current} cannot be read. {AGAIN}") from error
    except msgspec.MsgspecError as error:
        raise ReplicaDamaged(f"{home.current} cannot be read. {AGAIN}") from error


def _parse(text: bytes) -> Current:
    if msgspec.json.decode(text, type=_Format).format > FORMAT:
        raise HomeTooNew(NEWER)
    return msgspec.json.decode(text, type=Current)


def write_current(home: Home, current: Current) -> None:
    """Say which files are in use."""
    write_whole(home.current, msgspec.json.encode(current))


def next_number(home: Home) -> int:
    """A number under which no file lies, whole or begun."""
    number = 1
    while home.replica(number).exists() or home.blobs(number).exists():
        number += 1
    return number


def remove_all(home: Home) -> None:
    """Remove the files in use as well: there is no replica here any more."""
    # First what names them: killed in between, there are files left and no replica.
    home.current.unlink(missing_ok=True)
    _remove_but(home, frozenset())


def remove_others(home: Home, current: Current) -> None:
    """Remove what is no longer in use; Windows keeps what another process has open."""
    kept = {home.replica(current.replica).name, home.blobs(current.blobs).name}
    _remove_but(home, frozenset(kept))


def _remove_but(home: Home, kept: frozenset[str]) -> None:
    for pattern in ("replica*.db", "blobs*.db", "*.db.new"):
        for path in home.root.glob(pattern):
            if path.name in kept:
                continue
            # The file last: without it its name is free, and a log left there would be taken
            # for that of the next file of this name.
            for part in (*(path.with_name(path.name + end) for end in BESIDE), path):
                try:
                    part.unlink(missing_ok=True)
                except PermissionError:
                    log.info("%s is still open and stays for now", part.name)

"""Where everything lies in a home folder, and how a small file there is written.

It must not know what any file holds.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from desktop.errors import StorageFull, StorageReadOnly

APPLICATION = "Vademecum"
HOME_VARIABLE = "VADEMECUM_HOME"
PRIVATE = 0o600  # the rights of every file in a home
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one replica: one server, one viewer."""

    root: Path

    @property
    def outbox(self) -> Path:
        return self.root / "outbox.db"

    @property
    def keyslot(self) -> Path:
        """Says which store holds the key; never the key itself."""
        return self.root / "keyslot"

    @property
    def key_file(self) -> Path:
        """The key itself, where no keyring can hold it."""
        return self.root / "replica.key"

    @property
    def current(self) -> Path:
        """Names the replica and blob files now in use."""
        return self.root / "current"

    @property
    def sync_lock(self) -> Path:
        return self.root / "sync.lock"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    def replica(self, generation: int) -> Path:
        """A replica file; a damaged one is followed by one of the next generation."""
        return self.root / _numbered("replica", generation)

    def blobs(self, generation: int) -> Path:
        """The file of photos and attachments beside a replica of the same generation."""
        return self.root / _numbered("blobs", generation)


def default_home(environment: Mapping[str, str]) -> Home:
    """The home where none is named: ``VADEMECUM_HOME``, or the local, non-roaming data folder."""
    named = environment.get(HOME_VARIABLE)
    if named:
        return Home(Path(named).expanduser().absolute())
    return Home(Path(platformdirs.user_data_dir(APPLICATION, appauthor=False, roaming=False)))


def write_whole(path: Path, data: bytes) -> None:
    """Write a small file so that a crash leaves the old one, or the new one.

    Raises ``StorageReadOnly`` or ``StorageFull`` where the disk does not take it.
    """
    new = path.with_name(path.name + ".new")
    try:
        new.unlink(missing_ok=True)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)
        _settle_folder(path.parent)
    except OSError as error:
        raise not_written(path, error) from error


def _settle_folder(folder: Path) -> None:
    """Have the new name on the disk before anything is done that counts on it."""
    if os.name == "nt":  # there a folder cannot be opened, and a rename waits for nothing
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def not_written(path: Path, error: OSError) -> StorageFull | StorageReadOnly:
    """What to raise where the disk did not take ``path``."""
    if error.errno in _NO_ROOM:
        return StorageFull(f"There is no room to write {path}. Free some space.")
    return StorageReadOnly(f"{path} cannot be written: {error.strerror}.")


def _numbered(stem: str, generation: int) -> str:
    return f"{stem}.db" if generation == 1 else f"{stem}-{generation}.db"

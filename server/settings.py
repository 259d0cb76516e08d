"""Where a server keeps what it serves. Values only: nothing here opens anything."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATABASE_VARIABLE = "VADEMECUM_DATABASE"
FILES_VARIABLE = "VADEMECUM_FILES"
WAIT_VARIABLE = "VADEMECUM_WAIT"
DEFAULT_FILES = "vademecum-files"
TOMBSTONES_VARIABLE = "VADEMECUM_TOMBSTONE_DAYS"
STANDBY_VARIABLE = "VADEMECUM_STANDBY"
DEFAULT_WAIT = 900
DEFAULT_TOMBSTONE_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``database`` is an SQLAlchemy URL, ``files`` the folder of blobs and snapshots.

    ``wait`` is the number of seconds after which a client at head asks again,
    ``tombstone_days`` for how long deletions are remembered. ``standby`` says that the database
    is a copy that may lag behind and takes no writes.
    """

    database: str
    files: Path
    wait: int = DEFAULT_WAIT
    tombstone_days: int = DEFAULT_TOMBSTONE_DAYS
    standby: bool = False

    @classmethod
    def below(cls, files: Path, *, database: str | None = None, **others: Any) -> Settings:
        """Settings with the database in a file below ``files``, unless another is named."""
        folder = files.expanduser().resolve()
        url = database or f"sqlite:///{(folder / 'server.db').as_posix()}"
        return cls(database=url, files=folder, **others)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """What the variables say; workers of one server learn their settings this way."""
        days = environment.get(TOMBSTONES_VARIABLE)
        return cls.below(
            Path(environment.get(FILES_VARIABLE) or DEFAULT_FILES),
            database=environment.get(DATABASE_VARIABLE),
            wait=int(environment.get(WAIT_VARIABLE) or DEFAULT_WAIT),
            tombstone_days=int(days or DEFAULT_TOMBSTONE_DAYS),
            standby=bool(environment.get(STANDBY_VARIABLE)),
        )

    def to_environment(self) -> dict[str, str]:
        """The variables from which ``from_environment`` makes these settings again."""
        return {
            DATABASE_VARIABLE: self.database,
            FILES_VARIABLE: str(self.files),
            WAIT_VARIABLE: str(self.wait),
            TOMBSTONES_VARIABLE: str(self.tombstone_days),
            STANDBY_VARIABLE: "1" if self.standby else "",
        }

"""Where a server keeps what it serves. Values only: nothing here opens anything."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DATABASE_VARIABLE = "VADEMECUM_DATABASE"
FILES_VARIABLE = "VADEMECUM_FILES"
WAIT_VARIABLE = "VADEMECUM_WAIT"
DEFAULT_FILES = "vademecum-files"
DEFAULT_WAIT = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``database`` is an SQLAlchemy URL, ``files`` the folder of blobs.

    ``wait`` is the number of seconds after which a client at head asks again.
    """

    database: str
    files: Path
    wait: int = DEFAULT_WAIT

    @classmethod
    def below(
        cls, files: Path, *, database: str | None = None, wait: int = DEFAULT_WAIT
    ) -> Settings:
        """Settings with the database in a file below ``files``, unless another is named."""
        folder = files.expanduser().resolve()
        url = database or f"sqlite:///{(folder / 'server.db').as_posix()}"
        return cls(database=url, files=folder, wait=wait)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """What the variables say; workers of one server learn their settings this way."""
        return cls.below(
            Path(environment.get(FILES_VARIABLE) or DEFAULT_FILES),
            database=environment.get(DATABASE_VARIABLE),
            wait=int(environment.get(WAIT_VARIABLE) or DEFAULT_WAIT),
        )

    def to_environment(self) -> dict[str, str]:
        """The variables from which ``from_environment`` makes these settings again."""
        return {
            DATABASE_VARIABLE: self.database,
            FILES_VARIABLE: str(self.files),
            WAIT_VARIABLE: str(self.wait),
        }

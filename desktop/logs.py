"""Where the program writes what it did: a small log in the home that is begun anew when full.

What is logged are ids, counts and durations; never a name, a text, a token or a query.
"""

from __future__ import annotations

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from desktop.paths import PRIVATE, Home

LARGEST: Final = 512 * 1024
KEPT: Final = 3
LINE: Final = "%(asctime)s %(levelname)s %(process)d %(name)s %(message)s"
# Libraries that may put addresses or bodies into their lines.
_QUIET: Final = ("urllib3", "keyring", "sqlalchemy", "markdown_it", "whoosh")


def log_to_home(home: Home, *, verbose: bool = False) -> logging.Handler | None:
    """Write the log into ``home``; ``None`` where it cannot be written, which stops nothing."""
    path = home.logs / "vademecum.log"
    try:
        home.logs.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = _Sparing(path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True)
    except OSError:
        return None
    handler.setFormatter(logging.Formatter(LINE))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    return handler


class _Sparing(RotatingFileHandler):
    """A log that gives up quietly where the disk is full or a file is held by another process."""

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, PRIVATE)
        return open(descriptor, "a", encoding=self.encoding, errors=self.errors)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (logging's name)
        self.close()


def log_files(home: Home) -> list[Path]:
    """The log and its predecessors, newest first."""
    return sorted(home.logs.glob("vademecum.log*"))

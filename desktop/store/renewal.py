"""The replica's file, written anew under the next name without what was taken from it.

SQLite leaves copies of deleted bytes in the unused parts of pages, where no option of it reaches
them: only a copy of what is alive is sure to hold nothing else. Whoever reads the old file is
not in its way, and notices that another is in use. It must not know what the file holds.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import msgspec
from sqlalchemy import Connection, Engine

from desktop.errors import ReplicaDamaged
from desktop.paths import Home
from desktop.store.current import next_number, read_current, remove_others, write_current
from desktop.store.engine import checkpoint, copy_into, open_database, transaction
from desktop.store.failures import AGAIN

log = logging.getLogger(__name__)

NO_MATTER: Final = 32 * 2**20  # bytes that are written again without a thought
AT_MOST_EVERY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """Writes the replica in use anew; call it under the sync lock."""

    home: Home
    key: bytes
    cache_mb: int
    now: Callable[[], datetime]

    def is_due(self) -> bool:
        """Whether it may be done for a small thing: it costs as much as the file is large."""
        current = read_current(self.home)
        if current is None or current.begun is None:
            return True
        if self.home.replica(current.replica).stat().st_size < NO_MATTER:
            return True
        # To either side: a clock that was wrong once must not put it off for years.
        return abs(self.now() - current.begun) >= AT_MOST_EVERY

    def write(self, engine: Engine, finish: Callable[[Connection], None]) -> Engine:
        """Copy what is alive, ``finish`` the copy, use it from now on, and return its engine.

        The old file is closed and removed. Raises ``StorageFull``; nothing is changed then.
        """
        current = read_current(self.home)
        if current is None:
            raise ReplicaDamaged(f"{self.home.current} is gone. {AGAIN}")
        number = next_number(self.home)
        self._write(engine, number, finish)
        engine.dispose()
        renewed = msgspec.structs.replace(current, replica=number, begun=self.now())
        write_current(self.home, renewed)
        remove_others(self.home, renewed)
        log.info("the replica was written anew, as file %d", number)
        return open_database(self.home.replica(number), self.key, cache_mb=self.cache_mb)

    def _write(self, engine: Engine, number: int, finish: Callable[[Connection], None]) -> None:
        path = self.home.replica(number)
        new = path.with_name(path.name + ".new")
        with ExitStack() as undone:
            undone.callback(new.unlink, missing_ok=True)
            copy_into(engine, new)
            copy = open_database(new, self.key, cache_mb=self.cache_mb)
            undone.callback(copy.dispose)
            with transaction(copy) as tx:
                finish(tx)
            checkpoint(copy)
            copy.dispose()
            os.replace(new, path)
            undone.pop_all()

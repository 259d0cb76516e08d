"""Bringing the outbox's tables to the version this program expects, with a copy kept first."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from desktop.errors import HomeTooNew
from desktop.store.engine import checkpoint, transaction, user_version
from desktop.store.failures import NEWER
from desktop.store.migrations import m0001_first, m0002_passes, m0003_network, m0004_personal

log = logging.getLogger(__name__)

Step = Callable[[Connection], None]

STEPS: Final[tuple[Step, ...]] = (
    m0001_first.upgrade,
    m0002_passes.upgrade,
    m0003_network.upgrade,
    m0004_personal.upgrade,
)


def migrate(engine: Engine, path: Path, steps: Sequence[Step] = STEPS) -> int:
    """Run the steps the file has not seen, each in a transaction; return how many.

    Before the first step over existing tables the file is copied, encrypted as it is, to
    ``outbox.db.v3`` or whatever its version was. Raises ``HomeTooNew`` for a file that a
    newer program wrote.
    """
    version = user_version(engine)
    if version > len(steps):
        raise HomeTooNew(NEWER)
    if 0 < version < len(steps):
        _keep_copy(engine, path, version)
    for number, step in enumerate(steps[version:], start=version + 1):
        with transaction(engine) as tx:
            step(tx)
            tx.exec_driver_sql(f"PRAGMA user_version = {number}")
        log.info("outbox migrated to version %d", number)
    return len(steps) - version


def _keep_copy(engine: Engine, path: Path, version: int) -> None:
    checkpoint(engine)
    shutil.copy(path, path.with_name(f"{path.name}.v{version}"))

"""Where stories are told: one database, three homes, used again and again; and what came of one."""

from __future__ import annotations

import hashlib
import logging
import random
import re
import shutil
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from desktop.search.index import SearchIndex
from desktop.store import guard, snapshot_import
from desktop.sync import booting, unpacking
from server.database import open_database
from server.settings import Settings
from tests.desktop.replicas import DocumentTable
from tests.faults.convergence.device import Device
from tests.faults.convergence.engines import shared_engines
from tests.faults.convergence.mutants import mutated
from tests.faults.convergence.story import Plan, Story
from tests.faults.convergence.world import VIEWERS, World, require
from tests.postgres import running_cluster

IN_MEMORY: Final = Path("/dev/shm")
REAL_INDEX: Final = 4  # one story of so many keeps the real search index, the others a plain table
# What a program says of a snapshot that the line has spoilt.
_SPOILT: Final = re.compile("snapshot of [a-z:]+: (SnapshotGone|SnapshotChanged|BadSnapshot)$")
TRIES: Final = 60  # at making a failing story shorter


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a story: its trace, and the fault that ended it."""

    trace: tuple[str, ...]
    fault: str | None = None
    where: str = ""

    @property
    def digest(self) -> str:
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()[:16]


class Arena:
    """Tells stories over one database and the homes below ``folder``."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.engine = engine
        self.files = folder / "files"
        self.plain = [Device(folder / f"plain{n}", DocumentTable()) for n in range(len(VIEWERS))]
        self.real = [Device(folder / f"real{n}", SearchIndex()) for n in range(len(VIEWERS))]

    def tell(self, plan: Plan, mutant: str | None = None) -> Told:
        """Tell one story from an empty server on; never raises for what goes wrong in it."""
        devices = self.plain if plan.seed % REAL_INDEX else self.real
        epoch = f"e{random.Random(plan.seed).getrandbits(32):08x}"
        trace: list[str] = []
        try:
            with no_complaints(), mutated(mutant), guarding(plan.guarded):
                story = Story(plan, World(self.engine, self.files, epoch), devices)
                trace = story.trace
                story.tell()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            where = "".join(traceback.format_exception(error)[-6:])
            return Told(tuple(trace), f"{type(error).__name__}: {error}", where)
        return Told(tuple(trace))

    def shorten(self, plan: Plan) -> Plan:
        """Leave out of a failing story whatever it fails without."""
        size, tries = max(1, len(plan.steps) // 2), TRIES
        while size and tries:
            for start in range(0, len(plan.steps), size):
                fewer = plan.without(plan.steps[start : start + size])
                tries -= 1
                if self.tell(fewer).fault:
                    plan = fewer
                    break
                if not tries:
                    return plan
            else:
                size //= 2
        return plan


@contextmanager
def no_complaints() -> Iterator[None]:
    """Nothing that is logged as a warning or worse in the block passes for right."""
    lines: list[str] = []
    collector = _Collector(lines)
    logging.getLogger().addHandler(collector)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(collector)
    require(not lines, "nothing complains:", lines[:3])


class _Collector(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not _SPOILT.match(message):
            self.lines.append(message)


@contextmanager
def guarding(closely: bool) -> Iterator[None]:
    """Within the block, three rows are many to delete, if ``closely``; otherwise as ever."""
    before = guard.FEW
    guard.FEW = 2 if closely else before  # type: ignore[misc]
    try:
        yield
    finally:
        guard.FEW = before  # type: ignore[misc]


@contextmanager
def in_small_parts() -> Iterator[None]:
    """Within the block, a snapshot of a few rows is taken in by several batches."""
    small = (
        (unpacking, "BLOCK", 700),
        (booting, "BATCH_ROWS", 4),
        (snapshot_import, "AT_ONCE", 2),
        (snapshot_import, "DERIVED", 4),
    )
    before = [getattr(owner, name) for owner, name, _ in small]
    for owner, name, size in small:
        setattr(owner, name, size)
    try:
        yield
    finally:
        for (owner, name, _), size in zip(small, before, strict=True):
            setattr(owner, name, size)


@contextmanager
def arena(database: str) -> Iterator[Arena]:
    """An arena on ``sqlite`` or ``postgresql``, in memory where the system has such a place."""
    place = IN_MEMORY if IN_MEMORY.is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="vademecum-convergence-", dir=place))
    try:
        with shared_engines(), in_small_parts(), _database(database, folder) as settings:
            engine = open_database(settings)
            try:
                yield Arena(folder, engine)
            finally:
                engine.dispose()
    finally:
        shutil.rmtree(folder)


@contextmanager
def _database(name: str, folder: Path) -> Iterator[Settings]:
    if name == "sqlite":
        yield Settings.below(folder / "files")
        return
    with running_cluster() as cluster:
        yield Settings(database=cluster.new_database(), files=folder / "files")

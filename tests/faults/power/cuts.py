"""Lose the power at any moment of a workload, and see what the home holds afterwards.

``python -m tests.faults power`` runs it for long. Needs gcc and Linux: the writes of a real
process are logged by a preloaded library, and replayed up to each cut.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.errors import AppError
from desktop.paths import Home
from desktop.search.index import SearchIndex
from desktop.store.agreement import wrong_sums
from desktop.store.engine import check_integrity, reading
from desktop.store.files import open_store
from tests.desktop.replicas import KEY
from tests.faults.commands import PATIENCE, ROOT
from tests.faults.families import Outcome
from tests.faults.power.disk import History
from tests.faults.power.workload import SAVED, begin

SOURCE: Final = Path(__file__).with_name("oplog.c")
ROUNDS: Final = 40


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """A workload that was run to its end, and a folder to play in."""

    history: History
    folder: Path


def power_losses(runs: int, seed: int) -> Outcome:
    """The long run of ``make faults``."""
    with tempfile.TemporaryDirectory() as folder:
        recorded = record(Path(folder), seed)
        faults = tuple(lose_power(recorded, runs, seed))
        return Outcome(runs=runs, faults=faults, note=f"of {len(recorded.history.steps):,} steps")


def record(folder: Path, seed: int) -> Recorded:
    """Run the workload with its writes logged."""
    home = Home(folder / "home")
    begin(home)
    before = {path.name: path.read_bytes() for path in home.root.iterdir() if path.is_file()}
    library, log = folder / "oplog.so", folder / "log"
    compiled = ["gcc", "-shared", "-fPIC", "-O1", "-w", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(compiled, check=True, timeout=PATIENCE)
    workload = [sys.executable, "-m", "tests.faults.power.workload", str(home.root)]
    logged = {"LD_PRELOAD": str(library), "OPLOG": str(log), "OPLOG_BELOW": f"{home.root}/"}
    subprocess.run(
        [*workload, str(ROUNDS), str(seed)],
        cwd=ROOT,
        env={**os.environ, **logged},
        check=True,
        timeout=PATIENCE,
    )
    return Recorded(history=History.read(log, before, home.root), folder=folder)


def lose_power(recorded: Recorded, cuts: int, seed: int) -> Iterator[str]:
    """What was wrong, one sentence for each cut after which something was."""
    for number in range(cuts):
        dice = random.Random(f"{seed}.{number}")
        cut = dice.randrange(1, len(recorded.history.steps) + 1)
        fault = _after(recorded, cut, dice)
        if fault:
            yield f"seed {seed}, run {number}, cut at {cut}: {fault}"


def _after(recorded: Recorded, cut: int, dice: random.Random) -> str | None:
    home = Home(recorded.folder / "after")
    home.root.mkdir()
    try:
        for name, content in recorded.history.after(cut, dice).items():
            (home.root / name).write_bytes(content)
        return _wrong(home, recorded.history.saved(cut, SAVED))
    except AppError as error:
        return f"{type(error).__name__}: {error}"
    finally:
        shutil.rmtree(home.root)


def _wrong(home: Home, saved: int) -> str | None:
    """What is wrong with a home in which ``saved`` drafts were told to be safe."""
    with closing(open_store(home, KEY, SearchIndex())) as store:
        for name, engine in (("replica", store.engine), ("outbox", store.outbox_engine)):
            problems = check_integrity(engine)
            if problems:
                return f"the {name} is corrupt: {problems[0]}"
        with reading(store.engine) as tx:
            if wrong_sums(tx):
                return "the rows do not agree with their sums"
        if store.outbox.drafts() < saved:
            return f"{saved - store.outbox.drafts()} of {saved} drafts were lost"
    return None

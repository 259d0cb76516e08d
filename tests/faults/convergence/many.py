"""Many stories, shared out among processes, for the long runs."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor

from tests.faults.convergence.arena import arena
from tests.faults.convergence.processes import run
from tests.faults.convergence.story import plan
from tests.faults.families import Outcome

CHUNK = 50  # stories that one database and one set of homes see before they are made anew
ROUNDS = 6

Fault = tuple[int, str]  # a seed, and what was wrong


def tell(database: str, seeds: Sequence[int], mutant: str | None = None) -> list[Fault]:
    """Tell these stories one after the other; what went wrong in which."""
    with arena(database) as here:
        told = {seed: here.tell(plan(seed), mutant).fault for seed in seeds}
    return [(seed, fault) for seed, fault in told.items() if fault]


def tell_many(
    database: str, seeds: Sequence[int], mutant: str | None = None, jobs: int | None = None
) -> list[Fault]:
    """The same in several processes, one a processor unless ``jobs`` says otherwise."""
    chunks = [seeds[at : at + CHUNK] for at in range(0, len(seeds), CHUNK)]
    workers = max(1, min(jobs or os.cpu_count() or 1, len(chunks)))
    if workers == 1:
        return _gather((tell(database, some, mutant) for some in chunks), len(chunks))
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawning) as pool:
        told = [pool.submit(tell, database, some, mutant) for some in chunks]
        return _gather((one.result() for one in told), len(chunks))


def _gather(told: Iterable[list[Fault]], chunks: int) -> list[Fault]:
    """All faults; how far it has come is said where somebody looks on."""
    found: list[Fault] = []
    for number, faults in enumerate(told, start=1):
        found += faults
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{number} of {chunks} parts, {len(found)} faults")
    return found


def on_sqlite(runs: int, seed: int) -> Outcome:
    return _outcome("sqlite", range(seed, seed + runs))


def on_postgresql(runs: int, seed: int) -> Outcome:
    return _outcome("postgresql", range(seed, seed + runs))


def _outcome(database: str, seeds: Sequence[int]) -> Outcome:
    faults = tell_many(database, seeds)
    return Outcome(runs=len(seeds), faults=tuple(f"seed {seed}: {fault}" for seed, fault in faults))


def with_processes(runs: int, seed: int) -> Outcome:
    """Runs with real processes, on either database in turn."""
    killed, faults = 0, []
    for number in range(seed, seed + runs):
        database = "postgresql" if number % 2 else "sqlite"
        try:
            killed += run(database, number, ROUNDS)
        except AssertionError as error:
            faults.append(f"seed {number} on {database}: {error}")
    return Outcome(runs=runs, faults=tuple(faults), note=f"{killed} processes killed")

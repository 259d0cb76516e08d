"""The short run of ``tests.faults.convergence``: every story ends well, and no mutant's does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.convergence.arena import Arena, arena
from tests.faults.convergence.mutants import MUTANTS
from tests.faults.convergence.processes import run
from tests.faults.convergence.story import plan

SEEDS = {"sqlite": 16, "postgresql": 4}


SEQUENCE = "a sequence instead of the clock"
# The first story that catches each; where a story changes, ``--mutant`` says which it is now.
CAUGHT_BY = {
    SEQUENCE: 3,
    "a snapshot's rows without the new generation": 0,
    "a stream too many": 0,
    "an import given up without a new generation": 96,
    "applying a stale answer": 0,
    "boot done right after the snapshot": 0,
    "cursor before rows": 2,
    "cut inside a commit": 1,
    "files of lost pages kept": 1,
    "final cursor on a cut slice": 3,
    "generation not raised on start": 0,
    "no boot below the floor": 0,
    "no purge": 2,
    "no scrub": 0,
    "no sweep": 0,
    "no tombstones for booting streams": 1,
    "not sending where a boot began": 1,
    "purge on an unverified list": 0,
    "sweep before a boot is complete": 3,
    "what is held back is never let go": 22,
}


@pytest.fixture(scope="module")
def grounds() -> Iterator[dict[str, Arena]]:
    with arena("sqlite") as small, arena("postgresql") as large:
        yield {"sqlite": small, "postgresql": large}


@pytest.mark.expects_log  # the arena lets only those through that tell of a spoilt snapshot
@pytest.mark.parametrize("database", list(SEEDS))
def test_whatever_happens_a_replica_ends_as_its_server_and_leaks_nothing(
    database: str, grounds: dict[str, Arena]
) -> None:
    here = grounds[database]
    faults = {seed: here.tell(plan(seed)).fault for seed in range(SEEDS[database])}
    assert {seed: fault for seed, fault in faults.items() if fault} == {}


@pytest.mark.expects_log
def test_the_same_seed_makes_the_same_trace_on_either_database(
    grounds: dict[str, Arena],
) -> None:
    one, other = grounds["sqlite"], grounds["postgresql"]
    once, again, elsewhere = one.tell(plan(5)), one.tell(plan(5)), other.tell(plan(5))
    assert once.fault is None
    assert once.trace == again.trace == elsewhere.trace


@pytest.mark.slow
@pytest.mark.parametrize("database", list(SEEDS))
def test_whatever_process_is_killed_every_home_ends_as_the_server(database: str) -> None:
    assert run(database, seed=3, rounds=2) > 0


@pytest.mark.expects_log
@pytest.mark.parametrize("mutant", sorted(MUTANTS))
def test_no_mutant_ends_well_in_every_story(mutant: str, grounds: dict[str, Arena]) -> None:
    here = grounds["postgresql" if mutant == SEQUENCE else "sqlite"]
    assert here.tell(plan(CAUGHT_BY[mutant]), mutant).fault is not None

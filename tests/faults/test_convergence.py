"""The short run of ``tests.faults.convergence``: every story ends well, and no mutant's does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.convergence.arena import Arena, arena
from tests.faults.convergence.mutants import MUTANTS
from tests.faults.convergence.processes import run
from tests.faults.convergence.story import plan

SEEDS = {"sqlite": 16, "postgresql": 4}


TRIED = 40  # stories that a mutant may end well in before one must catch it
SEQUENCE = "a sequence instead of the clock"
FIRST_TO_CATCH = {"sweep before a boot is complete": (8,)}
# Caught by one story in many: by the long runs, which count them all.
RARE = {
    "not sending where a boot began",
    "an import given up without a new generation",
    "what is held back is never let go",
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


@pytest.mark.slow
@pytest.mark.expects_log
@pytest.mark.parametrize("mutant", sorted(MUTANTS.keys() - RARE))
def test_no_mutant_ends_well_in_every_story(mutant: str, grounds: dict[str, Arena]) -> None:
    here = grounds["postgresql" if mutant == SEQUENCE else "sqlite"]
    seeds = [*FIRST_TO_CATCH.get(mutant, ()), *range(TRIED)]
    caught = next((seed for seed in seeds if here.tell(plan(seed), mutant).fault), None)
    assert caught is not None

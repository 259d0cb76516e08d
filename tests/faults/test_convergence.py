"""The short run of ``tests.faults.convergence``: every story ends well, and no mutant's does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.convergence.arena import Arena, arena
from tests.faults.convergence.processes import run
from tests.faults.convergence.story import plan

SEEDS = {"sqlite": 16, "postgresql": 4}


@pytest.fixture(scope="module", params=list(SEEDS))
def place(request: pytest.FixtureRequest) -> Iterator[tuple[str, Arena]]:
    with arena(request.param) as opened:
        yield request.param, opened


@pytest.mark.expects_log  # the arena lets only those through that tell of a spoilt snapshot
def test_whatever_happens_a_replica_ends_as_its_server_and_leaks_nothing(
    place: tuple[str, Arena],
) -> None:
    database, here = place
    faults = {seed: here.tell(plan(seed)).fault for seed in range(SEEDS[database])}
    assert {seed: fault for seed, fault in faults.items() if fault} == {}


@pytest.mark.expects_log
def test_the_same_seed_makes_the_same_trace_on_either_database() -> None:
    with arena("sqlite") as one, arena("postgresql") as other:
        once, again, elsewhere = one.tell(plan(5)), one.tell(plan(5)), other.tell(plan(5))
    assert once.fault is None
    assert once.trace == again.trace == elsewhere.trace


@pytest.mark.slow
@pytest.mark.parametrize("database", list(SEEDS))
def test_whatever_process_is_killed_every_home_ends_as_the_server(database: str) -> None:
    assert run(database, seed=3, rounds=2) > 0

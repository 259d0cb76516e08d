"""The short run of ``tests.faults.kills``: whatever a kill leaves behind, the next sync mends."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.kills import (
    Ground,
    ground,
    kill_deltas,
    kill_first_syncs,
    kill_rebuilds,
    kill_scrubs,
)

KILLS = 6
UPKEEP_KILLS = 3


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Ground]:
    with ground(tmp_path) as there:
        yield there


@pytest.mark.slow
def test_a_first_sync_that_is_killed_is_finished_by_the_next(there: Ground) -> None:
    summary = kill_first_syncs(there, KILLS, random.Random(5))
    assert summary.faults == []
    assert summary.kills == KILLS


@pytest.mark.slow
def test_a_later_sync_that_is_killed_is_finished_by_the_next(there: Ground) -> None:
    summary = kill_deltas(there, KILLS, random.Random(6))
    assert summary.faults == []
    assert summary.kills == KILLS


@pytest.mark.slow
def test_a_cleaning_that_is_killed_is_finished_by_the_next_sync(there: Ground) -> None:
    summary = kill_scrubs(there, UPKEEP_KILLS, random.Random(7))
    assert summary.faults == []
    assert summary.kills == UPKEEP_KILLS


@pytest.mark.slow
def test_a_rebuilding_that_is_killed_is_finished_by_the_next_sync(there: Ground) -> None:
    summary = kill_rebuilds(there, UPKEEP_KILLS, random.Random(8))
    assert summary.faults == []
    assert summary.kills == UPKEEP_KILLS

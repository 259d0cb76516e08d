"""The short run of ``tests.faults.kills``: whatever a kill leaves behind, the next sync mends."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.kills import Ground, ground, kill_deltas, kill_first_syncs

KILLS = 6


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

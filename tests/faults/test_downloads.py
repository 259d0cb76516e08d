"""Snapshots over lines that damage them, and first syncs that are killed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults import downloads, first_syncs

DAMAGED = 200
HOMES, KILLS = 1, 3


@pytest.mark.expects_log
def test_of_a_damaged_snapshot_nothing_is_taken_in(tmp_path: Path) -> None:
    with downloads.ground(tmp_path) as there:
        assert downloads.damage(there, DAMAGED, random.Random(1)) == []


def test_a_first_sync_that_is_killed_again_and_again_is_whole_in_the_end(tmp_path: Path) -> None:
    with first_syncs.ground(tmp_path) as there:
        summary = first_syncs.kill_first_syncs(there, HOMES, KILLS, random.Random(2))
    assert summary.faults == []
    assert summary.kills > 0

"""The short run of ``tests.faults.disks``: a full or failing disk is a sentence, and no loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.disks import KINDS, can_mount, fill, ground


@pytest.mark.slow
@pytest.mark.skipif(not can_mount(), reason="needs Linux, root and fuse3")
def test_on_a_full_or_failing_disk_something_is_said_and_nothing_lost(tmp_path: Path) -> None:
    with ground(tmp_path) as there:
        said: list[str] = []
        assert list(fill(there, len(KINDS), seed=1, said=said)) == []
    assert said

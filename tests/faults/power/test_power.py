"""The short run of ``tests.faults.power``: a lost minute of power costs no file and no draft."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.faults.power.cuts import lose_power, record

CUTS = 40


@pytest.mark.slow
@pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("gcc"), reason="needs Linux, gcc and libc6-dev"
)
def test_after_a_loss_of_power_every_file_opens_and_no_draft_is_lost(tmp_path: Path) -> None:
    recorded = record(tmp_path, seed=1)
    assert len(recorded.history.steps) > 500
    assert list(lose_power(recorded, CUTS, seed=1)) == []

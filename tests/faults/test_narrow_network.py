from __future__ import annotations

import json
import os
import sys

import pytest

from tests.faults.narrow_network import RATE, run

PASS_ITSELF = 5.0  # seconds that it takes besides, on a busy machine


@pytest.mark.slow
@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0,
    reason="a network of its own needs Linux and the administrator",
)
def test_a_first_sync_comes_through_64_kilobits_that_lose_packets() -> None:
    done = run()
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["rows"] >= 150
    # Twice what the line could carry: packets that are lost are waited for.
    assert said["seconds"] <= 2 * said["bytes"] / RATE + PASS_ITSELF

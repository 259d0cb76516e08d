from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.errors import SyncRunning
from desktop.sync.lock import sync_lock

HOLD = """
import sys
from pathlib import Path
from desktop.sync.lock import sync_lock
with sync_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_one_is_told_at_once(tmp_path: Path) -> None:
    with sync_lock(tmp_path / "lock"), pytest.raises(SyncRunning), sync_lock(tmp_path / "lock"):
        pass


def test_the_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with sync_lock(tmp_path / "lock"):
            pass


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(SyncRunning), sync_lock(tmp_path / "lock"):
            pass
        other.kill()
        other.wait()
    with sync_lock(tmp_path / "lock"):
        pass

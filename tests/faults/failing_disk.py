"""Disks that are small, or fail to write. Linux only; mounting needs to be root."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.faults.commands import PATIENCE, ROOT

MOUNTED: Final = b"mounted\n"  # what the process that serves it says first


@contextmanager
def small_disk(at: Path, size: int) -> Iterator[Path]:
    """An empty file system in memory that takes ``size`` bytes."""
    at.mkdir()
    options = ["-o", f"size={size},mode=0700"]
    subprocess.run(["mount", "-t", "tmpfs", *options, "tmpfs", str(at)], check=True)
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)


@contextmanager
def failing_disk(root: Path, at: Path, each: int) -> Iterator[Path]:
    """``root`` under another name, where each so many writes one fails."""
    at.mkdir()
    serving = [sys.executable, "-m", "tests.faults.failing_writes", str(root), str(at), str(each)]
    process = subprocess.Popen(serving, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout
    try:
        assert process.stdout.readline() == MOUNTED
        yield at
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)
        process.wait(PATIENCE)
        process.stdout.close()

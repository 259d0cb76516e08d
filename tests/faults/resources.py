"""Sync one home many times in one process, and see whether it takes ever more of anything.

``python -m tests.faults.resources HOME PASSES`` prints open files and memory, after a tenth of
the passes and at the end.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import psutil

from desktop.paths import Home
from tests import servers
from tests.entities import page, person, space
from tests.faults.commands import PATIENCE, ROOT
from tests.faults.families import Outcome
from tests.faults.homes import connected, pass_over

MEMORY: Final = 8 * 2**20  # bytes by which allocators may differ from one moment to the next


def many_passes(runs: int, seed: int) -> Outcome:
    """The long run of ``make faults``."""
    with tempfile.TemporaryDirectory() as folder:
        early, late = measure(Path(folder), runs)
    faults = []
    if late["files"] > early["files"]:
        faults.append(f"{early['files']} open files became {late['files']}")
    if late["memory"] > early["memory"] + MEMORY:
        faults.append(f"{early['memory']} bytes of memory became {late['memory']}")
    grown = (late["memory"] - early["memory"]) / 1e6
    note = f"{late['files']} open files, memory {grown:+.1f} MB"
    return Outcome(runs=runs, faults=tuple(faults), note=note)


def measure(folder: Path, passes: int) -> tuple[dict[str, int], dict[str, int]]:
    settings = servers.sqlite_settings(folder)
    pages = (page(f"g{number}", text="Words. " * 60) for number in range(100))
    servers.write_entities(settings, space("handbook"), person("bob"), *pages)
    token = servers.token_for(settings, "ada")
    with servers.running(settings) as url:
        home = connected(folder / "home", url, token)
        command = [sys.executable, "-m", "tests.faults.resources", str(home.root), str(passes)]
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, timeout=10 * PATIENCE, check=False
        )
    assert done.returncode == 0, done.stderr.decode()[-500:]
    early, late = (json.loads(line) for line in done.stdout.splitlines())
    return early, late


def sync_on(home: Home, passes: int) -> None:
    process = psutil.Process()
    for number in range(1, passes + 1):
        pass_over(home)
        if number in (max(5, passes // 10), passes):
            files = len(list(Path("/proc/self/fd").iterdir()))
            print(json.dumps({"files": files, "memory": process.memory_info().rss}))  # noqa: T201


if __name__ == "__main__":
    sync_on(Home(Path(sys.argv[1])), int(sys.argv[2]))

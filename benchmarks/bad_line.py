"""A first sync and a delta over a bad line: 64 kbit/s, 800 ms there and back, a cut every 20 s.

What it is compared with is the line itself: the bytes that arrived, divided by what it carries in
a second. Rows come first and are what one waits for; of the pictures, which take their hour over
such a line, some minutes are watched. Runs the program as a process, like a person would.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.inputs import inputs, people_files
from benchmarks.replicas import ROOT, connect, run, server_files, serving, token
from benchmarks.report import Bar, Report
from desktop.paths import Home
from tests.faults.line import BadLine, Quality, bad_line

QUALITY: Final = Quality()
PICTURES_WATCHED: Final = 240.0  # seconds
CHANGED: Final = 100  # people
SEED: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came over the line until something was there: seconds, bytes, cuts."""

    what: str
    seconds: float
    bytes: int
    cuts: int

    @property
    def against_the_line(self) -> float:
        """How many times as long as the line takes for these bytes."""
        return self.seconds / max(self.bytes / QUALITY.rate, 1e-9)

    def row(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "s": self.seconds,
            "KB": self.bytes / 1000,
            "cuts": self.cuts,
            "against the line": self.against_the_line,
        }


@dataclass(slots=True)
class Meter:
    """What came over a line since the last time it was asked."""

    line: BadLine
    since: float = 0.0
    bytes: int = 0
    cuts: int = 0

    def __post_init__(self) -> None:
        self.came("")

    def came(self, what: str) -> Came:
        now, bytes_, cuts = time.monotonic(), self.line.carried, self.line.cuts
        one = Came(
            what=what, seconds=now - self.since, bytes=bytes_ - self.bytes, cuts=cuts - self.cuts
        )
        self.since, self.bytes, self.cuts = now, bytes_, cuts
        return one


def measure(shared: Path, size: str, folder: Path) -> Report:
    """Sync for the first time, watch pictures come, change some people and sync again."""
    files = server_files(shared, size, folder)
    home, secret = Home(folder / f"home-{size}-over-a-bad-line"), token(files)
    with serving(files) as address, bad_line(address, QUALITY, seed=SEED) as line:
        connect(home, line.address, secret)
        rows, pictures = _first_sync(home, line)
        _finish_elsewhere(home, address, line.address, secret)
        _change(shared, size, files, folder)
        delta = _whole_sync(home, line, f"{CHANGED} people changed")
        nothing = _whole_sync(home, line, "nothing new")
    return Report(
        benchmark="bad_line",
        size=size,
        rows=tuple(came.row() for came in (rows, pictures, delta, nothing)),
        bars=tuple(
            Bar(f"{came.what}, against bytes ÷ bandwidth", came.against_the_line, 1.5, most=True)
            for came in (rows, pictures, delta)
        ),
    )


def _first_sync(home: Home, line: BadLine) -> tuple[Came, Came]:
    """What came until everything can be searched, and what came of the pictures then."""
    meter = Meter(line)
    with _syncing(home) as told:
        for step in told:
            if step.get("phase") in ("finishing", "photos"):
                break
        rows = meter.came("first sync, until all is searchable")
        for step in told:
            if step["type"] == "report" or time.monotonic() - meter.since > PICTURES_WATCHED:
                break
    return rows, meter.came("pictures, as far as watched")


def _whole_sync(home: Home, line: BadLine, what: str) -> Came:
    meter = Meter(line)
    run("desktop", "--home", str(home.root), "sync")
    return meter.came(what)


def _finish_elsewhere(home: Home, direct: str, slow: str, secret: str) -> None:
    """Fetch the rest at the office, and be on the road again."""
    connect(home, direct, secret)
    run("desktop", "--home", str(home.root), "sync")
    connect(home, slow, secret)


def _change(shared: Path, size: str, files: Path, folder: Path) -> None:
    """Give the first people of a source another role, on the server."""
    people, units = next(people_files(inputs(shared, size, folder)))
    changed = folder / "changed" / people.name
    changed.parent.mkdir(exist_ok=True)
    persons = [json.loads(line) for line in people.read_text(encoding="utf-8").splitlines()]
    for person in persons[:CHANGED]:
        person["job_title"] = f"{person.get('job_title') or 'Member'} since {time.time():.0f}"
    changed.write_text("\n".join(map(json.dumps, persons)) + "\n", encoding="utf-8")
    run("server", "--files", str(files), "import", "people", str(changed), "--units", str(units))


@contextmanager
def _syncing(home: Home) -> Iterator[Iterator[dict[str, Any]]]:
    """A sync under way, as the steps it tells; it is ended with the block."""
    command = [sys.executable, "-m", "desktop", "--home", str(home.root), "sync", "--progress"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield map(json.loads, process.stdout)
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()

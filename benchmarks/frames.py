"""How smooth the window stays: the gaps of its event loop, by a timer of 5 ms.

While 20 queries are typed, a list is scrolled, 50 pages are opened, and while a first sync runs,
against the same window idle.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import drawn
from benchmarks.replicas import connect, opened, replica, server_files, serving, token
from benchmarks.report import Bar, Report
from benchmarks.windows import window
from desktop.paths import Home

QUERIES = 7  # of each: names, titles, words
PAGES = 50
MORE_MS = 8.0
WORST_MS = 50.0


def run(shared: Path, size: str, folder: Path) -> Report:
    """Measure on a replica of ``size``, kept or made below ``folder``."""
    home = replica(shared, size, folder)
    with opened(home) as store:
        texts = drawn.texts(store.engine, QUERIES)[:20]
        pages = drawn.pages(store.engine, PAGES)
    found = _gaps(home, texts=texts, pages=pages, gaps=True)
    files = server_files(shared, size, folder)
    with TemporaryDirectory() as passing, serving(files) as address:
        fresh = Home(Path(passing) / "home")
        connect(fresh, address, token(files))
        found += _gaps(fresh, texts=texts, busy=True, syncing=True)
    idle = found[0]["p99"]
    rows = tuple(
        {"while": one["said"], "p99 ms": one["p99"], "worst ms": one["worst"]} for one in found
    )
    bars = [
        bar
        for one in found[1:]
        for bar in (
            Bar(f"{one['said']}: p99 above idle, ms", one["p99"] - idle, MORE_MS, most=True),
            Bar(f"{one['said']}: worst, ms", one["worst"], WORST_MS, most=True),
        )
    ]
    return Report(benchmark="frames", size=size, rows=rows, bars=tuple(bars))


def _gaps(home: Home, **task: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    with window(str(home.root), **task) as real:
        while not found or found[-1]["said"] != "done":
            said, _ = real.said()
            if "p99" in said or said["said"] == "done":
                found.append(said)
    return found[:-1]

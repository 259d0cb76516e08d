"""What the window takes of the machine on a replica that has been used, and when nobody uses it.

Memory after 100 searches and 50 pages opened, and the processor while idle, of the real window's
process against an empty window of the same toolkit, started the same way without a display.
"""

from __future__ import annotations

from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psutil

from benchmarks import drawn
from benchmarks.replicas import opened, replica
from benchmarks.report import Bar, Report
from benchmarks.windows import EMPTY, Window, window

SEARCHES = 34  # of each: names, titles, words
PAGES = 50
IDLE_SECONDS = 60.0
SETTLING_SECONDS = 3.0
MEGABYTE = 1 << 20


def run(shared: Path, size: str, folder: Path) -> Report:
    """Measure on a replica of ``size``, kept or made below ``folder``."""
    home = replica(shared, size, folder)
    with opened(home) as store:
        texts = drawn.texts(store.engine, SEARCHES)[:100]
        pages = drawn.pages(store.engine, PAGES)
    with window(EMPTY) as empty:
        empty.said()
        sleep(SETTLING_SECONDS)
        bare = _taken(empty)
    with window(str(home.root), texts=texts, pages=pages) as real:
        while real.said()[0]["said"] != "done":
            pass
        sleep(SETTLING_SECONDS)
        ours = _taken(real)
        idle = _idle(real)
    rows = ({"window": EMPTY, **bare}, {"window": "ours", **ours, "idle %": idle})
    bars = (
        Bar("resident above an empty window, MB", ours["rss MB"] - bare["rss MB"], 120, most=True),
        Bar("idle, % of one processor", idle, 0.5, most=True),
    )
    return Report(benchmark="memory", size=size, rows=rows, bars=bars)


def _taken(window: Window) -> dict[str, Any]:
    """Megabytes: resident; its share of what is shared (Linux only); what is its own alone."""
    full = psutil.Process(window.process.pid).memory_full_info()
    taken = {"rss MB": full.rss / MEGABYTE, "uss MB": full.uss / MEGABYTE}
    return taken | ({"pss MB": full.pss / MEGABYTE} if hasattr(full, "pss") else {})


def _idle(window: Window) -> float:
    """How much of one processor it takes while nobody does anything."""
    process = psutil.Process(window.process.pid)
    before, started = process.cpu_times(), monotonic()
    sleep(IDLE_SECONDS)
    after, taken = process.cpu_times(), monotonic() - started
    worked = float(after.user + after.system - before.user - before.system)
    return 100 * worked / taken

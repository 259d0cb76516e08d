"""From the start of the process to the first painted window, and to the first answered search.

From source, on a replica, against an empty window of the same toolkit started the same way. The
median of several starts; the two take turns.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median

from benchmarks import drawn
from benchmarks.replicas import opened, replica
from benchmarks.report import Bar, Report
from benchmarks.windows import EMPTY, window

STARTS = 7


def run(shared: Path, size: str, folder: Path) -> Report:
    """Measure on a replica of ``size``, kept or made below ``folder``."""
    home = replica(shared, size, folder)
    with opened(home) as store:
        text = drawn.texts(store.engine, 1)[0]
    empty, painted, answered = [], [], []
    for _ in range(STARTS):
        with window(EMPTY) as bare:
            empty.append(bare.said()[1])
        with window(str(home.root), texts=[text], syncing=True) as real:
            times = {}
            while "done" not in times:
                said, seconds = real.said()
                times[said["said"]] = seconds
        painted.append(times["painted"])
        answered.append(times["done"])
    bare_start = median(empty)
    rows = (
        {"window": EMPTY, "painted s": bare_start},
        {"window": "ours", "painted s": median(painted), "answered s": median(answered)},
    )
    bars = (
        Bar("painted, against an empty window", median(painted) / bare_start, 1.5, most=True),
        Bar("answered, against an empty window", median(answered) / bare_start, 2.5, most=True),
    )
    return Report(benchmark="start", size=size, rows=rows, bars=bars)

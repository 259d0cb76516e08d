"""``python -m benchmarks NAME [--size SIZE | --growth] [--json FILE] [--keep DIR]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    bad_line,
    delta,
    encryption,
    first_sync,
    frames,
    index,
    memory,
    search,
    server,
    start,
)
from benchmarks.growth import growth
from benchmarks.inputs import GROWING, SIZES
from benchmarks.report import Report
from benchmarks.shared import shared_folder

Benchmark = Callable[[Path, str, Path], Report]  # shared data, size, where things are kept

BENCHMARKS: dict[str, Benchmark] = {
    "bad_line": bad_line.measure,
    "delta": delta.run,
    "encryption": encryption.run,
    "first_sync": first_sync.run,
    "frames": frames.run,
    "index": index.run,
    "memory": memory.run,
    "search": search.run,
    "server": server.run,
    "start": start.run,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("name", choices=sorted(BENCHMARKS))
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--growth", action="store_true", help="at three sizes, with the exponents")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the outcome here too")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="where to find or leave server and replica"
    )
    given = parser.parse_args()
    shared = shared_folder()
    if shared is None:
        print("../shared/data is not here; VADEMECUM_DATA can name it.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as passing:
        folder = given.keep or Path(passing)
        measure = BENCHMARKS[given.name]
        sizes = GROWING if given.growth else (given.size,)
        reports = [measure(shared, size, folder) for size in sizes]
    report = growth(reports) if given.growth else reports[0]
    report.print()
    if given.json:
        report.write(given.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())

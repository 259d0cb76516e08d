"""``python -m benchmarks NAME [--size small|large] [--json FILE] [--keep DIR]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import search
from benchmarks.shared import shared_folder

BENCHMARKS = {"search": search.run}


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("name", choices=sorted(BENCHMARKS))
    parser.add_argument("--size", choices=("small", "large"), default="small")
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
        report = BENCHMARKS[given.name](shared, given.size, given.keep or Path(passing))
    report.print()
    if given.json:
        report.write(given.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())

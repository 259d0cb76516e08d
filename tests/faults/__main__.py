"""The long runs of every family of faults, and one table of what came of them.

``python -m tests.faults [NAME …] [--runs N] [--seed S] [--list]``; the exit status is 1 if
anything was not as it should be.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from tests.faults.families import FAMILIES, Family, Outcome

SHOWN = 10  # faults of a family that are written out
Row = tuple[Family, Outcome, float]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    known = [family.name for family in FAMILIES]
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(known)}")
    parser.add_argument("--runs", type=int, help="instead of each family's own long figure")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="only say what there is")
    given = parser.parse_args(arguments)
    if strange := set(given.names) - set(known):
        parser.error(f"no such family: {', '.join(sorted(strange))}")
    chosen = [one for one in FAMILIES if not given.names or one.name in given.names]
    if given.list:
        sys.stdout.writelines(f"{one.name:16}{one.long:>9,}  {one.test}\n" for one in chosen)
        return 0
    rows = [run_family(family, given.runs or family.long, given.seed) for family in chosen]
    sys.stdout.write("\n" + table(rows))
    return 1 if any(outcome.faults or not outcome.runs for _, outcome, _ in rows) else 0


def run_family(family: Family, runs: int, seed: int) -> Row:
    """Run one family, and say at once what was wrong in it."""
    sys.stdout.write(f"{family.test}: {runs:,} runs …\n")
    sys.stdout.flush()
    started = time.monotonic()
    outcome = family.outcome(runs, seed)
    sys.stdout.writelines(f"  {fault}\n" for fault in outcome.faults[:SHOWN])
    return family, outcome, time.monotonic() - started


def table(rows: Sequence[Row]) -> str:
    """A table in Markdown: test, runs, expected, found, minutes."""
    lines = ["| test | runs | expected | found | minutes |", "|---|---:|---|---|---:|"]
    for family, outcome, seconds in rows:
        cells = (family.test, f"{outcome.runs:,}", family.expected, found(outcome))
        lines.append(f"| {' | '.join(cells)} | {seconds / 60:.1f} |")
    return "\n".join(lines) + "\n"


def found(outcome: Outcome) -> str:
    if not outcome.runs:
        return "it did not run"
    said = f"{len(outcome.faults)} faults" if outcome.faults else "as expected"
    return f"{said}; {outcome.note}" if outcome.note else said


if __name__ == "__main__":
    sys.exit(main())

"""``python -m tests.faults.convergence``: many stories, and what came of them."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from tests.faults.convergence.arena import Arena, arena
from tests.faults.convergence.many import tell_many
from tests.faults.convergence.mutants import MUTANTS
from tests.faults.convergence.processes import run
from tests.faults.convergence.story import Plan, plan

SHOWN = 5  # failing stories that are made short and written out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=60)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--jobs", type=int, help="processes; as many as there are processors")
    parser.add_argument("--mutant", choices=(*MUTANTS, "all"), help="count the seeds that catch it")
    parser.add_argument("--processes", action="store_true", help="real processes, real kills")
    parser.add_argument("--rounds", type=int, default=6, help="of each run with processes")
    parser.add_argument("--trace", action="store_true", help="write out each story")
    given = parser.parse_args()
    seeds = range(given.first, given.first + given.seeds)
    if given.processes:
        return 1 if play(given.database, seeds, given.rounds) else 0
    if given.mutant:
        names = list(MUTANTS) if given.mutant == "all" else [given.mutant]
        return 0 if all([catch(given.database, name, seeds, given.jobs) for name in names]) else 1
    if given.trace:
        with arena(given.database) as here:
            for seed in seeds:
                say(*here.tell(plan(seed)).trace)
    failed = [seed for seed, _ in tell_many(given.database, seeds, jobs=given.jobs)]
    say(
        f"{given.seeds} seeds from {given.first} on {given.database}: {len(failed)} failed {failed}"
    )
    with arena(given.database) as here:
        for seed in failed[:SHOWN]:
            report(here, plan(seed))
    return 1 if failed else 0


def play(database: str, seeds: range, rounds: int) -> list[int]:
    """Runs with real processes; the seeds of those that failed."""
    failed, killed = [], 0
    for seed in seeds:
        try:
            killed += run(database, seed, rounds)
        except AssertionError as error:
            failed.append(seed)
            say(f"seed {seed}: {error}")
    say(f"{len(seeds)} runs of {rounds} rounds on {database}: {killed} killed, failed {failed}")
    return failed


def catch(database: str, mutant: str, seeds: range, jobs: int | None) -> int:
    """Say how many seeds catch a mutant, and by what; returns how many."""
    faults = tell_many(database, seeds, mutant, jobs)
    reasons = Counter(fault.removeprefix("Violation: ").partition(":")[0] for _, fault in faults)
    first = [seed for seed, _ in faults[:3]]
    mostly = "; ".join(f"{reason} ({count})" for reason, count in reasons.most_common(2))
    say(f"| {mutant} | {len(faults)} of {len(seeds)} | {mostly} | {first} |")
    return len(faults)


def report(here: Arena, failing: Plan) -> None:
    """Say what is wrong, and how a shorter story comes to it."""
    say(f"seed {failing.seed}: {here.tell(failing).fault}")
    shorter = here.shorten(failing)
    told = here.tell(shorter)
    say(*told.trace, told.where, f"{len(failing.steps)} steps, {len(shorter.steps)} are enough")


def say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

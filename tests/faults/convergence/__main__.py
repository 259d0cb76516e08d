"""``python -m tests.faults.convergence``: many stories, and what came of them."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from tests.faults.convergence.arena import Arena, arena
from tests.faults.convergence.mutants import MUTANTS
from tests.faults.convergence.processes import run
from tests.faults.convergence.story import Plan, plan


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=60)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--mutant", choices=(*MUTANTS, "all"), help="count the seeds that catch it")
    parser.add_argument("--processes", action="store_true", help="real processes, real kills")
    parser.add_argument("--rounds", type=int, default=6, help="of each run with processes")
    parser.add_argument("--trace", action="store_true", help="write out each story")
    given = parser.parse_args()
    seeds = range(given.first, given.first + given.seeds)
    if given.processes:
        return 1 if play(given.database, seeds, given.rounds) else 0
    with arena(given.database) as here:
        if given.mutant:
            names = list(MUTANTS) if given.mutant == "all" else [given.mutant]
            return 0 if all([catch(here, name, seeds) for name in names]) else 1
        failed, began = [], time.process_time()
        for seed in seeds:
            told = here.tell(plan(seed))
            if given.trace:
                say(*told.trace)
            if told.fault:
                failed.append(seed)
                report(here, plan(seed))
    took = time.process_time() - began
    say(
        f"{given.seeds} seeds from {given.first} on {given.database}: {len(failed)} failed {failed}"
    )
    say(f"{took / max(given.seeds, 1):.2f} s of processor time a seed")
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


def catch(here: Arena, mutant: str, seeds: range) -> int:
    """Say how many seeds catch a mutant, and by what; returns how many."""
    faults = [here.tell(plan(seed), mutant).fault for seed in seeds]
    reasons = Counter(
        fault.split(":")[1].strip() if ":" in fault else fault for fault in faults if fault
    )
    say(f"{mutant}: {reasons.total()} of {len(seeds)}")
    say(*(f"    {count} by: {reason}" for reason, count in reasons.most_common(4)))
    return reasons.total()


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

"""Every family of faults: what is done, how often, and what must come of it.

To add one, write ``run(runs: int, seed: int) -> Outcome`` beside its tests, and a line in
``FAMILIES``. Nothing of a family is imported before it runs.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a family: ``faults`` are what was wrong, one sentence each."""

    runs: int
    faults: tuple[str, ...] = ()
    note: str = ""


Run = Callable[[int, int], Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One row of the table. ``run`` names the function that takes runs and a seed."""

    name: str
    test: str
    run: str
    long: int
    expected: str

    def outcome(self, runs: int, seed: int) -> Outcome:
        """Run the family; whatever breaks in it is one more fault."""
        module, _, function = self.run.partition(":")
        try:
            run: Run = getattr(importlib.import_module(module), function)
            return run(runs, seed)
        except Exception as error:  # noqa: BLE001 - the other families still have to run
            return Outcome(runs=0, faults=(f"{type(error).__name__}: {error}",))


FAMILIES: tuple[Family, ...] = (
    Family(
        name="kill-first",
        test="kill -9 in a first sync",
        run="tests.faults.kills:first_syncs",
        long=1_000,
        expected="0 lost, 0 corrupt, right after one pass",
    ),
    Family(
        name="kill-later",
        test="kill -9 in a later sync",
        run="tests.faults.kills:later_syncs",
        long=1_000,
        expected="0 lost, 0 corrupt, right after one pass",
    ),
    Family(
        name="downloads",
        test="damaged download",
        run="tests.faults.downloads:damaged",
        long=2_000,
        expected="0 applied",
    ),
    Family(
        name="first-syncs",
        test="first sync of a snapshot, killed again and again",
        run="tests.faults.first_syncs:killed",
        long=100,
        expected="whole, no byte fetched twice beyond a part for each kill",
    ),
    Family(
        name="network",
        test="faults of a network, of every kind",
        run="tests.faults.network:every_kind",
        long=200,
        expected="deadline kept + 1 s, nothing partial applied, right after the next pass",
    ),
    Family(
        name="clock",
        test="clock jumps",
        run="tests.faults.network:clock_jumps",
        long=200,
        expected="nothing ordered by time",
    ),
    Family(
        name="narrow",
        test="64 kbit/s and lost packets, in a network of its own (tc tbf, nft)",
        run="tests.faults.narrow_network:syncs",
        long=20,
        expected="the first sync comes through, right",
    ),
    Family(
        name="api",
        test="requests our description allows, and does not",
        run="tests.faults.api:requests_by_the_description",
        long=50_000,
        expected="0 answers of 5xx",
    ),
    Family(
        name="parsers",
        test="texts nobody wrote, seconds for each reader",
        run="tests.faults.parsers:every_reader",
        long=1_800,
        expected="0 crashes, 0 files or sockets reached for",
    ),
    Family(
        name="hostile",
        test="hostile documents",
        run="tests.faults.hostile.family:every_document",
        long=200,
        expected="all safe within 1 s each",
    ),
    Family(
        name="convergence",
        test="randomized convergence, reading, on SQLite",
        run="tests.faults.convergence.many:on_sqlite",
        long=3_000,
        expected="every invariant holds in every story",
    ),
    Family(
        name="convergence-postgresql",
        test="the same on PostgreSQL, with writers that overlap",
        run="tests.faults.convergence.many:on_postgresql",
        long=600,
        expected="every invariant holds in every story",
    ),
    Family(
        name="convergence-processes",
        test="the same with real processes, all of which are killed",
        run="tests.faults.convergence.many:with_processes",
        long=20,
        expected="as the server, nothing leaked",
    ),
    Family(
        name="instances",
        test="two instances, and the window beside the command line",
        run="tests.faults.instances:many_at_once",
        long=50,
        expected="the second waits or says so; never a locked database",
    ),
    Family(
        name="damage",
        test="damaged replica or pictures",
        run="tests.faults.damage:damaged",
        long=2_000,
        expected="all noticed, mended by the next sync, drafts kept",
    ),
    Family(
        name="kill-scrub",
        test="kill -9 while a lost space is cleaned away",
        run="tests.faults.kills:scrubs",
        long=500,
        expected="gone from every page after one pass",
    ),
    Family(
        name="kill-rebuild",
        test="kill -9 while records and index are derived again",
        run="tests.faults.kills:rebuilds",
        long=500,
        expected="0 lost, 0 corrupt, right after one pass",
    ),
    Family(
        name="power",
        test="power loss: writes dropped, reordered, torn",
        run="tests.faults.power.cuts:power_losses",
        long=10_000,
        expected="0 corrupt, 0 drafts lost",
    ),
    Family(
        name="disks",
        test="disk full, files limited, I/O errors",
        run="tests.faults.disks:short_of_room",
        long=600,
        expected="a sentence, search goes on, 0 deleted, the next sync is right",
    ),
    Family(
        name="resources",
        test="open files and memory over many passes",
        run="tests.faults.resources:many_passes",
        long=200,
        expected="as many at the end as at the beginning",
    ),
)

"""Kill a real sync at random moments, and see what the next one makes of it.

``python -m tests.faults.kills --kills 100 --what first`` runs it for long; ``--files DIR`` takes
the data of a server that was filled before (a copy of it) instead of a few made-up things. The
last line sums up, and the exit status is 1 if anything was not as it should be.
"""

from __future__ import annotations

import argparse
import itertools
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import update

from desktop.compose import doctor
from desktop.errors import AppError
from desktop.paths import Home
from desktop.security.keys import load_key
from desktop.store.engine import checkpoint, open_database, transaction
from desktop.store.schema import replica
from server.settings import Settings
from tests import servers
from tests.entities import page, person, space
from tests.faults.commands import finish, start
from tests.faults.families import Outcome
from tests.faults.homes import connected, pass_over, require_same, settings_with
from tests.faults.plaintext import decrypted

SPACE, WORDS = "space:handbook", "Words. Words."
ATTEMPTS = 4  # for each kill, because some passes are over before it


@dataclass(kw_only=True)
class Summary:
    """What came of it: ``kills`` hit a running sync, ``faults`` are what was wrong after one."""

    what: str
    kills: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.what}: {self.kills} kills, {len(self.faults)} faults"


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A server, and a home that was connected to it and has fetched nothing yet."""

    settings: Settings
    pristine: Home
    folder: Path


@contextmanager
def ground(folder: Path, files: Path | None = None) -> Iterator[Ground]:
    """Serve made-up things, or a copy of the server's files in ``files``."""
    settings = settings_with(folder, files, fill)
    token = servers.token_for(settings, "ada")
    with servers.running(settings) as url:
        pristine = connected(folder / "pristine", url, token)
        yield Ground(settings=settings, pristine=pristine, folder=folder)


def fill(settings: Settings) -> None:
    for commit in range(8):
        people = (person(f"p{commit}-{number}", role="Fitter") for number in range(60))
        pages = (page(f"g{commit}-{number}", text="Words. " * 60) for number in range(40))
        servers.write_entities(settings, space("handbook"), *people, *pages)


def kill_first_syncs(ground: Ground, kills: int, dice: random.Random) -> Summary:
    """Each kill hits the first sync of a home of its own."""
    homes = (_fresh(ground, number) for number in itertools.count())
    return _kill("first", ground, kills, dice, lambda: next(homes))


def kill_deltas(ground: Ground, kills: int, dice: random.Random) -> Summary:
    """Each kill hits a sync that fetches what changed since the last one, in the same home."""
    home, rounds = _fresh(ground, 0), itertools.count()
    pass_over(home)

    def changed() -> Home:
        role = f"Fitter of round {next(rounds)}"
        for part in range(3):
            people = (person(f"p{part}-{number}", role=role) for number in range(60))
            pages = (page(f"g{part}-{number}", text=role * 20) for number in range(40))
            servers.write_entities(ground.settings, space("handbook"), *people, *pages)
        return home

    return _kill("delta", ground, kills, dice, changed)


def first_syncs(runs: int, seed: int) -> Outcome:
    """Kill so many first syncs; see ``tests.faults.families``."""
    return _outcome(kill_first_syncs, runs, seed)


def later_syncs(runs: int, seed: int) -> Outcome:
    """Kill so many later syncs; see ``tests.faults.families``."""
    return _outcome(kill_deltas, runs, seed)


def scrubs(runs: int, seed: int) -> Outcome:
    """Kill so many syncs that clean something away; see ``tests.faults.families``."""
    return _outcome(kill_scrubs, runs, seed)


def rebuilds(runs: int, seed: int) -> Outcome:
    """Kill so many syncs that derive everything again; see ``tests.faults.families``."""
    return _outcome(kill_rebuilds, runs, seed)


def _outcome(
    kill: Callable[[Ground, int, random.Random], Summary], runs: int, seed: int
) -> Outcome:
    with tempfile.TemporaryDirectory() as folder, ground(Path(folder)) as there:
        summary = kill(there, runs, random.Random(seed))
    return Outcome(runs=summary.kills, faults=tuple(summary.faults))


def kill_scrubs(ground: Ground, kills: int, dice: random.Random) -> Summary:
    """Each kill hits a sync that takes a lost space away and cleans the files of it."""
    home, numbers = _fresh(ground, 0), itertools.count(1)
    pass_over(home)
    servers.set_right(ground.settings, "ada", SPACE, allowed=False)

    def losing() -> Home:
        return Home(shutil.copytree(home.root, ground.folder / f"home{next(numbers)}"))

    return _kill("scrub", ground, kills, dice, losing)


def kill_rebuilds(ground: Ground, kills: int, dice: random.Random) -> Summary:
    """Each kill hits a sync that derives again what another version derived."""
    home, numbers = _fresh(ground, 0), itertools.count(1)
    pass_over(home)

    def outdated() -> Home:
        copy = Home(shutil.copytree(home.root, ground.folder / f"home{next(numbers)}"))
        engine = open_database(copy.replica(1), load_key(copy))
        with transaction(engine) as tx:
            tx.execute(update(replica).values(derived_version="0.0"))
        checkpoint(engine)
        engine.dispose()
        return copy

    return _kill("rebuild", ground, kills, dice, outdated)


def _kill(
    what: str, ground: Ground, kills: int, dice: random.Random, prepare: Callable[[], Home]
) -> Summary:
    summary = Summary(what=what)
    longest = _duration(prepare())
    for _ in range(kills * ATTEMPTS):
        if summary.kills >= kills:
            break
        home = prepare()
        hit = _kill_one(home, dice.uniform(0, longest))
        summary.kills += hit
        # The time a pass takes is found out on the way: it depends on what else runs here.
        longest *= 1.05 if hit else 0.9
        fault = _fault(home, ground.settings)
        if fault:
            summary.faults.append(fault)
            sys.stdout.write(f"after {summary.kills} kills: {fault}\n")
        if what != "delta":
            shutil.rmtree(home.root)
    return summary


def _kill_one(home: Home, after: float) -> bool:
    """Kill a sync so many seconds after it began; whether it was still running then."""
    process = _begun(home)
    try:
        # Reading on: a sync whose lines nobody takes would wait, and always be hit there.
        process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        process.kill()
        finish(process)
        return True
    return False


def _begun(home: Home) -> subprocess.Popen[str]:
    """A sync whose files are open and that is about to ask its first question."""
    process = start(home, "sync", "--progress")
    assert process.stdout
    process.stdout.readline()
    return process


def _fault(home: Home, settings: Settings) -> str | None:
    """What is wrong after the next sync; ``None`` if nothing is."""
    try:
        report = pass_over(home)
        require_same(home, settings)
    except (AppError, AssertionError) as error:
        return f"{type(error).__name__}: {error}"
    if not report.up_to_date:
        return "the next sync was not up to date"
    if SPACE not in report.streams and _is_left(home):
        return "something of a lost space is left in a file"
    wrong = [finding for finding in doctor(home) if not finding.ok]
    return f"doctor: {wrong[0].name}: {wrong[0].detail}" if wrong else None


def _is_left(home: Home) -> bool:
    return any(WORDS.encode() in data for _, data in decrypted(home.root, load_key(home)))


def _duration(home: Home) -> float:
    process = _begun(home)
    started = time.monotonic()
    ended = finish(process)
    assert ended.status == 0, ended.complained
    return time.monotonic() - started


def _fresh(ground: Ground, number: int) -> Home:
    root = ground.folder / f"home{number}"
    shutil.copytree(ground.pristine.root, root)
    return Home(root)


KINDS = {
    "first": kill_first_syncs,
    "delta": kill_deltas,
    "scrub": kill_scrubs,
    "rebuild": kill_rebuilds,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--what", choices=tuple(KINDS), default="first")
    parser.add_argument("--files", type=Path, help="of a server that was filled before")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    kill = KINDS[given.what]
    with tempfile.TemporaryDirectory() as folder, ground(Path(folder), given.files) as there:
        summary = kill(there, given.kills, random.Random(given.seed))
    sys.stdout.write(f"{summary}\n")
    return 1 if summary.faults else 0


if __name__ == "__main__":
    sys.exit(main())

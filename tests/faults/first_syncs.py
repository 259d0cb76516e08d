"""First syncs of a large server, killed again and again: whole in the end, and nothing twice.

``python -m tests.faults.first_syncs --homes 10 --kills 5 --files DIR --seed S`` takes a copy of the
data of a server that was filled before. Each home is killed (kill -9) at random steps of its first
sync and then let through; all its rows are compared with the server's, the doctor looks at it, and
the server's log says which ranges of a snapshot it sent. The exit status is 1 if anything was not
as it should be.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desktop.compose import doctor
from desktop.paths import Home
from desktop.store.downloads import PART
from server.building import build_due
from server.database import open_database
from server.settings import Settings
from tests import servers
from tests.entities import page, person, space
from tests.faults.commands import finish, start
from tests.faults.families import Outcome
from tests.faults.homes import connected, require_same, settings_with
from tests.snapshots import workshop

STEPS = 60  # the first kill falls within so many steps; it is found out how many there are
_SENT = re.compile(r"snapshot ([0-9a-f]{12}): bytes (\d+)-\d+/(\d+), (\d+) sent")


@dataclass(frozen=True, slots=True)
class Sent:
    """What the server sent at one request: from the byte ``start`` on, before the line was cut."""

    sha256: str
    start: int
    size: int
    sent: int


@dataclass(kw_only=True)
class Summary:
    """``twice`` are bytes that were sent twice, ``whole`` those of all snapshots, once a home."""

    homes: int = 0
    kills: int = 0
    whole: int = 0
    sent: int = 0
    twice: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.homes} homes, {self.kills} kills, {self.seconds:.0f} s, {self.sent} of "
            f"{self.whole} bytes sent, {self.twice} of them twice, {len(self.faults)} faults"
        )


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A server that tells what it sends, and a home that has fetched nothing yet."""

    settings: Settings
    pristine: Home
    log: Path


@contextmanager
def ground(folder: Path, files: Path | None = None) -> Iterator[Ground]:
    """Serve made-up things, or a copy of the server's files in ``files``, with snapshots."""
    settings = settings_with(folder, files, fill)
    engine = open_database(settings)
    build_due(workshop(engine, settings.files), smallest=0)
    engine.dispose()
    token, log = servers.token_for(settings, "ada"), folder / "server.log"
    with _serving(settings, log) as url:
        pristine = connected(folder / "pristine", url, token)
        yield Ground(settings=settings, pristine=pristine, log=log)


def fill(settings: Settings) -> None:
    """Things of which a snapshot has several parts: what is drawn by dice hardly shrinks."""
    dice = random.Random(3)
    for commit in range(6):
        people = (person(f"p{commit}-{n}", role=dice.randbytes(150).hex()) for n in range(250))
        pages = (page(f"g{commit}-{n}", text=dice.randbytes(2_000).hex()) for n in range(80))
        servers.write_entities(settings, space("handbook"), *people, *pages)


@contextmanager
def _serving(settings: Settings, log: Path) -> Iterator[str]:
    command = servers.server_command(settings, "serve", "--port", "0", "--verbose")
    with log.open("wb") as lines:
        process = subprocess.Popen(
            command, cwd=servers.ROOT, stdout=subprocess.PIPE, stderr=lines, text=True
        )
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            yield line[line.index("http://") :].strip()
        finally:
            servers.end(process)
            process.stdout.close()


def kill_first_syncs(there: Ground, homes: int, kills: int, dice: random.Random) -> Summary:
    """Have homes, one after the other, get through their first sync in spite of the kills."""
    summary, steps = Summary(), STEPS
    for number in range(homes):
        home = Home(there.pristine.root.with_name(f"home{number}"))
        shutil.copytree(there.pristine.root, home.root)
        began, began_at = time.monotonic(), there.log.stat().st_size
        hit = sum(_killed(home, dice.randrange(1, steps)) for _ in range(kills))
        steps = max(3, _let_through(home))
        summary.homes, summary.kills = summary.homes + 1, summary.kills + hit
        summary.seconds += time.monotonic() - began
        _look_at(home, there, summary)
        _count(_sent_since(there.log, began_at), hit, summary)
        shutil.rmtree(home.root)
    return summary


def _killed(home: Home, step: int) -> bool:
    """Kill a sync at one of its steps; whether it was still running then."""
    process = start(home, "sync", "--progress")
    assert process.stdout
    for _ in range(step):
        if not process.stdout.readline():
            break
    running = process.poll() is None
    process.kill()
    finish(process)
    return running


def _let_through(home: Home) -> int:
    """Let a sync run to its end; returns how many steps it told of."""
    process = start(home, "sync", "--progress")
    said, complained = process.communicate()
    assert process.returncode == 0, complained
    return len(said.splitlines())


def _look_at(home: Home, there: Ground, summary: Summary) -> None:
    try:
        require_same(home, there.settings)
    except AssertionError as error:
        summary.faults.append(f"{home.root.name}: not the server's rows {str(error)[:200]}")
    for finding in doctor(home):
        if not finding.ok:
            summary.faults.append(f"{home.root.name}: {finding.name}: {finding.detail}")


def _sent_since(log: Path, began_at: int) -> list[Sent]:
    with log.open("rb") as lines:
        lines.seek(began_at)
        text = lines.read().decode()
    return [Sent(sha, *map(int, rest)) for sha, *rest in _SENT.findall(text)]


def _count(all_sent: list[Sent], kills: int, summary: Summary) -> None:
    """Compare what was sent of each snapshot with what it has."""
    twice = 0
    for name in {one.sha256 for one in all_sent}:
        mine = [one for one in all_sent if one.sha256 == name]
        sent = sum(one.sent for one in mine)
        summary.whole, summary.sent = summary.whole + mine[0].size, summary.sent + sent
        twice += sent - mine[0].size
    summary.twice += twice
    if twice > PART * kills:
        summary.faults.append(f"{twice} bytes were sent twice, more than a part for each kill")


def killed(runs: int, seed: int) -> Outcome:
    """The family of first syncs that are killed, five times each home."""
    with tempfile.TemporaryDirectory() as folder, ground(Path(folder)) as there:
        summary = kill_first_syncs(there, max(1, runs // 5), 5, random.Random(seed))
    return Outcome(runs=summary.kills, faults=tuple(summary.faults), note=str(summary))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--homes", type=int, default=10)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--files", type=Path, help="of a server that was filled before")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ground(Path(folder), given.files) as there:
        dice = random.Random(given.seed)
        summary = kill_first_syncs(there, given.homes, given.kills, dice)
    sys.stdout.write("".join(f"{fault}\n" for fault in summary.faults) + f"{summary}\n")
    return 1 if summary.faults else 0


if __name__ == "__main__":
    sys.exit(main())

"""Sync onto disks that fill up or fail to write, and see what is said, kept and read meanwhile.

``python -m tests.faults disks`` runs it for long. Linux; small and failing disks need root.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.errors import AppError
from desktop.paths import Home
from server.settings import Settings
from tests import servers
from tests.entities import page, person, space
from tests.faults.commands import run
from tests.faults.failing_disk import failing_disk, small_disk
from tests.faults.families import Outcome
from tests.faults.homes import connected, held, pass_over, require_same

Disk = Callable[["Ground", random.Random], AbstractContextManager[tuple[Home, str]]]


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A server, and a home that was synced before most of what there is came."""

    settings: Settings
    folder: Path
    home: Home
    needed: int  # bytes that a home takes which has everything


def can_mount() -> bool:
    """Whether the kinds that need a file system of their own can be run here."""
    fuse = Path("/dev/fuse").exists() and bool(shutil.which("fusermount3"))
    return sys.platform == "linux" and os.geteuid() == 0 and fuse


@contextmanager
def limited(ground: Ground, dice: random.Random) -> Iterator[tuple[Home, str]]:
    """No file may grow beyond a size."""
    home = Home(shutil.copytree(ground.home.root, ground.folder / "limited"))
    yield home, f"file-size={dice.randrange(4_096, ground.needed // 2)}"
    shutil.rmtree(home.root)


@contextmanager
def filling(ground: Ground, dice: random.Random) -> Iterator[tuple[Home, str]]:
    """A small disk."""
    taken = sum(path.stat().st_size for path in ground.home.root.rglob("*") if path.is_file())
    size = taken + 65_536 + dice.randrange(0, ground.needed)
    with small_disk(ground.folder / "small", size) as at:
        yield Home(shutil.copytree(ground.home.root, at / "home")), ""
    (ground.folder / "small").rmdir()


@contextmanager
def failing(ground: Ground, dice: random.Random) -> Iterator[tuple[Home, str]]:
    """Each so many writes fail."""
    root = ground.folder / "root"
    root.mkdir()
    shutil.copytree(ground.home.root, root / "home")
    with failing_disk(root, ground.folder / "failing", dice.choice((2, 3, 7, 25, 80))) as at:
        yield Home(at / "home"), ""
    (ground.folder / "failing").rmdir()
    shutil.rmtree(root)


KINDS: Final = (limited, filling, failing)


def short_of_room(runs: int, seed: int) -> Outcome:
    """The long run of ``make faults``."""
    if not can_mount():
        return Outcome(runs=0, note="needs Linux, root and fuse3")
    with tempfile.TemporaryDirectory() as folder, ground(Path(folder)) as there:
        said: list[str] = []
        faults = tuple(fill(there, runs, seed, said))
        return Outcome(runs=runs, faults=faults, note=f"{len(said)} syncs ended with a sentence")


def fill(ground: Ground, runs: int, seed: int, said: list[str]) -> Iterator[str]:
    """What was wrong, one sentence for each run in which something was.

    ``said`` gathers the sentences with which syncs ended as they should.
    """
    for number in range(runs):
        dice, kind = random.Random(f"{seed}.{number}"), KINDS[number % len(KINDS)]
        fault = _one(ground, kind, dice, said)
        if fault:
            yield f"seed {seed}, run {number}, {kind.__name__}: {fault}"


def _one(ground: Ground, kind: Disk, dice: random.Random, said: list[str]) -> str | None:
    before = set(held(ground.home)[1])
    after = Home(ground.folder / "after")
    with kind(ground, dice) as (home, short_of):
        ended = run(home, "sync", short_of=short_of)
        found = run(home, "search", "receipts", short_of=short_of)
        shutil.copytree(home.root, after.root)
    try:
        if not (ended.status == 0 or ended.is_a_sentence):
            return f"the sync ended with {ended.status}: {ended.complained[-300:]}"
        if ended.status:
            said.append(ended.complained.strip())
        if "vademecum://page/travel" not in found.said:
            return f"the search found nothing: {found.complained[-300:]}"
        if not before <= set(held(after)[1]):
            return "something was deleted"
        pass_over(after)
        require_same(after, ground.settings)
    except (AppError, AssertionError) as error:
        return f"{ended.complained.strip() or 'done'}, then {type(error).__name__}: {error}"
    finally:
        shutil.rmtree(after.root)
    return None


@contextmanager
def ground(folder: Path) -> Iterator[Ground]:
    settings = servers.sqlite_settings(folder)
    text = "Keep the receipts."
    servers.write_entities(settings, space("handbook"), person("bob"), page("travel", text=text))
    token = servers.token_for(settings, "ada")
    with servers.running(settings) as url:
        home = connected(folder / "home", url, token)
        pass_over(home)
        for commit in range(4):
            pages = (page(f"g{commit}-{n}", text=f"Words of {commit}. " * 60) for n in range(80))
            servers.write_entities(settings, *pages)
        full = Home(shutil.copytree(home.root, folder / "full"))
        pass_over(full)
        needed = sum(path.stat().st_size for path in full.root.glob("*.db"))
        yield Ground(settings=settings, folder=folder, home=home, needed=needed)

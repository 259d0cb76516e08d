"""Damage a home in every way a disk can, and see whether it is noticed, survived and mended.

``python -m tests.faults damage`` runs it for long. Each run takes a fresh copy of a home that was
synced, damages one file of it, reads on, and syncs.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy import text

from desktop.errors import AppError
from desktop.health import examine
from desktop.opening import open_library
from desktop.paths import Home
from desktop.records import Address, SearchRequest
from desktop.search.contents import indexed_keys
from desktop.search.index import SearchIndex
from desktop.security.keys import load_key
from desktop.store.engine import open_database, transaction
from desktop.store.files import open_outbox
from server.blobs import keep
from server.database import open_database as open_server_database
from server.database import transact
from server.settings import Settings
from server.streams import Entity
from tests import servers
from tests.entities import page, person, space
from tests.faults.families import Outcome
from tests.faults.homes import connected, pass_over, require_same
from wire.bodies import Attachment

PAGE: Final = 4096
DRAFTS: Final = 3
PICTURE: Final = b"\x89PNG\r\n" + bytes(range(256)) * 40

Damage = Callable[["Ground", Path, random.Random], None]


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A server, and two copies of one home that was synced: as it is, and as it was before."""

    settings: Settings
    url: str
    token: str
    folder: Path
    now: Home
    before: Home


def flip_a_bit(ground: Ground, path: Path, dice: random.Random) -> None:
    data = bytearray(path.read_bytes())
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    path.write_bytes(data)


def flip_many(ground: Ground, path: Path, dice: random.Random) -> None:
    for _ in range(dice.randrange(2, 40)):
        flip_a_bit(ground, path, dice)


def lose_the_last_page(ground: Ground, path: Path, dice: random.Random) -> None:
    path.write_bytes(path.read_bytes()[:-PAGE])


def cut_anywhere(ground: Ground, path: Path, dice: random.Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: dice.randrange(1, len(data))])


def empty(ground: Ground, path: Path, dice: random.Random) -> None:
    path.write_bytes(b"")


def remove(ground: Ground, path: Path, dice: random.Random) -> None:
    path.unlink()


def add_a_page(ground: Ground, path: Path, dice: random.Random) -> None:
    path.write_bytes(path.read_bytes() + dice.choice((bytes(PAGE), dice.randbytes(PAGE))))


def garble_a_page(ground: Ground, path: Path, dice: random.Random) -> None:
    data, start = bytearray(path.read_bytes()), PAGE * dice.randrange(path.stat().st_size // PAGE)
    data[start : start + PAGE] = dice.choice((bytes(PAGE), dice.randbytes(PAGE)))
    path.write_bytes(data)


def swap_two_pages(ground: Ground, path: Path, dice: random.Random) -> None:
    data = bytearray(path.read_bytes())
    one, other = (PAGE * n for n in dice.sample(range(1, len(data) // PAGE), 2))
    data[one : one + PAGE], data[other : other + PAGE] = (
        data[other : other + PAGE],
        data[one : one + PAGE],
    )
    path.write_bytes(data)


def put_an_old_copy(ground: Ground, path: Path, dice: random.Random) -> None:
    shutil.copy(ground.before.root / path.name, path)


def leave_a_foreign_log(ground: Ground, path: Path, dice: random.Random) -> None:
    path.with_name(path.name + "-wal").write_bytes(dice.randbytes(dice.randrange(1, 9 * PAGE)))


def leave_a_log_of_before(ground: Ground, path: Path, dice: random.Random) -> None:
    """A log that belongs to another state of the same file, whole or cut."""
    log = (ground.folder / f"{path.name}-wal").read_bytes()
    end = len(log) if dice.random() < 0.5 else dice.randrange(32, len(log))
    path.with_name(path.name + "-wal").write_bytes(log[:end])


KINDS: Final[Mapping[str, Damage]] = {
    kind.__name__: kind
    for kind in (
        flip_a_bit, flip_many, lose_the_last_page, cut_anywhere, empty, remove, add_a_page,
        garble_a_page, swap_two_pages, put_an_old_copy, leave_a_foreign_log, leave_a_log_of_before,
    )
}  # fmt: skip
# What SQLite sees to be no part of the file and leaves out, and an older file of pictures, which
# lacks some that are fetched again: there may be nothing to notice.
HARMLESS: Final = ("leave_a_foreign_log", "leave_a_log_of_before")
FILES: Final = ("replica.db", "replica.db", "blobs.db")


def damaged(runs: int, seed: int) -> Outcome:
    """The long run of ``make faults``."""
    with tempfile.TemporaryDirectory() as folder, ground(Path(folder)) as there:
        return Outcome(runs=runs, faults=tuple(damage(there, runs, seed)))


def damage(ground: Ground, runs: int, seed: int) -> Iterator[str]:
    """What was wrong, one sentence for each run in which something was."""
    for number in range(runs):
        dice = random.Random(f"{seed}.{number}")
        name = list(KINDS)[number % len(KINDS)]
        file = dice.choice(FILES)
        fault = _one(ground, KINDS[name], file, dice)
        if fault:
            yield f"seed {seed}, run {number}, {name} of {file}: {fault}"


def _one(ground: Ground, kind: Damage, file: str, dice: random.Random) -> str | None:
    home = Home(ground.folder / "damaged")
    shutil.copytree(ground.now.root, home.root)
    try:
        kind(ground, home.root / file, dice)
        said = read_on(home)
        noticed = bool(said) or not is_well(home)
        old_pictures = kind is put_an_old_copy and file == "blobs.db"
        if not (noticed or old_pictures or kind.__name__ in HARMLESS):
            return "nobody noticed"
        if not pass_over(home).up_to_date:
            return "the next sync was not up to date"
        require_same(home, ground.settings)
        if not is_well(home):
            return "the doctor was not content after the sync"
        return None if _drafts(home) == DRAFTS else "the outbox lost something"
    except (AppError, AssertionError) as error:
        return f"{type(error).__name__}: {error}"
    finally:
        shutil.rmtree(home.root)


def read_on(home: Home) -> str:
    """Search and read as the window does; the sentence that came instead, if one did."""
    try:
        with closing(open_library(home)) as library:
            library.search(SearchRequest(query="words"))
            library.show(Address.parse("vademecum://page/g0-1"))
            library.blob(_picture().hash)
            library.status()
    except AppError as error:
        return str(error) or "an error without words"
    return ""


def is_well(home: Home) -> bool:
    findings = examine(home, SearchIndex(), indexed_keys)
    return all(finding.ok or finding.name == "disk" for finding in findings)


@contextmanager
def ground(folder: Path) -> Iterator[Ground]:
    """Serve people and pages, and sync a home with drafts in it, twice."""
    settings = servers.sqlite_settings(folder)
    keep_picture(settings)
    servers.write_entities(settings, space("handbook"), *_things(range(3)))
    token = servers.token_for(settings, "ada")
    with servers.running(settings) as url:
        home = connected(folder / "home", url, token)
        pass_over(home)
        write_drafts(home)
        before = Home(shutil.copytree(home.root, folder / "before"))
        keep_log(before.replica(1), load_key(home), folder)
        keep_log(before.blobs(1), load_key(home), folder)
        servers.write_entities(settings, *_things(range(1, 4)))
        pass_over(home)
        yield Ground(
            settings=settings, url=url, token=token, folder=folder, now=home, before=before
        )


def _things(commits: range) -> Iterator[Entity]:
    for commit in commits:
        for number in range(15):
            yield person(f"p{commit}-{number}", role=f"Fitter of {commits}")
            words = f"Words of {commits}. " * 40
            yield page(f"g{commit}-{number}", text=words, attachments=(_picture(),))


def keep_picture(settings: Settings) -> None:
    engine = open_server_database(settings)
    transact(engine, lambda tx: keep(tx, settings.files, PICTURE))
    engine.dispose()


def keep_log(path: Path, key: bytes, folder: Path) -> None:
    """Keep the log of some commits that a copy of this file would have had."""
    copy = shutil.copy(path, folder / f"other-{path.name}")
    engine = open_database(Path(copy), key)
    with transaction(engine) as tx:
        tx.exec_driver_sql("CREATE TABLE other (x)")
        tx.exec_driver_sql("INSERT INTO other VALUES (randomblob(20000))")
    shutil.copy(f"{copy}-wal", folder / f"{path.name}-wal")
    engine.dispose()


def _picture() -> Attachment:
    return Attachment(
        hash=sha256(PICTURE).hexdigest(), name="map.png", type="image/png", size=len(PICTURE)
    )


def write_drafts(home: Home) -> None:
    """What somebody was writing: it must be there after everything."""
    engine, _ = open_outbox(home, load_key(home))
    with transaction(engine) as tx:
        for number in range(DRAFTS):
            insert = text("INSERT INTO draft (key, body) VALUES (:key, :body)")
            tx.execute(insert, {"key": f"page:{number}", "body": b"half a sentence"})
    engine.dispose()


def _drafts(home: Home) -> int:
    engine, outbox = open_outbox(home, load_key(home))
    try:
        return outbox.drafts()
    finally:
        engine.dispose()

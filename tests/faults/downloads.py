"""Snapshots that are damaged on their way, by a proxy that flips, cuts out and shortens.

Whatever arrives, not one row of it is taken in; and when nothing is damaged any more, all are.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.search.index import SearchIndex
from desktop.security.keys import load_key
from desktop.store.applied import Applied
from desktop.store.files import Store, open_store
from desktop.store.network import NetworkSettings
from desktop.sync.booting import MOST_FAILURES, Booting
from desktop.sync.remote import Remote
from server.building import build_due
from server.database import open_database
from tests import servers
from tests.entities import person
from tests.faults.families import Outcome
from tests.faults.homes import connected, hasty
from tests.faults.http_text import body_of, with_body
from tests.faults.kinds import Fault
from tests.faults.proxy import FaultProxy, between, server_at
from tests.snapshots import workshop
from wire.messages import PullResponse, SnapshotOffer
from wire.rows import ALL

PEOPLE = 400


class Nobody:
    """Whoever does not want to know how the boots go."""

    def expect(self, offers: Mapping[str, SnapshotOffer]) -> None:
        return

    def fetched(self, stream: str, size: int) -> None:
        return

    def imported(self, stream: str, applied: Applied, rows: int, *, named: bool) -> None:
        return


async def flip(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    """One bit is another; the first, the last and those at the ends of packets more often."""
    body = bytearray(body_of(right))
    edges = (0, 3, len(body) - 1, len(body) - 4, 16_383, 16_384, 65_535, 65_536)
    place = dice.choice((dice.choice(edges), dice.randrange(len(body)))) % len(body)
    body[place] ^= 1 << dice.randrange(8)
    writer.write(with_body(right, bytes(body)))


async def shorten(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    """Less comes, and it says that this is all."""
    body = body_of(right)
    left = dice.choice((0, 1, 4, len(body) - 1, dice.randrange(len(body))))
    writer.write(with_body(right, body[:left]))


async def lengthen(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    writer.write(with_body(right, body_of(right) + dice.randbytes(dice.randrange(1, 9))))


async def zero(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    """A block is empty, as on a disk that lost it."""
    body = bytearray(body_of(right))
    start = dice.randrange(len(body))
    end = min(len(body), start + 4_096)
    body[start:end] = bytes(end - start)
    writer.write(with_body(right, bytes(body)))


async def exchange(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    """Two parts have changed places."""
    body = body_of(right)
    middle = dice.randrange(1, len(body))
    writer.write(with_body(right, body[middle:] + body[:middle]))


KINDS: tuple[Fault, ...] = (flip, flip, flip, shorten, lengthen, zero, exchange)


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A replica at the very beginning, and what the server behind the proxy has for it."""

    store: Store
    remote: Remote
    proxy: FaultProxy
    offered: PullResponse

    def boot(self) -> Booting:
        """Try to begin with the snapshot."""
        booting = Booting(self.remote, self.store.replica, self.store.blobs.downloads, Nobody())
        booting.boot(self.offered.boot, epoch=self.offered.epoch, head=self.offered.head)
        return booting

    def rows(self) -> int:
        return sum(self.store.replica.counts().values())


@contextmanager
def ground(folder: Path) -> Iterator[Ground]:
    """Everything as it should be, so far."""
    settings = servers.sqlite_settings(folder)
    dice = random.Random(7)
    people = (person(f"p{number}", role=dice.randbytes(120).hex()) for number in range(PEOPLE))
    servers.write_entities(settings, *people)
    engine = open_database(settings)
    build_due(workshop(engine, settings.files), smallest=0)
    engine.dispose()
    token = servers.token_for(settings, "ada")
    with servers.running(settings) as url, between(server_at(url)) as proxy:
        home = connected(folder / "home", proxy.address, token)
        with (
            closing(open_store(home, load_key(home), SearchIndex())) as store,
            closing(hasty(total=20, tries=1)(proxy.address, token, NetworkSettings())) as remote,
        ):
            replica = store.replica
            begin = replica.state().request()
            replica.apply(begin, remote.pull(begin))
            offered = remote.pull(replica.state().request(snapshots=True))
            yield Ground(store=store, remote=remote, proxy=proxy, offered=offered)


def damage(there: Ground, downloads: int, dice: random.Random) -> list[str]:
    """Damage so many downloads; returns what was wrong after one."""
    faults = []
    for number in range(downloads // MOST_FAILURES):
        there.proxy.faults = [dice.choice(KINDS) for _ in range(MOST_FAILURES)]
        booting = there.boot()
        if booting.welcome or there.rows() or there.store.blobs.downloads.of(ALL) is not None:
            faults.append(f"after {number}: something of a damaged snapshot is here")
    there.proxy.faults = []
    there.boot()
    if there.rows() != PEOPLE:
        faults.append(f"{there.rows()} of {PEOPLE} people came with the undamaged one")
    return faults


def damaged(runs: int, seed: int) -> Outcome:
    """The family of damaged downloads."""
    with tempfile.TemporaryDirectory() as folder, ground(Path(folder)) as there:
        return Outcome(runs=runs, faults=tuple(damage(there, runs, random.Random(seed))))

"""Every fault of a network, again and again, on one replica that stays open.

A round: something changes at the server, a pass meets the fault, then a right pass. After the
first the replica holds a whole prefix of what the server has, after the second all of it.
"""

from __future__ import annotations

import contextlib
import functools
import random
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.errors import AppError, ServerUnreachable
from desktop.records import SyncReport
from desktop.search.index import SearchIndex
from desktop.security.keys import load_key
from desktop.store.engine import check_integrity
from desktop.store.files import Store, open_store
from desktop.store.pins import Pins
from desktop.store.shelf import Shelf
from desktop.sync.budget import Budget, Line
from desktop.sync.engine import SyncEngine
from desktop.sync.http import HttpRemote
from desktop.sync.patience import Chance, Patience
from server.settings import Settings
from tests import servers
from tests.desktop.sync.ledger import Counted
from tests.entities import page, person, space
from tests.faults import kinds
from tests.faults.families import Outcome
from tests.faults.homes import (
    Nobody,
    connected,
    held_by,
    require_prefix_of,
    require_same_of,
)
from tests.faults.proxy import FaultProxy, between, server_at

DEADLINE = 0.1  # seconds for an answer while the fault lasts
ATTEMPTS = 8  # a slow answer is asked for again, in smaller parts
WORK = 3.0  # seconds that a pass itself may take on a busy machine
PLENTY = 60.0
AT_ONCE = 6
MOST_SECONDS = 4_000_000_000  # since 1970: until 2096


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class World:
    """A server, a proxy before it, and a replica that is open."""

    settings: Settings
    proxy: FaultProxy
    store: Store
    token: str

    def pass_over(
        self, address: str, patience: Patience, now: Callable[[], datetime] = utc_now
    ) -> SyncReport:
        """One pass, at what its clock says is ``now``; raises the ``AppError`` it ends in."""
        chance = Chance(sleep=lambda seconds: None, jitter=lambda: 0.0, now=now)
        remote = HttpRemote(address, self.token, patience=patience, chance=chance)
        store = self.store
        with contextlib.closing(remote):
            return SyncEngine(
                remote,
                store.replica,
                store.blobs,
                Nobody(),
                shelf=Shelf(
                    lambda: store.engine,
                    store.blobs_engine,
                    Pins(store.outbox_engine).keys(),
                    2**30,
                ),
                budget=Budget(Counted(), Line(metered=False, budget=0), lambda: remote.received),
            ).run()


@contextlib.contextmanager
def world(folder: Path) -> Iterator[World]:
    """A small company, and one replica of it at head."""
    settings = servers.sqlite_settings(folder)
    people = (person(f"p{number}") for number in range(40))
    pages = (page(f"page{number}", text="words " * 20) for number in range(10))
    servers.write_entities(settings, space("handbook"), *people, *pages)
    token = servers.token_for(settings, "ada")
    with servers.running(settings) as url, between(server_at(url), seed=7) as proxy:
        home = connected(folder / "home", proxy.address, token)
        store = open_store(home, load_key(home), SearchIndex())
        with contextlib.closing(store):
            here = World(settings=settings, proxy=proxy, store=store, token=token)
            here.pass_over(proxy.address, Patience(total=PLENTY))
            yield here


def meet(here: World, kind: kinds.Fault, rounds: int, seed: int) -> None:
    """So many rounds of one fault of answers; ``AssertionError`` where one ends wrong."""
    dice = random.Random(f"{kind.__name__} {seed}")
    for number in range(rounds):
        change(here, f"{kind.__name__} {number}")
        here.proxy.faults = [*[None] * dice.randrange(2), kind]
        here.proxy.keeps_up = True
        try_pass(here, here.proxy.address)
        recover(here)


def meet_nobody(here: World, address: str, rounds: int) -> None:
    """So many rounds of an address at which nobody answers."""
    for number in range(rounds):
        change(here, f"{address} {number}")
        assert try_pass(here, address) is not None
        recover(here)


def change(here: World, role: str) -> None:
    servers.write_entities(here.settings, person("bob", role=role))


def try_pass(here: World, address: str) -> AppError | None:
    """A pass with little patience; the error it ended in, within its time, if any."""
    started = time.monotonic()
    error = None
    try:
        here.pass_over(address, Patience(total=DEADLINE, connect=DEADLINE, tries=2))
    except AppError as raised:
        error = raised
        assert str(error).strip()
    assert time.monotonic() - started < (DEADLINE + 1) * ATTEMPTS + WORK
    require_prefix_of(*held_by(here.store), here.settings)
    return error


def recover(here: World) -> None:
    here.proxy.faults = []
    assert here.pass_over(here.proxy.address, Patience(total=PLENTY)).up_to_date
    require_same_of(*held_by(here.store), here.settings)


def jump(here: World, rounds: int, seed: int) -> None:
    """So many passes, each at another time, years apart, forwards and back: none minds."""
    dice = random.Random(seed)
    for number in range(rounds):
        when = datetime.fromtimestamp(dice.randrange(MOST_SECONDS), UTC)
        change(here, f"at {number}")
        here.proxy.faults = [kinds.unavailable_until_a_date]
        here.proxy.keeps_up = False
        # A pause to a date that this clock makes years of is left to the schedule, or is none.
        with contextlib.suppress(ServerUnreachable):
            here.pass_over(
                here.proxy.address, Patience(total=PLENTY), functools.partial(_same, when)
            )
        here.proxy.faults = []
        report = here.pass_over(
            here.proxy.address, Patience(total=PLENTY), functools.partial(_same, when)
        )
        assert report.up_to_date
        require_same_of(*held_by(here.store), here.settings)


def _same(when: datetime) -> datetime:
    return when


def clock_jumps(runs: int, seed: int) -> Outcome:
    """So many passes on a clock that jumps; see ``tests.faults.families``."""
    faults = together([functools.partial(jump, rounds=runs, seed=seed)])
    return Outcome(runs=runs, faults=tuple(faults))


def together(works: list[Callable[[World], None]]) -> list[str]:
    """Each work in a world of its own, several at once: they mostly wait; return what went wrong.

    Worlds are made one by one, because what makes them is not made for threads.
    """
    making = threading.Lock()

    def work(one: Callable[[World], None]) -> str | None:
        with contextlib.ExitStack() as opened:
            with making:
                folder = opened.enter_context(tempfile.TemporaryDirectory())
                here = opened.enter_context(world(Path(folder)))
            try:
                one(here)
                assert check_integrity(here.store.engine) == ()
            except AssertionError as error:
                return f"{error}" or "an assertion failed"
        return None

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [said for said in pool.map(work, works) if said is not None]


def every_kind(runs: int, seed: int) -> Outcome:
    """``runs`` rounds of every kind of fault; see ``tests.faults.families``."""
    works: list[Callable[[World], None]] = [
        functools.partial(meet, kind=kind, rounds=runs, seed=seed)
        for kind in (*kinds.QUICK, *kinds.HANGING)
    ]
    works.append(functools.partial(meet_nobody, address="http://127.0.0.1:9", rounds=runs))
    faults = together(works)
    return Outcome(runs=len(works) * runs, faults=tuple(faults), note=f"{len(works)} kinds")

"""A hundred changed rows into a replica, and a pull that brings nothing new, over loopback.

The limit is one bare round trip to the same server and the same inserts: the changed rows, and
their words for ``short`` and ``body``, in one transaction, into tables as full as ours.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final
from urllib.request import urlopen

import msgspec
from sqlalchemy import Engine, select

from benchmarks import floor
from benchmarks.replicas import connect, opened, replica, server_files, serving, token
from benchmarks.report import Bar, Growing, Report
from desktop.paths import Home
from desktop.store.engine import reading, transaction
from desktop.store.files import Store
from desktop.sync.http import HttpRemote
from server import schema
from server.database import open_database
from server.settings import Settings
from server.streams import Entity
from server.write import Put, write
from wire.bodies import PageBody
from wire.codec import decode_body
from wire.messages import PullResponse
from wire.rows import Key

CHANGED: Final = 100
ROUNDS: Final = 9
TIME: Final = 3.0
NOTHING: Final = 1_024  # bytes
UPDATE: Final = 0.3  # seconds


@dataclass(slots=True)
class Taken:
    """Seconds of every round."""

    whole: list[float] = field(default_factory=list)
    applied: list[float] = field(default_factory=list)
    limit: list[float] = field(default_factory=list)
    nothing: list[float] = field(default_factory=list)
    nothing_bytes: int = 0


def run(shared: Path, size: str, folder: Path) -> Report:
    """Change pages on a copy of the server, and take them into a copy of the replica."""
    source, files = replica(shared, size, folder), server_files(shared, size, folder)
    with tempfile.TemporaryDirectory(dir=folder) as passing:
        home = Home(Path(passing) / "home")
        shutil.copytree(source.root, home.root)
        shutil.copytree(files, Path(passing) / "server")
        taken, documents = _measured(home, Path(passing) / "server")
    return _report(size, taken, documents)


def _measured(home: Home, files: Path) -> tuple[Taken, int]:
    with ExitStack() as open_:
        address = open_.enter_context(serving(files))
        secret = token(files)
        connect(home, address, secret)
        store = open_.enter_context(opened(home))
        remote = open_.enter_context(closing(HttpRemote(address, secret)))
        server = open_.enter_context(_server(files))
        bare, documents = _full(home.root / "bare.db", store)
        open_.callback(bare.dispose)
        taken = Taken()
        _pull(store, remote, taken)
        for number in range(ROUNDS + 1):
            _change(server, number)
            answer = _pull(store, remote, taken)
            _least(bare, store, answer, address, taken, number)
            _nothing(store, remote, taken)
        # The first round is nobody's: everything is read for the first time.
        for values in (taken.whole, taken.applied, taken.limit, taken.nothing):
            del values[: len(values) - ROUNDS]
    return taken, documents


@contextmanager
def _server(files: Path) -> Iterator[Engine]:
    engine = open_database(Settings.below(files))
    try:
        yield engine
    finally:
        engine.dispose()


def _full(path: Path, store: Store) -> tuple[Engine, int]:
    """A database that holds the rows and words of the whole replica, and no more."""
    bare = floor.bare(path)
    with reading(store.engine) as held, transaction(bare) as tx:
        rows = held.exec_driver_sql("SELECT key, stream, seq, kind, body FROM row")
        floor.insert(tx, floor.ROW, [tuple(row) for row in rows])
        short = list(floor.short_values(held))
        floor.insert(tx, floor.SHORT, short)
        floor.insert(tx, floor.BODY, list(floor.body_values(held)))
    return bare, len(short)


def _change(server: Engine, number: int) -> None:
    """Give the first pages of the server a sentence more."""
    pages = select(schema.row).where(schema.row.c.kind == "page", schema.row.c.body.is_not(None))
    with server.begin() as tx:
        rows = tx.execute(pages.order_by(schema.row.c.key).limit(CHANGED)).all()
        write(tx, [Put(_changed(row.key, bytes(row.body), number)) for row in rows])


def _changed(key: str, body: bytes, number: int) -> Entity:
    page = decode_body("page", body)
    assert isinstance(page, PageBody)
    text = f"{page.text}\n\nSince round {number} there is more to say of it: word{number}."
    return Entity(
        kind="page",
        id=Key.parse(key).id,
        bodies={"": msgspec.structs.replace(page, text=text)},
        source=page.source,
        source_key=page.source_key,
    )


def _pull(store: Store, remote: HttpRemote, taken: Taken) -> PullResponse:
    started = perf_counter()
    request = store.replica.state().request()
    answer = remote.pull(request)
    came = perf_counter()
    applied = store.replica.apply(request, answer)
    ended = perf_counter()
    assert applied.up_to_date
    taken.whole.append(ended - started)
    taken.applied.append(ended - came)
    return answer


def _least(
    bare: Engine, store: Store, answer: PullResponse, address: str, taken: Taken, number: int
) -> None:
    """A round trip and the inserts of what ``answer`` brought, with words that are ready."""
    keys = [row.key for row in answer.rows]
    with reading(store.engine) as tx:
        found = tx.exec_driver_sql(
            f"SELECT docid FROM document WHERE key IN ({', '.join('?' * len(keys))})", tuple(keys)
        )
        docids = set(found.scalars())
        short = [row for row in floor.short_values(tx) if row[0] in docids]
        body = [row for row in floor.body_values(tx) if row[0] in docids]
    rows = [(row.key, row.stream, row.seq, row.kind, bytes(row.body)) for row in answer.rows]
    beyond = (number + 1) << 50  # row ids of their own: nothing has to be taken out
    started = perf_counter()
    with urlopen(f"{address}/healthz") as health:
        health.read()
    with transaction(bare) as tx:
        floor.insert(tx, floor.ROW.replace("INSERT", "INSERT OR REPLACE"), rows)
        floor.insert(tx, floor.SHORT, [(row[0] + beyond, *row[1:]) for row in short])
        floor.insert(tx, floor.BODY, [(row[0] + beyond, *row[1:]) for row in body])
    taken.limit.append(perf_counter() - started)


def _nothing(store: Store, remote: HttpRemote, taken: Taken) -> None:
    before, started = remote.received, perf_counter()
    request = store.replica.state().request()
    store.replica.apply(request, remote.pull(request))
    taken.nothing.append(perf_counter() - started)
    taken.nothing_bytes = remote.received - before


def _report(size: str, taken: Taken, documents: int) -> Report:
    whole, limit = median(taken.whole), median(taken.limit)
    rows: Sequence[dict[str, Any]] = (
        {"what": f"{CHANGED} rows", "median s": whole, "of that applied s": median(taken.applied)},
        {"what": "the least", "median s": limit},
        {"what": "nothing new", "median s": median(taken.nothing), "bytes": taken.nothing_bytes},
    )
    return Report(
        benchmark="delta",
        size=size,
        rows=tuple(rows),
        bars=(
            Bar(f"{CHANGED} rows against the least", whole / limit, TIME, most=True),
            Bar(f"{CHANGED} pages, s", whole, UPDATE, most=True),
            Bar("nothing new, bytes", taken.nothing_bytes, NOTHING, most=True),
        ),
        documents=documents,
        growing=(
            Growing(f"{CHANGED} rows, s", whole, "logarithm"),
            Growing("nothing new, s", median(taken.nothing), "logarithm"),
        ),
    )

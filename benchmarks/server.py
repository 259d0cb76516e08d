"""How much a server takes: pulls with nothing new, small deltas, and bytes of snapshots.

On SQLite and PostgreSQL, with one worker and with two; compared with a bare handler that asks the
same of the database, and with the framework's empty one, in turns on the same process. The
clients share the machine with the server: rates are of both, processor time is the server's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import msgspec
import psutil
from sqlalchemy import Engine, delete, insert, select

from benchmarks.load import Cost, answer, costs, request
from benchmarks.replicas import ROOT, server_files
from benchmarks.report import Bar, Report
from server import accounts, schema, snapshots
from server.building import Workshop, build_due
from server.database import open_database, reading, transact, writing
from server.settings import Settings
from server.streams import Entity
from server.write import Put, write
from tests.postgres import running_cluster
from wire import __version__, routes
from wire.bodies import Names, PersonCore
from wire.codec import decode, encode
from wire.messages import Enrolment, EnrolRequest, PullRequest, PullResponse
from wire.rows import ALL

USER: Final = "benchmark"
DELTA_ROWS: Final = 100
WORKERS: Final = (1, 2)
BATCH: Final = 1_000
SHARE: Final = 2 / 3


@dataclass(frozen=True, slots=True)
class Served:
    """A running server, and what a whole replica asks of it."""

    address: tuple[str, int]
    process: psutil.Process
    token: str
    pull: PullRequest
    snapshot: str


def run(shared: Path, size: str, folder: Path) -> Report:
    """Measure on a server of ``size``; copies below ``folder`` are removed again."""
    files = folder / "served"
    shutil.copytree(server_files(shared, size, folder), files)
    rows: list[dict[str, Any]] = []
    bars: list[Bar] = []
    try:
        for settings in _databases(Settings.below(files)):
            token, snapshot = _prepare(settings)
            for workers in WORKERS:
                with _serving(settings, workers, token, snapshot) as served:
                    _measure(served, f"{_name(settings)}, {workers}", rows, bars)
    finally:
        shutil.rmtree(files)
    return Report(benchmark="server", size=size, rows=tuple(rows), bars=tuple(bars))


def _measure(served: Served, where: str, rows: list[dict[str, Any]], bars: list[Bar]) -> None:
    found = costs(served.address, served.process, _requests(served))
    memory = max(one.memory_info().rss for one in _family(served.process)) / 1e6
    rows += [{"server": where, "asked": name, **cost.figures()} for name, cost in found.items()]
    rows.append({"server": where, "asked": "memory of a worker", "MB": memory})
    ours, bare = found["no-op pull"], found["bare handler"]
    bars.append(Bar(f"{where}: no-op pulls/s against bare", ours.rate / bare.rate, SHARE))
    each = _each(bare) / _each(ours)
    bars.append(Bar(f"{where}: the same in processor time", each, SHARE))


def _requests(served: Served) -> dict[str, bytes]:
    whole, token = served.pull, served.token
    older = msgspec.structs.replace(whole, cursor=(whole.cursor or 0) - 1)
    return {
        "empty endpoint": request("GET", "/empty"),
        "bare handler": request("POST", "/bare", token=token, body=encode(whole)),
        "no-op pull": request("POST", routes.PULL, token=token, body=encode(whole)),
        f"delta of {DELTA_ROWS}": request("POST", routes.PULL, token=token, body=encode(older)),
        "snapshot": request("GET", f"{routes.SNAPSHOTS}/{served.snapshot}", token=token),
    }


def _each(cost: Cost) -> float:
    return cost.processor / len(cost.times)


def _family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def _databases(files: Settings) -> Iterator[Settings]:
    """The server as it is, and the same again in PostgreSQL."""
    yield files
    with running_cluster() as cluster:
        there = replace(files, database=cluster.new_database())
        source, target = open_database(files), open_database(there)
        _copy(source, target)
        source.dispose()
        target.dispose()
        yield there


def _copy(source: Engine, target: Engine) -> None:
    tables = schema.metadata.sorted_tables
    with reading(source) as old, writing(target) as new:
        for table in reversed(tables):
            new.execute(delete(table))
        for table in tables:
            found = old.execute(select(table), execution_options={"yield_per": BATCH})
            for part in found.mappings().partitions():
                new.execute(insert(table), [dict(row) for row in part])


def _name(settings: Settings) -> str:
    return settings.database.partition(":")[0].partition("+")[0]


def _prepare(settings: Settings) -> tuple[str, str]:
    """A token, the newest commit of so many rows, and the largest stream's snapshot."""
    engine = open_database(settings)
    now = datetime.now(UTC)
    try:
        made = transact(engine, lambda tx: accounts.issue_token(tx, USER, now=now))
        transact(engine, lambda tx: write(tx, _newcomers(made.text)))
        build_due(Workshop(engine, settings.files, lambda: now), smallest=0)
        with reading(engine) as tx:
            return made.text, snapshots.newest(tx)[ALL].sha256
    finally:
        engine.dispose()


def _newcomers(name: str) -> list[Put]:
    bodies = [{"core": PersonCore(names=Names(display=f"{name} {n}"))} for n in range(DELTA_ROWS)]
    return [Put(Entity(kind="person", id=uuid4().hex, bodies=body)) for body in bodies]


@contextmanager
def _serving(settings: Settings, workers: int, token: str, snapshot: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "benchmarks.bare_server", str(workers)]
    environment = {**os.environ, **settings.to_environment()}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        address = ("127.0.0.1", int(process.stdout.readline()))
        pull = _whole(address, token)
        yield Served(address, psutil.Process(process.pid), token, pull, snapshot)
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def _whole(address: tuple[str, int], token: str) -> PullRequest:
    """What a replica asks that has everything."""
    body = encode(EnrolRequest(name=USER, client=__version__))
    sent = request("POST", routes.REPLICAS, token=token, body=body)
    replica = decode(answer(address, sent), Enrolment).replica
    first = request("POST", routes.PULL, token=token, body=encode(PullRequest(replica)))
    told = decode(answer(address, first), PullResponse)
    assert told.streams is not None
    return PullRequest(replica, told.epoch, told.cursor, told.streams.tag)

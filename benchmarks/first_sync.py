"""From an empty replica to everything searchable, over loopback; people first.

The limit does the least that could be called the same: fetch the same snapshots, decode them, and
insert the rows and the words of ``short`` and ``body`` into SQLCipher in one transaction.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any, Final
from urllib.request import Request, urlopen

import msgspec
import zstandard

from benchmarks import floor
from benchmarks.replicas import connect, opened, run_desktop, server_files, serving, token
from benchmarks.replicas import run as run_module
from benchmarks.report import Bar, Growing, Report
from desktop.paths import Home
from desktop.search.fields import KINDS
from desktop.search.tables import kind_range
from desktop.store.engine import reading, transaction
from wire.bodies import KINDS as BODIES
from wire.messages import BootPosition, EnrolRequest, PullRequest, PullResponse
from wire.rows import ALL, Row

TIME: Final = 2.0
PEOPLE: Final = 1.5
BYTES: Final = 1.1
ROUNDS: Final = 2
_LEVEL: Final = 3


@dataclass(slots=True)
class Came:
    """Seconds until people and until everything could be searched; bytes that came."""

    people: list[float] = field(default_factory=list)
    everything: list[float] = field(default_factory=list)
    bytes: int = 0

    def best(self) -> tuple[float, float]:
        return min(self.people), min(self.everything)


@dataclass(frozen=True, slots=True)
class Words:
    """What the full-text tables are fed, by whether it belongs to people's stream."""

    short: Sequence[tuple[Any, ...]]
    body: Sequence[tuple[Any, ...]]


def run(shared: Path, size: str, folder: Path) -> Report:
    """Sync and do the least by turns, from the server of ``size`` below ``folder``."""
    files = server_files(shared, size, folder)
    run_module("server", "--files", str(files), "snapshots", "--all")
    home = Home(folder / f"home-{size}")
    ours, limit = Came(), Came()
    with serving(files) as address:
        secret = token(files)
        for _ in range(ROUNDS):
            shutil.rmtree(home.root, ignore_errors=True)
            connect(home, address, secret)
            _sync(home, ours)
            words, packed, documents = _held(home)
            with tempfile.TemporaryDirectory(dir=folder) as passing:
                _least(address, secret, words, Path(passing), limit)
    return _report(size, ours, limit, packed, documents)


def _sync(home: Home, ours: Came) -> None:
    report = json.loads(run_desktop(home, "--json", "sync"))
    ours.people.append(report["people_searchable_after"])
    ours.everything.append(report["seconds"])
    ours.bytes = report["bytes"]


def _held(home: Home) -> tuple[Words, int, int]:
    """The words of a whole replica, the bytes of its rows as zstd packs them, its documents."""
    with opened(home) as store, reading(store.engine) as tx:
        words = Words(list(floor.short_values(tx)), list(floor.body_values(tx)))
        rows = tx.exec_driver_sql("SELECT stream, key, seq, kind, body FROM row ORDER BY stream")
        lines = (
            msgspec.json.encode(Row(stream, key, seq, kind, msgspec.Raw(bytes(body)))) + b"\n"
            for stream, key, seq, kind, body in rows
        )
        packer = zstandard.ZstdCompressor(level=_LEVEL).compressobj()
        packed = sum(len(packer.compress(line)) for line in lines) + len(packer.flush())
    return words, packed, len(words.short)


def _least(address: str, secret: str, words: Words, folder: Path, limit: Came) -> None:
    """Fetch, decode, insert; nothing else."""
    offers = _offers(address, secret)
    engine = floor.bare(folder / "least.db")
    first = kind_range(KINDS.index("page"))
    people = [row for row in words.short if row[0] < first[0]]
    others = [row for row in words.short if row[0] >= first[0]]
    started = perf_counter()
    with transaction(engine) as tx:
        floor.insert(tx, floor.ROW, list(_rows(address, secret, offers[:1])))
        floor.insert(tx, floor.SHORT, people)
        limit.people.append(perf_counter() - started)
        floor.insert(tx, floor.ROW, list(_rows(address, secret, offers[1:])))
        floor.insert(tx, floor.SHORT, others)
        floor.insert(tx, floor.BODY, words.body)
    limit.everything.append(perf_counter() - started)
    engine.dispose()


def _offers(address: str, secret: str) -> list[tuple[str, str]]:
    """Stream and hash of every snapshot that a first sync is offered, people's first."""
    enrolled = json.loads(_ask(address, secret, "replicas", EnrolRequest(name="b", client="0")))
    request = PullRequest(replica=enrolled["replica"], snapshots=True)
    started = msgspec.json.decode(_ask(address, secret, "pull", request), type=PullResponse)
    assert started.streams is not None
    asked = msgspec.structs.replace(
        request,
        epoch=started.epoch,
        cursor=started.cursor,
        streams=started.streams.tag,
        booting={name: BootPosition(at=0) for name in started.streams.ids},
    )
    offered = msgspec.json.decode(_ask(address, secret, "pull", asked), type=PullResponse).boot
    found = [(name, offer.sha256) for name, offer in offered.items()]
    return sorted(found, key=lambda one: one[0] != ALL)


def _rows(
    address: str, secret: str, offers: Iterable[tuple[str, str]]
) -> Iterator[tuple[Any, ...]]:
    decoders = {kind: msgspec.json.Decoder(body) for kind, body in BODIES.items()}
    line = msgspec.json.Decoder(Row)
    for stream, sha256 in offers:
        data = _ask(address, secret, f"snapshots/{sha256}")
        for row in line.decode_lines(zstandard.ZstdDecompressor().decompressobj().decompress(data)):
            decoders[row.kind].decode(row.body)
            yield row.key, stream, row.seq, row.kind, bytes(row.body)


def _ask(address: str, secret: str, path: str, message: msgspec.Struct | None = None) -> bytes:
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    headers["Sync-Schema"] = "1"
    data = None if message is None else msgspec.json.encode(message)
    with urlopen(Request(f"{address}/v1/{path}", data=data, headers=headers)) as answer:
        found: bytes = answer.read()
    return found


def _report(size: str, ours: Came, limit: Came, packed: int, documents: int) -> Report:
    (people, everything), (least_people, least) = ours.best(), limit.best()
    return Report(
        benchmark="first_sync",
        size=size,
        rows=(
            {"what": "first sync", "people s": people, "all s": everything, "bytes": ours.bytes},
            {"what": "the least", "people s": least_people, "all s": least, "bytes": packed},
        ),
        bars=(
            Bar("everything searchable, against the least", everything / least, TIME, most=True),
            Bar("people searchable, against the least", people / least_people, PEOPLE, most=True),
            Bar("bytes against zstd-3 of the rows", ours.bytes / packed, BYTES, most=True),
        ),
        documents=documents,
        growing=(Growing("first sync, s", everything, "linear"),),
    )

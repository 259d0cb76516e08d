"""What encryption costs: inserting rows and their words, reading single rows, searching.

The same rows, tables and library twice, once with a key and once without, 64 MB of cache each.
The two take turns, each round the other one first; times are processor seconds of this process.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from time import process_time
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.pool import QueuePool

from benchmarks.replicas import server_files
from benchmarks.report import Bar, Report
from desktop.store.engine import KEY_BYTES, open_database, reading, transaction
from server import schema
from server.database import open_database as open_server
from server.settings import Settings

CACHE_MB: Final = 64
BATCH: Final = 2_000
READS: Final = 2_000
SEARCHES: Final = 200
ROUNDS: Final = 12
MOST: Final = 1.6

CREATE: Final = (
    "CREATE TABLE row (id INTEGER PRIMARY KEY, key TEXT NOT NULL, stream TEXT NOT NULL,"
    " body BLOB NOT NULL, UNIQUE (key, stream))",
    "CREATE VIRTUAL TABLE body USING fts5(text, content='', contentless_delete=1,"
    " tokenize='ascii', prefix='3')",
)
ROW: Final = "INSERT INTO row VALUES (?, ?, ?, ?)"
WORDS: Final = "INSERT INTO body (rowid, text) VALUES (?, ?)"
READ: Final = "SELECT body FROM row WHERE key = ?"
SEARCH: Final = "SELECT rowid FROM body WHERE body MATCH ? LIMIT 200"

Stored = tuple[int, str, str, bytes]  # id, key, stream, body


@dataclass(slots=True)
class Taken:
    """Processor seconds of one database, by what was done, one entry a round."""

    insert: list[float] = field(default_factory=list)
    read: list[float] = field(default_factory=list)
    search: list[float] = field(default_factory=list)


def run(shared: Path, size: str, folder: Path) -> Report:
    """Measure on the rows of ``size``; the two databases are removed again."""
    pair = [folder / "encrypted.db", folder / "plain.db"]
    engines = [open_database(pair[0], os.urandom(KEY_BYTES), cache_mb=CACHE_MB), _plain(pair[1])]
    try:
        taken = _measured(engines, _rows(server_files(shared, size, folder)))
        sizes = [path.stat().st_size / 1e6 for path in pair]
    finally:
        for engine, path in zip(engines, pair, strict=True):
            engine.dispose()
            for ending in ("", "-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
    return _report(size, taken, sizes)


def _report(size: str, taken: Sequence[Taken], sizes: Sequence[float]) -> Report:
    rows: list[dict[str, Any]] = []
    bars = []
    for what in ("insert", "read", "search"):
        ours, plain = (sum(getattr(one, what)) for one in taken)
        rows.append({"what": what, "encrypted s": ours, "plain s": plain})
        bars.append(Bar(f"{what}, encrypted against plain", ours / plain, MOST, most=True))
    rows.append({"what": "file", "encrypted MB": sizes[0], "plain MB": sizes[1]})
    return Report(benchmark="encryption", size=size, rows=tuple(rows), bars=tuple(bars))


def _measured(engines: Sequence[Engine], rows: Iterator[Stored]) -> list[Taken]:
    for engine in engines:
        with transaction(engine) as tx:
            for statement in CREATE:
                tx.exec_driver_sql(statement)
    taken = [Taken() for _ in engines]
    turns = list(zip(engines, taken, strict=True))
    keys: list[str] = []
    words: set[str] = set()
    while batch := list(islice(rows, BATCH)):
        keys += [key for _, key, _, _ in batch]
        texts = [(identity, _text(body)) for identity, _, _, body in batch]
        words.update(word for _, text in texts[:20] for word in text.split()[:20])
        for engine, one in turns:
            one.insert.append(_timed(engine, partial(_insert, batch, texts)))
        turns.reverse()
    chance = random.Random(1)
    for _ in range(ROUNDS):
        some = chance.sample(keys, min(READS, len(keys)))
        asked = chance.sample(sorted(words), min(SEARCHES, len(words)))
        for engine, one in turns:
            one.read.append(_timed(engine, partial(_ask, READ, some)))
            one.search.append(_timed(engine, partial(_ask, SEARCH, [f'"{w}"*' for w in asked])))
        turns.reverse()
    return taken


def _timed(engine: Engine, work: Any) -> float:
    started = process_time()
    work(engine)
    return process_time() - started


def _insert(batch: Sequence[Stored], texts: Sequence[tuple[int, str]], engine: Engine) -> None:
    with transaction(engine) as tx:
        tx.exec_driver_sql(ROW, list(batch))
        tx.exec_driver_sql(WORDS, list(texts))


def _ask(statement: str, asked: Sequence[str], engine: Engine) -> None:
    with reading(engine) as tx:
        for one in asked:
            tx.exec_driver_sql(statement, (one,)).all()


def _rows(files: Path) -> Iterator[Stored]:
    """What the server holds, people and pages in turns, as far as a replica takes it."""
    engine = open_server(Settings.below(files))
    row = schema.row.c
    query = select(row.key, row.stream, row.body).where(row.body.is_not(None))
    try:
        with engine.connect() as connection:
            yield from _numbered(connection, query)
    finally:
        engine.dispose()


def _numbered(connection: Connection, query: Any) -> Iterator[Stored]:
    found = connection.execute(query, execution_options={"yield_per": BATCH})
    for number, (key, stream, body) in enumerate(found, start=1):
        yield number, key, stream, body


def _text(body: bytes) -> str:
    return " ".join(re.findall(r"\w{2,}", body.decode().lower()))


def _plain(path: Path) -> Engine:
    """The same library and settings, without a key."""

    def connect() -> Any:
        raw = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
        for pragma in (
            f"cache_size = {-1024 * CACHE_MB}",
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "secure_delete = ON",
        ):
            raw.execute(f"PRAGMA {pragma}")
        return raw

    engine = create_engine("sqlite://", module=sqlcipher, creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine

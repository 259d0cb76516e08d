"""How long the whole index takes, forms included, and how large it is.

Against the same FTS5 tables fed the same tokens, ready made, plus one regular expression over the
texts. The two take turns, some thousand documents each, into encrypted files of their own.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Final

from sqlalchemy import Connection

from benchmarks import floor
from benchmarks.replicas import opened, replica
from benchmarks.report import Bar, Growing, Report
from desktop.records import Document
from desktop.search.index import SearchIndex
from desktop.search.load import Load
from desktop.store import records_schema, schema
from desktop.store.batches import BATCH
from desktop.store.engine import checkpoint, open_database, reading, transaction
from desktop.store.index import Statement
from desktop.store.loading import derive_all
from desktop.store.writer import Writer

TIME: Final = 2.0
SIZE: Final = 2.5
TURN: Final = 10_000  # documents
_WORDS: Final = re.compile(r"\w+")


@dataclass(slots=True)
class Taken:
    """Seconds, by the clock on the wall and of the processor."""

    wall: float = 0.0
    processor: float = 0.0

    def __enter__(self) -> None:
        self.wall -= perf_counter()
        self.processor -= process_time()

    def __exit__(self, *_: object) -> None:
        self.wall += perf_counter()
        self.processor += process_time()


def run(shared: Path, size: str, folder: Path) -> Report:
    """Measure over the documents of a replica of ``size``, kept or made below ``folder``."""
    home = replica(shared, size, folder)
    with tempfile.TemporaryDirectory(dir=folder) as passing:
        race = _Race(Path(passing))
        with opened(home) as store, reading(store.engine) as held:
            source = open_database(Path(passing) / "records.db", floor.KEY)
            with transaction(source) as tx:
                _copy(held, tx)
                derive_all(tx, race)
            source.dispose()
        race.end()
        return race.report(size)


def _copy(held: Connection, tx: Connection) -> None:
    """The raw rows, so that everything is derived of them once more."""
    schema.metadata.create_all(tx)
    records_schema.metadata.create_all(tx)
    rows = held.exec_driver_sql("SELECT key, stream, seq, kind, body FROM row")
    while some := rows.fetchmany(BATCH):
        floor.insert(tx, floor.ROW, [tuple(row) for row in some])


class _Race(SearchIndex):
    """Two indexes fed by turns with the documents that are derived."""

    def __init__(self, folder: Path) -> None:
        self.ours, self.limit, self.forms = Taken(), Taken(), Taken()
        self.documents = self.text = 0
        self._waiting: list[Document] = []
        self._index = open_database(folder / "index.db", floor.KEY, cache_mb=floor.CACHE_MB)
        self._file = folder / "index.db"
        self._bare = floor.bare(folder / "bare.db")
        with transaction(self._index) as tx:
            self.create(tx)
        with reading(self._index) as tx:
            self._load = Load(tx)

    def load(self, tx: Connection, instead: Iterable[str] = ()) -> Load:
        return _Gathering(self)

    def is_complete(self, tx: Connection) -> bool:
        return True

    def retitle(self, tx: Connection, subtitles: Sequence[tuple[str, str]]) -> None:
        """A line that is shown and not indexed: not what is measured."""

    def gather(self, documents: Sequence[Document]) -> None:
        """Take documents until it is worth a turn."""
        self._waiting += documents
        if len(self._waiting) >= TURN:
            self._turn()

    def _turn(self) -> None:
        documents, self._waiting = self._waiting, []
        fed: list[Statement] = []  # by the clock the limit is given nothing but these
        with self.ours, transaction(self._index) as tx:
            SearchIndex.load(self, tx)
            with Writer(tx) as writer:
                for start in range(0, len(documents), 500):
                    for statement in self._load.take(documents[start : start + 500]):
                        writer.insert([statement])
                        fed.append(statement)
                writer.insert(self._load.counts())
        with self.limit, transaction(self._bare) as tx:
            for document in documents:
                _WORDS.findall(document.text)
            for table, rows in fed:
                if table.startswith(("INSERT INTO short", "INSERT INTO body")) and rows:
                    values = f"({', '.join('?' * len(rows[0]))})"
                    floor.insert(tx, f"{table} {values}", [tuple(row) for row in rows])
        self.documents += len(documents)
        self.text += sum(map(_bytes, documents))

    def end(self) -> None:
        """Index what is left, and everything by its forms."""
        self._turn()
        done = False
        with self.forms:
            while not done:
                with transaction(self._index) as tx:
                    done = self.complete(tx)
        with reading(self._index) as tx:
            words = list(floor.word_values(tx))
        with self.limit, transaction(self._bare) as tx:
            floor.insert(tx, floor.SPELLING, words)
        checkpoint(self._index)
        self._index.dispose()
        self._bare.dispose()

    def report(self, size: str) -> Report:
        ours = self.ours.wall + self.forms.wall
        rows: list[dict[str, Any]] = [
            {"what": name, "seconds": taken.wall, "processor s": taken.processor}
            for name, taken in (
                ("index, without forms", self.ours),
                ("forms", self.forms),
                ("FTS5 and one regular expression", self.limit),
            )
        ]
        occupied = self._file.stat().st_size
        rows.append({"what": "size", "index MB": occupied / 1e6, "text MB": self.text / 1e6})
        return Report(
            benchmark="index",
            size=size,
            rows=tuple(rows),
            bars=(
                Bar("time against FTS5 and one pass", ours / self.limit.wall, TIME, most=True),
                Bar("size against the text", occupied / self.text, SIZE, most=True),
            ),
            documents=self.documents,
            growing=(
                Growing("index, s", ours, "linear"),
                Growing("index, MB", occupied / 1e6, "linear"),
            ),
        )


class _Gathering(Load):
    """Hands on what it is given, and has nothing inserted."""

    def __init__(self, race: _Race) -> None:
        self._race = race

    def take(self, documents: Sequence[Document]) -> Iterator[Any]:
        self._race.gather(documents)
        yield from ()

    def counts(self) -> Iterator[Any]:
        yield from ()


def _bytes(document: Document) -> int:
    """Of all that a document says, in UTF-8."""
    values = (value for field in document.fields.values() for value in field)
    return sum(len(text.encode()) for text in (document.title, document.text, *values))

"""A snapshot's file: zstd over one row's JSON a line, below ``--files``, named by its hash.

Rows come from the database and go to the disk in small parts: how large a stream is does not
matter to the memory. What people name comes first, then people, and pages last, so that a client
can search people while the rest is still on its way.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final

import msgspec
import zstandard
from sqlalchemy import Connection, Select, select

from server import schema
from server.pull import as_row

LEVEL: Final = 3
BATCH: Final = 500
# What is of a killed process, or was just struck out, is looked at again after this.
STRAY_SECONDS: Final = 3600

NAMED: Final = ("field", "responsibility", "site", "skill", "space", "unit")
PEOPLE: Final = ("person.core", "person.contact", "person.private")
PAGES: Final = ("page", "post", "question", "answer", "comment")


class Stopped(Exception):
    """The process ends: what was begun is given up."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """What was written; ``expanded`` is in bytes before compression."""

    sha256: str
    bytes: int
    expanded: int
    rows: int


def path_of(files: Path, digest: str) -> Path:
    """Where the snapshot of this hash lies."""
    return files / "snapshots" / f"{digest}.zst"


def write_file(
    tx: Connection, files: Path, stream: str, is_stopping: Callable[[], bool]
) -> WrittenFile:
    """Write the live rows of ``stream`` as ``tx`` sees them; whole on disk when it returns.

    ``Stopped`` or ``OSError`` leave nothing behind.
    """
    folder = path_of(files, "").parent
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as file:
        try:
            with closing(_lines(tx, stream)) as lines:
                written = _compress(lines, file, is_stopping)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            file.close()
            Path(file.name).unlink()
            raise
    _rename(Path(file.name), path_of(files, written.sha256))
    return written


def _rename(made: Path, path: Path) -> None:
    try:
        made.replace(path)
    except PermissionError:
        if not path.exists():
            raise
        made.unlink()  # on Windows: the same bytes are there already, and somebody reads them


def sweep(files: Path, known: dict[str, int], now: float) -> int:
    """Remove the files that no entry knows; ``now`` is in seconds. Returns how many went."""
    wanted = {path_of(files, digest).name for digest in known}
    gone = 0
    for path in path_of(files, "").parent.glob("*"):
        if path.name not in wanted and _is_stray(path, now):
            gone += _removed(path)
    return gone


def _is_stray(path: Path, now: float) -> bool:
    """Another process may be about to enter a file that is fresh."""
    try:
        return path.stat().st_mtime < now - STRAY_SECONDS
    except FileNotFoundError:
        return False


def _removed(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        return False  # on Windows, somebody still reads it: the next round tries again
    return True


class _Hashing:
    """Writes to a file, and keeps count and hash of what went there."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.hash = sha256()
        self.size = 0

    def write(self, part: bytes) -> int:
        self.hash.update(part)
        self.size += len(part)
        return self._file.write(part)


def _compress(
    lines: Iterator[tuple[int, bytes]], file: IO[bytes], is_stopping: Callable[[], bool]
) -> WrittenFile:
    rows = expanded = 0
    out = _Hashing(file)
    compressor = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)
    with compressor.stream_writer(out, closefd=False) as writer:  # type: ignore[arg-type] # all it does is write
        for count, part in lines:
            if is_stopping():
                raise Stopped
            writer.write(part)
            rows += count
            expanded += len(part)
    return WrittenFile(out.hash.hexdigest(), out.size, expanded, rows)


def _lines(tx: Connection, stream: str) -> Generator[tuple[int, bytes], None, None]:
    """How many rows, and their lines."""
    encoder = msgspec.json.Encoder()
    for query in _queries(stream):
        with tx.execute(query, execution_options={"yield_per": BATCH}) as found:
            for rows in found.partitions():
                yield len(rows), encoder.encode_lines([as_row(*row) for row in rows])


def _queries(stream: str) -> Iterator[Select[Any]]:
    """One query a group of kinds; by key, so that the facets of a thing are neighbours."""
    row = schema.row.c
    query = select(row.stream, row.key, row.seq, row.kind, row.body).order_by(row.key)
    live = query.where(row.stream == stream, row.body.is_not(None))
    yield live.where(row.kind.in_(NAMED))
    yield live.where(row.kind.in_(PEOPLE))
    yield live.where(row.kind.not_in((*NAMED, *PEOPLE, *PAGES)))
    yield live.where(row.kind.in_(PAGES))

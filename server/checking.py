"""Whether what is stored agrees with itself: rows, streams' counts and sums, blobs, snapshots.

Reads everything once, writes nothing. Each fault is a sentence without anybody's text in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from server import blobs, schema, snapshots
from server.snapshot_files import path_of
from server.streams import body_blobs
from wire.codec import WireError, decode_body
from wire.rows import SUM_MODULUS, row_digest


def find_faults(tx: Connection, files: Path) -> Iterator[str]:
    """Yield a sentence for each thing that does not agree."""
    found: defaultdict[str, _Found] = defaultdict(_Found)
    named: Counter[tuple[str, str]] = Counter()
    table = schema.row.c
    query = select(table.stream, table.key, table.seq, table.kind, table.body)
    rows = tx.execute(query, execution_options={"yield_per": 1000})
    for stream, key, seq, kind, body in rows:
        found[stream].take(key, seq, body)
        if body is None:
            continue
        try:
            named.update((stream, digest) for digest in body_blobs(decode_body(kind, body)))
        except WireError as error:
            yield f"{key} in {stream} cannot be read: {error}"
    yield from _stream_faults(tx, found)
    yield from _clock_faults(tx, max((one.head for one in found.values()), default=0))
    yield from _reference_faults(tx, named)
    yield from _blob_faults(tx, files)
    yield from _snapshot_faults(tx, files)


@dataclass(slots=True)
class _Found:
    """What a stream's rows add up to."""

    n: int = 0
    sum: int = 0
    head: int = 0
    weight: int = 0  # in bytes of bodies

    def take(self, key: str, seq: int, body: bytes | None) -> None:
        self.head = max(self.head, seq)
        if body is not None:
            self.n += 1
            self.sum = (self.sum + row_digest(key, seq)) % SUM_MODULUS
            self.weight += len(body)


def _stream_faults(tx: Connection, found: defaultdict[str, _Found]) -> Iterator[str]:
    known = {row.id: row for row in tx.execute(select(schema.stream))}
    for stream in sorted({*known, *found}):
        one, row = found[stream], known.get(stream)
        # Where the newest row was a tombstone and has expired, the floor says how far it went.
        head = max(one.head, min(row.head, row.floor)) if row else one.head
        rows = (one.n, str(one.sum), head, one.weight)
        told = (row.n, row.sum, row.head, row.bytes) if row else None
        if rows != told:
            yield f"Stream {stream}: count, sum, head and bytes are {rows}, its entry says {told}."
        if row and row.floor > row.head:
            yield f"Stream {stream}: its floor {row.floor} lies above its head {row.head}."


def _clock_faults(tx: Connection, newest: int) -> Iterator[str]:
    seq = tx.execute(select(schema.clock.c.seq)).scalar_one()
    if newest > seq:
        yield f"The clock stands at {seq}, behind row {newest}: was a backup restored?"


def _reference_faults(tx: Connection, named: Counter[tuple[str, str]]) -> Iterator[str]:
    ref = schema.blob_ref.c
    query = select(ref.stream, ref.sha256, ref.n)
    told = {(stream, digest): n for stream, digest, n in tx.execute(query)}
    for stream, digest in sorted({*told, *named}):
        said, found = told.get((stream, digest), 0), named[stream, digest]
        if said != found:
            yield f"Blob {digest} in {stream}: {found} rows name it, {said} are counted."


def _blob_faults(tx: Connection, files: Path) -> Iterator[str]:
    blob, ref = schema.blob.c, schema.blob_ref.c
    sizes = {digest: size for digest, size in tx.execute(select(blob.sha256, blob.size))}
    for digest in sorted(set(tx.execute(select(ref.sha256)).scalars()) - set(sizes)):
        yield f"Blob {digest} is named by a row and was never stored."
    for digest, size in sorted(sizes.items()):
        path = blobs.path_of(files, digest)
        if not path.exists():
            yield f"Blob {digest} is not on disk."
        elif not blobs.is_whole(path, digest, size):
            yield f"Blob {digest} is damaged on disk."


def _snapshot_faults(tx: Connection, files: Path) -> Iterator[str]:
    for digest, size in sorted(snapshots.known(tx).items()):
        if not path_of(files, digest).exists():
            yield f"Snapshot {digest} is not on disk."
        elif not blobs.is_whole(path_of(files, digest), digest, size):
            yield f"Snapshot {digest} is damaged on disk."

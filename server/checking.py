"""Whether what is stored agrees with itself: rows, streams' counts and sums, blobs.

Reads everything once, writes nothing. Each fault is a sentence without anybody's text in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, select

from server import blobs, schema
from server.streams import body_blobs
from wire.codec import WireError, decode_body
from wire.rows import SUM_MODULUS, row_digest


def find_faults(tx: Connection, files: Path) -> Iterator[str]:
    """Yield a sentence for each thing that does not agree."""
    counts: Counter[str] = Counter()
    sums: defaultdict[str, int] = defaultdict(int)
    heads: defaultdict[str, int] = defaultdict(int)
    named: Counter[tuple[str, str]] = Counter()
    table = schema.row.c
    query = select(table.stream, table.key, table.seq, table.kind, table.body)
    for stream, key, seq, kind, body in tx.execution_options(yield_per=1000).execute(query):
        heads[stream] = max(heads[stream], seq)
        if body is None:
            continue
        counts[stream] += 1
        sums[stream] = (sums[stream] + row_digest(key, seq)) % SUM_MODULUS
        try:
            named.update((stream, digest) for digest in body_blobs(decode_body(kind, body)))
        except WireError as error:
            yield f"{key} in {stream} cannot be read: {error}"
    yield from _stream_faults(tx, counts, sums, heads)
    yield from _clock_faults(tx, heads)
    yield from _reference_faults(tx, named)
    yield from _blob_faults(tx, files)


def _stream_faults(
    tx: Connection,
    counts: Counter[str],
    sums: defaultdict[str, int],
    heads: defaultdict[str, int],
) -> Iterator[str]:
    known = {row.id: row for row in tx.execute(select(schema.stream))}
    for stream in sorted({*known, *heads}):
        found = (counts[stream], str(sums[stream]), heads[stream])
        row = known.get(stream)
        if row is None or (row.n, row.sum, row.head) != found:
            told = (row.n, row.sum, row.head) if row else None
            yield f"Stream {stream}: count, sum and head are {found}, its entry says {told}."


def _clock_faults(tx: Connection, heads: defaultdict[str, int]) -> Iterator[str]:
    seq = tx.execute(select(schema.clock.c.seq)).scalar_one()
    newest = max(heads.values(), default=0)
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

"""What is on its way, in ``blobs.db``: encrypted, part by part, until it is whole.

One snapshot for each stream at most, by the stream's name; and large blobs by their hash. It must
not know what a snapshot holds, nor how anything travels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    delete,
    func,
    select,
    update,
)

from desktop.store.engine import is_read_only, reading, transaction
from wire.messages import SnapshotOffer

PART: Final = 256 * 1024

metadata = MetaData()

download = Table(
    "download",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("epoch", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("expanded", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
)

part = Table(
    "download_part",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("start", Integer, primary_key=True),  # the byte of the snapshot it begins with
    Column("bytes", LargeBinary, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A snapshot of ``stream`` in the history ``epoch``; its first ``have`` bytes are here."""

    stream: str
    epoch: str
    offer: SnapshotOffer
    have: int

    @property
    def is_whole(self) -> bool:
        return self.have >= self.offer.bytes


class Downloads:
    """What is under way. Only the process that holds the sync lock writes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        if not (is_read_only(engine) or self._is_made()):
            with transaction(engine) as tx:
                metadata.create_all(tx)

    def of(self, stream: str) -> Download | None:
        """The download for a stream, if one was begun."""
        with reading(self._engine) as tx:
            row = tx.execute(select(download).where(download.c.stream == stream)).one_or_none()
            if row is None:
                return None
            have = tx.scalar(
                select(func.coalesce(func.sum(func.length(part.c.bytes)), 0)).where(
                    part.c.stream == stream
                )
            )
        offer = SnapshotOffer(
            sha256=row.sha256, bytes=row.bytes, expanded=row.expanded, rows=row.rows, seq=row.seq
        )
        return Download(stream=stream, epoch=row.epoch, offer=offer, have=int(have or 0))

    def begin(self, stream: str, epoch: str, offer: SnapshotOffer) -> Download:
        """Begin a download, instead of whatever was under way for the stream."""
        values = {
            "stream": stream,
            "epoch": epoch,
            "sha256": offer.sha256,
            "bytes": offer.bytes,
            "expanded": offer.expanded,
            "rows": offer.rows,
            "seq": offer.seq,
        }
        with transaction(self._engine) as tx:
            _drop(tx, [stream])
            tx.execute(download.insert(), values)
        return Download(stream=stream, epoch=epoch, offer=offer, have=0)

    def append(self, stream: str, start: int, data: bytes) -> None:
        """Keep the bytes from ``start`` on, at once and for good."""
        with transaction(self._engine) as tx:
            tx.execute(part.insert(), {"stream": stream, "start": start, "bytes": data})

    def parts(self, stream: str) -> Iterator[bytes]:
        """The bytes that are here, in order; no transaction is open between two of them."""
        start = 0
        while True:
            at = (part.c.stream == stream) & (part.c.start == start)
            with reading(self._engine) as tx:
                data = tx.scalar(select(part.c.bytes).where(at))
            if not data:
                return
            yield data
            start += len(data)

    def drop(self, stream: str) -> None:
        """Forget the download for a stream."""
        with transaction(self._engine) as tx:
            _drop(tx, [stream])

    def keep_only(self, streams: Iterable[str], epoch: str | None) -> None:
        """Forget those for other streams, and those of another history."""
        kept = set(streams)
        with reading(self._engine) as tx:
            held = tx.execute(select(download.c.stream, download.c.epoch)).all()
        useless = [one.stream for one in held if one.stream not in kept or one.epoch != epoch]
        if useless:
            with transaction(self._engine) as tx:
                _drop(tx, useless)

    def keep_files(self, hashes: Iterable[str]) -> None:
        """Forget what has come of blobs other than these."""
        kept = set(hashes)
        others = part.c.stream.not_in(select(download.c.stream))
        with reading(self._engine) as tx:
            begun = tx.scalars(select(part.c.stream).where(others).distinct()).all()
        useless = [name for name in begun if name not in kept]
        if useless:
            with transaction(self._engine) as tx:
                _drop(tx, useless)

    def _is_made(self) -> bool:
        with reading(self._engine) as tx:
            return tx.dialect.has_table(tx, part.name)


def _drop(tx: Connection, streams: list[str]) -> None:
    # Deleting alone may leave a copy in the unused part of a page.
    blank = func.zeroblob(func.length(part.c.bytes))
    tx.execute(update(part).where(part.c.stream.in_(streams)).values(bytes=blank))
    for table in (part, download):
        tx.execute(delete(table).where(table.c.stream.in_(streams)))

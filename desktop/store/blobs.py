"""Photos and attachments in ``blobs.db``, by the SHA-256 of their bytes.

It must not know what an image is of, nor who refers to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from sqlalchemy import (
    Column,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    delete,
    select,
    update,
)
from sqlalchemy import func as sql

from desktop.store.batches import among, batches
from desktop.store.downloads import Downloads
from desktop.store.engine import checkpoint, is_read_only, reading, transaction

CHUNK: Final = 256 * 1024

metadata = MetaData()

blob = Table(
    "blob",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("size", Integer, nullable=False),
)

chunk = Table(
    "chunk",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)


class Blobs:
    """The blobs held here, and the ``downloads`` on their way. Hashes are lower-case SHA-256."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.downloads = Downloads(engine)
        if not (is_read_only(engine) or _is_made(engine)):
            with transaction(engine) as tx:
                metadata.create_all(tx)

    def get(self, hash_: str) -> bytes | None:
        """The bytes of one blob, or ``None`` if it is not here."""
        with reading(self._engine) as tx:
            if tx.scalar(select(blob.c.size).where(blob.c.hash == hash_)) is None:
                return None
            parts = select(chunk.c.bytes).where(chunk.c.hash == hash_).order_by(chunk.c.position)
            return b"".join(tx.scalars(parts))

    def put(self, hash_: str, data: bytes) -> None:
        """Keep one blob; ``ValueError`` if the bytes are not those of the hash."""
        self.put_all({hash_: data})

    def put_all(self, found: dict[str, bytes]) -> None:
        """Keep several in one transaction; ``ValueError`` if one is not what its hash says."""
        for hash_, data in found.items():
            if sha256(data).hexdigest() != hash_:
                raise ValueError(f"The bytes are not those of {hash_[:12]}.")
        new = self.missing(found)
        with transaction(self._engine) as tx:
            for hash_ in new:
                tx.execute(blob.insert(), {"hash": hash_, "size": len(found[hash_])})
                tx.execute(chunk.insert(), list(_chunks(hash_, found[hash_])))

    def missing(self, hashes: Iterable[str]) -> list[str]:
        """Those of ``hashes`` that are not here, in their order, each once."""
        wanted = list(dict.fromkeys(hashes))
        here: set[str] = set()
        with reading(self._engine) as tx:
            for some in batches(wanted):
                here.update(tx.scalars(select(blob.c.hash).where(among(blob.c.hash, some))))
        return [hash_ for hash_ in wanted if hash_ not in here]

    def count(self) -> int:
        """How many blobs are here."""
        with reading(self._engine) as tx:
            return tx.scalar(select(sql.count()).select_from(blob)) or 0

    def keep_only(self, hashes: Iterable[str]) -> bool:
        """Forget all others; false while a reader still holds up what was forgotten."""
        kept = set(hashes)
        self.downloads.keep_files(kept)
        with transaction(self._engine) as tx:
            gone = [hash_ for hash_ in tx.scalars(select(blob.c.hash)) if hash_ not in kept]
            for some in batches(gone):
                # Deleting alone may leave a copy in the unused part of a page.
                blank = sql.zeroblob(sql.length(chunk.c.bytes))
                tx.execute(update(chunk).where(among(chunk.c.hash, some)).values(bytes=blank))
                tx.execute(delete(chunk).where(among(chunk.c.hash, some)))
                tx.execute(delete(blob).where(among(blob.c.hash, some)))
        return checkpoint(self._engine)


def _is_made(engine: Engine) -> bool:
    with reading(engine) as tx:
        return tx.dialect.has_table(tx, chunk.name)


def _chunks(hash_: str, data: bytes) -> Iterator[dict[str, object]]:
    for position, start in enumerate(range(0, max(len(data), 1), CHUNK)):
        yield {"hash": hash_, "position": position, "bytes": data[start : start + CHUNK]}

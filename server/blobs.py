"""Files by the hash of their content: kept below ``--files``, read by whom a row names them to.

Knowing a hash is not access: a blob is readable where a row of one of the viewer's streams names
it. What the bytes mean is nobody's business here.
"""

from __future__ import annotations

import io
import os
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert, select

from server import schema

CHUNK: Final = 256 * 1024
_WRITERS: Final = 16


def keep(tx: Connection, files: Path, content: bytes) -> str:
    """Store a blob and return its hash. The file is whole before any row can name it."""
    digest = _write(files, content)
    table = schema.blob
    if tx.execute(select(table.c.size).where(table.c.sha256 == digest)).first() is None:
        tx.execute(insert(table).values(sha256=digest, size=len(content)))
    return digest


def write_ahead(files: Path, contents: Sequence[bytes]) -> None:
    """Write the files of blobs that are soon to be kept, several at once.

    Most of the time is waiting for the disk, which takes many small files together in one go.
    """
    with ThreadPoolExecutor(_WRITERS) as pool:
        for _ in pool.map(lambda content: _write(files, content), contents):
            pass


def missing(tx: Connection, files: Path, contents: Mapping[str, bytes]) -> list[bytes]:
    """Those of ``contents``, by hash, of which the entry or the whole file is not here."""
    blob = schema.blob.c
    known = set(tx.execute(select(blob.sha256).where(blob.sha256.in_(list(contents)))).scalars())
    return [
        content
        for digest, content in contents.items()
        if digest not in known or not _is_there(path_of(files, digest), len(content))
    ]


def path_of(files: Path, digest: str) -> Path:
    """Where a blob lies; two letters a folder keep folders small."""
    return files / "blobs" / digest[:2] / digest


def is_whole(path: Path, digest: str, size: int) -> bool:
    """Whether the file has the bytes that its name promises."""
    with path.open("rb") as file:
        return (
            os.fstat(file.fileno()).st_size == size
            and file_digest(file, "sha256").hexdigest() == digest
        )


def readable(tx: Connection, streams: Sequence[str], hashes: Sequence[str]) -> dict[str, int]:
    """Those of ``hashes`` that rows of ``streams`` name and that were stored, with their sizes."""
    blob, ref = schema.blob.c, schema.blob_ref.c
    query = (
        select(blob.sha256, blob.size)
        .where(blob.sha256.in_(hashes))
        .where(
            select(ref.sha256).where(ref.sha256 == blob.sha256, ref.stream.in_(streams)).exists()
        )
    )
    return {digest: size for digest, size in tx.execute(query)}


def tar_of(files: Path, hashes: Sequence[str]) -> Iterator[bytes]:
    """A tar of these blobs, named by hash, in parts. What has vanished from disk is left out."""
    for digest in hashes:
        try:
            with path_of(files, digest).open("rb") as file:
                yield from _member(digest, file)
        except FileNotFoundError:
            continue
    yield bytes(2 * tarfile.BLOCKSIZE)


def _member(digest: str, file: io.BufferedReader) -> Iterator[bytes]:
    header = tarfile.TarInfo(digest)
    header.size = os.fstat(file.fileno()).st_size
    yield header.tobuf(tarfile.USTAR_FORMAT)
    while part := file.read(CHUNK):
        yield part
    yield bytes(-header.size % tarfile.BLOCKSIZE)


def _write(files: Path, content: bytes) -> str:
    digest = sha256(content).hexdigest()
    path = path_of(files, digest)
    if not _is_there(path, len(content)):
        _write_whole(path, content)
    return digest


def _is_there(path: Path, size: int) -> bool:
    """Whether the file is there in its whole length; its bytes are for ``check`` to compare."""
    try:
        return path.stat().st_size == size
    except FileNotFoundError:
        return False


def _write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            # A disk that is full does not get fuller with every attempt.
            file.close()
            Path(file.name).unlink()
            raise
    Path(file.name).replace(path)

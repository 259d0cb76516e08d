"""A tar of blobs, read in memory: never unpacked, and nothing in it believed.

Knows nothing of where the tar came from.
"""

from __future__ import annotations

import tarfile
from hashlib import sha256
from io import BytesIO
from typing import Final

from desktop.errors import ProtocolMismatch
from desktop.sync.remote import BlobBatch

MAX_BLOB: Final = 25 * 2**20
MAX_MEMBERS: Final = 1_000


def read_blobs(data: bytes, wanted: frozenset[str]) -> BlobBatch:
    """Return the blobs of ``wanted`` that the tar holds and that are what they claim to be.

    ``ProtocolMismatch`` if it is not a tar.
    """
    try:
        return _verified(data, wanted)
    # What is wrong with a header comes out of tarfile in all of these forms.
    except (tarfile.TarError, ValueError, EOFError, OverflowError, RecursionError) as error:
        raise ProtocolMismatch("The server's answer with pictures cannot be read.") from error


def _verified(data: bytes, wanted: frozenset[str]) -> BlobBatch:
    found: dict[str, bytes] = {}
    damaged = 0
    with tarfile.open(fileobj=BytesIO(data), mode="r:") as archive:
        for count, member in enumerate(archive):
            if count >= MAX_MEMBERS:
                break
            content = _content(archive, member)
            if member.name in wanted and sha256(content).hexdigest() == member.name:
                found[member.name] = content
            else:
                damaged += 1
    return BlobBatch(found=found, damaged=damaged)


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    # A sparse member claims any size at no cost.
    if not member.isreg() or member.issparse() or member.size > MAX_BLOB:
        return b""
    file = archive.extractfile(member)
    return file.read() if file else b""

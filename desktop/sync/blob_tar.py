"""A tar of blobs, read in memory: never unpacked, and nothing in it believed.

Knows nothing of where the tar came from.
"""

from __future__ import annotations

import contextlib
import tarfile
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import Final

from desktop.errors import ProtocolMismatch
from desktop.sync.remote import BlobBatch

MAX_BLOB: Final = 25 * 2**20
MAX_MEMBERS: Final = 1_000
# What is wrong with a header comes out of tarfile in all of these forms.
_NOT_A_TAR: Final = (tarfile.TarError, ValueError, EOFError, OverflowError, RecursionError)


def read_blobs(data: bytes, wanted: frozenset[str]) -> BlobBatch:
    """Return the blobs of ``wanted`` that the tar holds and that are what they claim to be.

    ``ProtocolMismatch`` if it is not a tar.
    """
    read = _Reading(wanted)
    try:
        read.all_of(data)
    except _NOT_A_TAR as error:
        raise ProtocolMismatch("The server's answer with pictures cannot be read.") from error
    return BlobBatch(found=read.found, damaged=read.damaged)


def read_begun(data: bytes, wanted: frozenset[str]) -> BlobBatch:
    """The same of a tar that was cut on its way: what had come whole by then."""
    read = _Reading(wanted)
    with contextlib.suppress(*_NOT_A_TAR):
        read.all_of(data)
    begun = read.begun if read.begun and read.begun[0] not in read.found else None
    return BlobBatch(found=read.found, damaged=read.damaged, cut=True, begun=begun)


@dataclass(slots=True)
class _Reading:
    wanted: frozenset[str]
    found: dict[str, bytes] = field(default_factory=dict)
    damaged: int = 0
    begun: tuple[str, int] | None = None  # the last one of which the size is known

    def all_of(self, data: bytes) -> None:
        with tarfile.open(fileobj=BytesIO(data), mode="r:") as archive:
            for count, member in enumerate(archive):
                if count >= MAX_MEMBERS:
                    break
                if member.name in self.wanted and 0 < member.size <= MAX_BLOB:
                    self.begun = (member.name, member.size)
                content = _content(archive, member)
                if member.name in self.wanted and sha256(content).hexdigest() == member.name:
                    self.found[member.name] = content
                else:
                    self.damaged += 1


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    # A sparse member claims any size at no cost.
    if not member.isreg() or member.issparse() or member.size > MAX_BLOB:
        return b""
    file = archive.extractfile(member)
    return file.read() if file else b""

"""A snapshot's bytes as rows: unpacked under a cap, line by line, and nothing in it believed.

The bytes are those of their hash by now; who made them may still have been wrong, or hostile.
Knows neither where they come from nor where the rows go.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec
import zstandard

from desktop.errors import ProtocolMismatch
from wire.codec import MAX_MESSAGE
from wire.messages import SnapshotOffer
from wire.rows import Row

BLOCK: Final = 2**20
READ: Final = 2**17
MAX_WINDOW: Final = 8 * 2**20
# What people write shrinks to a tenth; the same row a thousand times over, to a hundredth.
MOST_TIMES: Final = 256
SMALL: Final = 2**20
LARGEST: Final = 8 * 2**30

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ROWS: Final = msgspec.json.Decoder(Row)


class BadSnapshot(ProtocolMismatch):
    """A snapshot that is not what its offer says."""


def require_sane(offer: SnapshotOffer, head: int) -> None:
    """Raise ``BadSnapshot`` for an offer that cannot be right, before a byte of it is fetched."""
    if not _SHA256.fullmatch(offer.sha256):
        _refuse("its name is no hash")
    if not (0 < offer.bytes <= LARGEST and 0 <= offer.rows <= offer.expanded <= LARGEST):
        _refuse("its size is out of range")
    if offer.expanded > max(SMALL, offer.bytes * MOST_TIMES):
        _refuse("it would unpack to many times what any rows do")
    if not 0 < offer.seq <= head:
        _refuse("it is newer than the server")


def unpack(parts: Iterable[bytes], offer: SnapshotOffer, stream: str) -> Iterator[list[Row]]:
    """Yield the rows of ``stream`` in some hundreds or thousands at a time.

    Raises ``BadSnapshot`` where anything is not as ``offer`` says; what was yielded before is
    void then, too.
    """
    rest, count = b"", 0
    for block in _blocks(parts, offer.expanded):
        whole, _, rest = (rest + block).rpartition(b"\n")
        if len(rest) > MAX_MESSAGE:
            _refuse("a line of it has no end")
        rows = _decode(whole)
        _require_fitting(rows, offer, stream)
        count += len(rows)
        yield rows
    if rest or count != offer.rows:
        _refuse(f"{count} rows came where {offer.rows} should")


def _blocks(parts: Iterable[bytes], expanded: int) -> Iterator[bytes]:
    """Unpack block by block, exactly ``expanded`` bytes in all."""
    size = 0
    unpacker = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW)
    source = io.BufferedReader(_Joined(parts), READ)
    with unpacker.stream_reader(source, read_size=READ, closefd=False) as reader:
        try:
            while block := reader.read(min(BLOCK, expanded - size + 1)):
                size += len(block)
                if size > expanded:
                    break
                yield block
        except zstandard.ZstdError as error:
            raise BadSnapshot(_sentence("it cannot be unpacked")) from error
    if size != expanded or source.read(1):
        _refuse("it unpacks to another size")


class _Joined(io.RawIOBase):
    """Parts one after the other, as a file to read from."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = iter(parts)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._rest:
            self._rest = memoryview(next(self._parts, b""))
        some = self._rest[: len(buffer)]
        buffer[: len(some)] = some
        self._rest = self._rest[len(some) :]
        return len(some)


def _decode(lines: bytes) -> list[Row]:
    try:
        return _ROWS.decode_lines(lines)
    except (msgspec.MsgspecError, ValueError, RecursionError, OverflowError) as error:
        raise BadSnapshot(_sentence("a line of it is no row")) from error


def _require_fitting(rows: list[Row], offer: SnapshotOffer, stream: str) -> None:
    for row in rows:
        if row.stream != stream or not 0 <= row.seq <= offer.seq or row.is_tombstone:
            _refuse("a row of it is not of its stream or time")


def _refuse(why: str) -> None:
    raise BadSnapshot(_sentence(why))


def _sentence(why: str) -> str:
    return f"The snapshot from the server cannot be right: {why}. It will be done without."

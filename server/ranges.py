"""``Range`` and ``If-Range`` of RFC 9110, for bytes that never change under their ETag.

One range is served. Several at once, another unit, or what is no range at all is answered with
the whole, as the RFC allows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_ONE: Final = re.compile(r"bytes=\s*(\d*)-(\d*)\s*", re.ASCII | re.IGNORECASE)
# More digits than any file's size has.
_DIGITS: Final = 18


@dataclass(frozen=True, slots=True)
class ByteRange:
    """The bytes from ``start`` up to and without ``end``, of ``size``."""

    start: int
    end: int
    size: int

    @property
    def is_whole(self) -> bool:
        return (self.start, self.end) == (0, self.size)

    @property
    def header(self) -> str:
        """``Content-Range``."""
        return f"bytes {self.start}-{self.end - 1}/{self.size}"


class RangeNotSatisfiable(Exception):
    """None of the bytes asked for exist."""


def requested(range_: str | None, if_range: str | None, etag: str, size: int) -> ByteRange | None:
    """The range to serve, or ``None`` for the whole.

    ``etag`` is in quotes. ``RangeNotSatisfiable`` if the range begins beyond the end.
    """
    found = _ONE.fullmatch(range_ or "")
    if found is None or (if_range is not None and if_range.strip() != etag):
        return None
    first, last = found.groups()
    if not first:
        return _suffix(last, size)
    start, end = _number(first), min(_number(last) + 1, size) if last else size
    if last and _number(last) < start:
        return None
    if start >= size:
        raise RangeNotSatisfiable
    return ByteRange(start, end, size)


def _suffix(length: str, size: int) -> ByteRange | None:
    if not length:
        return None
    if _number(length) == 0 or size == 0:
        raise RangeNotSatisfiable
    return ByteRange(max(0, size - _number(length)), size, size)


def _number(digits: str) -> int:
    bare = digits.lstrip("0")
    return int(bare or "0") if len(bare) <= _DIGITS else 10**_DIGITS

"""Long texts as they are stored: packed where that saves something.

Pure. It must not know what the texts are.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import local
from typing import Final

import zstandard

_FAST: Final = 3
_SHORT: Final = 300  # characters below which packing saves too little to be worth its time


class _Thread(local):
    """What unpacks, one for each thread: making it anew takes as long as a short text."""

    def __init__(self) -> None:
        self.decompress = zstandard.ZstdDecompressor().decompress


_thread: Final = _Thread()


def packing() -> Callable[[str], str | bytes]:
    """Return what packs texts one after the other, within one thread."""
    compress = zstandard.ZstdCompressor(level=_FAST).compress

    def packed(text: str) -> str | bytes:
        return text if len(text) < _SHORT else compress(text.encode(errors="replace"))

    return packed


def unpacked(stored: str | bytes) -> str:
    """Return the text."""
    if isinstance(stored, str):
        return stored
    return str(_thread.decompress(stored), "utf-8")

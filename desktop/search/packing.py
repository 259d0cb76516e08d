"""Long texts as they are stored: packed where that saves something.

Pure. It must not know what the texts are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import zstandard

_FAST: Final = 1
_SHORT: Final = 300  # characters below which packing saves too little to be worth its time


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
    return zstandard.ZstdDecompressor().decompress(stored).decode()

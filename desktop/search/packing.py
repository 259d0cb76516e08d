"""Long texts as they are stored: packed, and read back only as far as it takes.

Pure. It must not know what the texts are.
"""

from __future__ import annotations

import zlib
from typing import Final

_FAST: Final = 1


def packed(text: str) -> bytes:
    """Return ``text`` in fewer bytes."""
    return zlib.compress(text.encode(), _FAST)


def unpacked(data: bytes, most: int = 0) -> str:
    """Return the text, or its first ``most`` bytes; a character cut in two is left out."""
    return zlib.decompressobj().decompress(data, most).decode(errors="ignore")

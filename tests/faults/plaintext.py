"""What an encrypted database file says once it is decrypted: every page, free ones too.

SQLCipher 4 with a raw key: each page is AES-256 in CBC mode, followed by its vector and its
hash. A search of what this gives finds what no query would: bytes left behind in free pages, in
the unused parts of others, and in the log.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE: Final = 4096
SALT: Final = 16  # bytes in the clear before the first page's own
VECTOR: Final = 16
RESERVED: Final = 80  # the vector, the hash, and what fills up to a whole block
LOG_HEADER: Final = 32
FRAME_HEADER: Final = 24


def decrypted(home: Path, key: bytes) -> Iterator[tuple[str, bytes]]:
    """The content of every database file and log below ``home``, with its name."""
    for path in sorted(home.rglob("*.db*")):
        if path.name.endswith("-wal"):
            yield path.name, b"".join(_frames(path.read_bytes(), key))
        elif path.suffix == ".db":
            yield path.name, b"".join(_pages(path.read_bytes(), key))


def _pages(data: bytes, key: bytes) -> Iterator[bytes]:
    for start in range(0, len(data) - PAGE + 1, PAGE):
        yield _page(data[start : start + PAGE], key, first=start == 0)


def _frames(log: bytes, key: bytes) -> Iterator[bytes]:
    for start in range(LOG_HEADER, len(log) - PAGE + 1, FRAME_HEADER + PAGE):
        header, frame = log[start : start + FRAME_HEADER], log[start + FRAME_HEADER :][:PAGE]
        if len(frame) == PAGE:
            yield _page(frame, key, first=header[:4] == b"\0\0\0\x01")


def _page(page: bytes, key: bytes, *, first: bool) -> bytes:
    end = PAGE - RESERVED
    vector = page[end : end + VECTOR]
    content = page[SALT if first else 0 : end]
    reader = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return reader.update(content) + reader.finalize()

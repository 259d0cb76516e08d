"""The bytes of one download as they come: kept part by part, and hashed on the way.

A kill loses at most one part; a line that breaks loses nothing, because what has come is kept
then, too.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from typing import Final

from desktop.store.downloads import PART, Downloads

PACKET: Final = 64 * 1024  # the most that comes at a time
KEEP_AFTER: Final = 2.0  # seconds: a slow line takes half a minute for a part


class Arrival:
    """What is here of the download ``name`` and what comes after it; ``kept`` hears how much."""

    def __init__(
        self,
        downloads: Downloads,
        name: str,
        kept: Callable[[int], None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._downloads = downloads
        self._name = name
        self._kept = kept
        self._clock = clock
        self._hash = hashlib.sha256()
        self._waiting = bytearray()
        self._since = clock()
        self.have = 0
        for part in downloads.parts(name):
            self._hash.update(part)
            self.have += len(part)

    def take(self, data: bytes) -> None:
        """Take the next bytes, which are not kept at once."""
        self._waiting += data
        if len(self._waiting) + PACKET > PART or self._clock() - self._since >= KEEP_AFTER:
            self.keep()

    def keep(self) -> None:
        """Keep what has come, for good."""
        self._since = self._clock()
        if not self._waiting:
            return
        part = bytes(self._waiting)
        self._downloads.append(self._name, self.have, part)
        self._hash.update(part)
        self.have += len(part)
        self._waiting.clear()
        self._kept(self.have)

    def sha256(self) -> str:
        """The hash of all that is kept, in lower-case hexadecimal."""
        return self._hash.hexdigest()

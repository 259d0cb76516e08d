"""A deadline over everything a request does on its connections.

A read timeout starts again with every byte, so a server that drips keeps its reader for ever.
Here the line itself is cut when the time is up: then whatever waits on it ends. Knows nothing
of HTTP.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any, Protocol


class Connection(Protocol):
    """What is followed: ``sock`` is ``None`` once it is closed."""

    sock: Any


class Deadline:
    """Cuts the followed connections once the time of a request is up."""

    def __init__(self) -> None:
        self.expired = False
        self._came = 0
        self._lines: list[tuple[Connection, socket.socket]] = []
        self._lock = threading.Lock()
        self._closed = False

    def follow(self, connection: Connection, line: socket.socket) -> None:
        """Have ``line`` cut at the deadline, also while TLS is still being agreed on it."""
        # A duplicate, because wrapping a socket in TLS takes the original apart.
        with self._lock:
            if self._closed:
                line.close()
                raise OSError("nobody waits for this line any more")
            self._lines.append((connection, line.dup()))
        if self.expired:
            self._cut()

    @contextlib.contextmanager
    def within(self, seconds: float, *, least: int | None = None) -> Iterator[None]:
        """Cut every line when ``seconds`` have passed; ``expired`` says that it came to that.

        With ``least``, only when fewer bytes than that ``came`` within so many seconds: what is
        long may take long, as long as it gets on.
        """
        self.expired, self._came = False, 0
        over = threading.Event()
        watch = threading.Thread(target=self._watch, args=(over, seconds, least), daemon=True)
        watch.start()
        try:
            yield
        finally:
            over.set()
            watch.join()
            self._forget_closed()

    def came(self, size: int) -> None:
        """Say that so many bytes have come."""
        self._came += size

    def close(self) -> None:
        """Forget every connection, also one that is still being made."""
        with self._lock:
            self._closed = True
            for _, line in self._lines:
                line.close()
            self._lines.clear()

    def _watch(self, over: threading.Event, seconds: float, least: int | None) -> None:
        seen = 0
        while not over.wait(seconds):
            if least is None or self._came - seen < least:
                self.expired = True
                self._cut()
                return
            seen = self._came

    def _cut(self) -> None:
        with self._lock:
            for _, line in self._lines:
                with contextlib.suppress(OSError):  # the other side was faster
                    line.shutdown(socket.SHUT_RDWR)

    def _forget_closed(self) -> None:
        with self._lock:
            for connection, line in self._lines:
                if connection.sock is None:
                    line.close()
            self._lines = [pair for pair in self._lines if pair[0].sock is not None]

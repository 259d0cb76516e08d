"""Serving a file named by its hash: whole or one range of it, from the disk in small parts."""

from __future__ import annotations

import asyncio
import logging
import os
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import IO, Final

from litestar.concurrency import sync_to_thread
from litestar.enums import HttpMethod
from litestar.types import HTTPResponseStartEvent, Receive, Scope, Send

from server import problems
from server.ranges import ByteRange, RangeNotSatisfiable, requested

log = logging.getLogger(__name__)

PART: Final = 64 * 2**10


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that never changes: what the log calls it, where it lies, and its type."""

    name: str
    sha256: str
    path: Path
    media_type: str

    @property
    def etag(self) -> str:
        return f'"{self.sha256}"'


class Download:
    """An ASGI application that sends one range of one open file, and closes it.

    The framework's own streams forget their source when the line is cut: this one says in the
    log how much went out, whatever happens.
    """

    def __init__(self, stored: StoredFile, file: IO[bytes], part: ByteRange, status: int) -> None:
        self._stored = stored
        self._file = file
        self._part = part
        self._status = status
        self._sent = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._file:
            await send(self._start())
            if scope.get("method") != HttpMethod.HEAD:
                await self._body(receive, send)
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _body(self, receive: Receive, send: Send) -> None:
        cut = asyncio.ensure_future(_cut(receive))
        try:
            await self._send_parts(send, cut)
        finally:
            cut.cancel()
            told = (self._stored.name, self._stored.sha256[:12], self._part.header, self._sent)
            log.info("%s %s: %s, %d sent", *told)

    async def _send_parts(self, send: Send, cut: asyncio.Future[None]) -> None:
        """Send the range part by part until it has gone or the line was cut."""
        self._file.seek(self._part.start)
        left = self._part.end - self._part.start
        while left and (read := await sync_to_thread(self._file.read, min(PART, left))):
            await send({"type": "http.response.body", "body": read, "more_body": True})
            if cut.done():
                return
            left -= len(read)
            self._sent += len(read)

    def _start(self) -> HTTPResponseStartEvent:
        part, stored = self._part, self._stored
        headers = {
            **problems.SCHEMA,
            "Content-Type": stored.media_type,
            "Content-Length": str(part.end - part.start),
            "ETag": stored.etag,
            "Cache-Control": "private, immutable",
            "Accept-Ranges": "bytes",
            "X-Content-Type-Options": "nosniff",
        }
        if self._status == HTTPStatus.PARTIAL_CONTENT:
            headers["Content-Range"] = part.header
        encoded = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        return {"type": "http.response.start", "status": self._status, "headers": encoded}


def download(stored: StoredFile, range_: str | None, if_range: str | None) -> Download:
    """The answer to GET, and without its bytes to HEAD.

    A problem of 404 if the file is not here, of 416 if the range begins beyond its end.
    """
    file = _open(stored)
    size = os.fstat(file.fileno()).st_size
    try:
        asked = requested(range_, if_range, stored.etag, size)
    except RangeNotSatisfiable as error:
        file.close()
        raise problems.range_not_satisfiable(size) from error
    status = HTTPStatus.PARTIAL_CONTENT if asked else HTTPStatus.OK
    return Download(stored, file, asked or ByteRange(0, size, size), status)


def _open(stored: StoredFile) -> IO[bytes]:
    try:
        return stored.path.open("rb")
    except FileNotFoundError as error:
        log.warning("%s %s is not on disk", stored.name, stored.sha256[:12])
        raise problems.not_found() from error


async def _cut(receive: Receive) -> None:
    """Wait until the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass

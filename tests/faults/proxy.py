"""A proxy on loopback that hands on what a server answers, or something worse.

Seeded: the same seed makes the same faults. Runs on an event loop of its own, in a thread.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from urllib.parse import urlsplit

from tests.faults.http_text import END_OF_HEAD, read_request
from tests.faults.kinds import Fault
from tests.relays import close_transports

Upstream = Callable[[bytes], Awaitable[bytes]]


def always(answer: bytes) -> Upstream:
    """A server that answers everything with the same bytes."""

    async def answered(request: bytes) -> bytes:
        return answer

    return answered


def in_turn(answers: Sequence[bytes]) -> Upstream:
    """A server that gives its answers one after the other, the last one ever after."""
    left = list(answers)

    async def answered(request: bytes) -> bytes:
        return left.pop(0) if len(left) > 1 else left[0]

    return answered


def server_at(address: str) -> Upstream:
    """A real server; each request goes over a connection of its own."""
    parts = urlsplit(address)

    async def answered(request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        with contextlib.closing(writer):  # also where nobody waits for the answer any more
            # Then the end of the connection is the end of the answer.
            writer.write(request.replace(END_OF_HEAD, b"\r\nConnection: close" + END_OF_HEAD, 1))
            return await reader.read()

    return answered


class FaultProxy:
    """What is between; tests set ``faults`` and read ``requests``.

    ``faults`` are spent one per request, in order, ``None`` for none; when none is left, all
    goes through.
    ``keeps_up`` repeats the last one for ever.
    """

    def __init__(self, upstream: Upstream, seed: int = 0) -> None:
        self.faults: list[Fault | None] = []
        self.keeps_up = False
        self.requests: list[bytes] = []
        self.address = ""
        self._upstream = upstream
        self._dice = random.Random(seed)
        self._open: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer requests on one connection until it, or the test, ends."""
        task = asyncio.current_task()
        assert task
        self._open.add(task)
        try:
            while request := await read_request(reader):
                self.requests.append(request)
                if not await self._answer(request, writer):
                    break
        except (ConnectionError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            self._open.discard(task)
            writer.close()

    async def _answer(self, request: bytes, writer: asyncio.StreamWriter) -> bool:
        """Write what arrives; whether the connection may be used again."""
        right = await self._upstream(request)
        fault = self._next_fault()
        if fault is None:
            writer.write(right)
        else:
            await fault(right, writer, self._dice)
        await writer.drain()
        return fault is None and b"connection: close" not in right.lower()

    def _next_fault(self) -> Fault | None:
        if not self.faults:
            return None
        return self.faults[0] if self.keeps_up and len(self.faults) == 1 else self.faults.pop(0)

    async def end(self) -> None:
        """Break off whatever is still being answered."""
        for task in tuple(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)


@contextlib.contextmanager
def between(upstream: Upstream, *, seed: int = 0) -> Iterator[FaultProxy]:
    """Run a proxy on a free loopback port for the time of the block."""
    proxy = FaultProxy(upstream, seed)
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(proxy.serve, "127.0.0.1", 0))
    proxy.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    thread = threading.Thread(target=loop.run_forever, name="proxy")
    thread.start()
    try:
        yield proxy
    finally:
        asyncio.run_coroutine_threadsafe(_stop(server, proxy), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _stop(server: asyncio.Server, proxy: FaultProxy) -> None:
    server.close()
    await proxy.end()
    await close_transports()

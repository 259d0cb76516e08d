"""A bad line on loopback: slow, late, and cut again and again.

Bytes of all connections share one line each way, so that two downloads at once are no faster.
Seeded: the same seed cuts at the same moments after the start.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.relays import close_transports

PART = 512  # bytes that travel at once
WINDOW = 8 * PART  # bytes on their way to one side; the sender waits for the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """``rate`` in bytes a second each way, ``delay`` in seconds one way, seconds between cuts."""

    rate: float = 8_000.0
    delay: float = 0.4
    cut_every: float | None = 20.0


@dataclass(slots=True)
class Way:
    """One direction of the line: when it is free again, and what it has carried."""

    quality: Quality
    free_at: float = 0.0
    carried: int = 0

    def arrival(self, size: int) -> float:
        """When ``size`` more bytes will be at the other end, by the loop's clock."""
        now = asyncio.get_running_loop().time()
        self.free_at = max(self.free_at, now) + size / self.quality.rate
        return self.free_at + self.quality.delay


@dataclass(slots=True)
class BadLine:
    """What is between; ``carried`` bytes have arrived at the client, ``cuts`` were made."""

    target: str
    quality: Quality
    seed: int = 0
    address: str = ""
    cuts: int = 0
    up: Way = field(init=False)
    down: Way = field(init=False)
    _open: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.up, self.down = Way(self.quality), Way(self.quality)

    @property
    def carried(self) -> int:
        return self.down.carried

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection until an end of it, or the line, breaks off."""
        parts = urlsplit(self.target)
        task = asyncio.current_task()
        assert task
        self._open.add(task)
        try:
            await asyncio.sleep(2 * self.quality.delay)  # a connection takes its own way and back
            there, back = await asyncio.open_connection(parts.hostname, parts.port, limit=WINDOW)
            with contextlib.closing(back):
                async with asyncio.TaskGroup() as both:
                    both.create_task(self._carry(reader, back, self.up))
                    both.create_task(self._carry(there, writer, self.down))
        except (ExceptionGroup, ConnectionError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            self._open.discard(task)
            writer.close()

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: Way
    ) -> None:
        loop = asyncio.get_running_loop()
        while part := await reader.read(PART):
            arrival = way.arrival(len(part))
            # The sender may be ahead by what fits on the line, and no more.
            await asyncio.sleep(max(0.0, way.free_at - loop.time() - WINDOW / self.quality.rate))
            loop.call_at(arrival, self._deliver, part, writer, way)
        await asyncio.sleep(max(0.0, way.free_at + self.quality.delay - loop.time()) + 0.01)
        raise ConnectionError("one side has ended")

    @staticmethod
    def _deliver(part: bytes, writer: asyncio.StreamWriter, way: Way) -> None:
        if not writer.transport.is_closing():
            way.carried += len(part)
            writer.write(part)

    async def cut_again_and_again(self) -> None:
        dice = random.Random(self.seed)
        while self.quality.cut_every:
            await asyncio.sleep(self.quality.cut_every * dice.uniform(0.8, 1.2))
            self.cuts += 1
            self.break_off()

    def break_off(self) -> None:
        """Cut every connection, as a tunnel does; new ones are possible at once."""
        for task in tuple(self._open):
            task.cancel()
        self.up.free_at = self.down.free_at = 0.0

    async def end(self) -> None:
        """Break off whatever is under way, for good."""
        self.break_off()
        await asyncio.gather(*self._open, return_exceptions=True)


@contextlib.contextmanager
def bad_line(target: str, quality: Quality | None = None, *, seed: int = 0) -> Iterator[BadLine]:
    """Lead to ``target`` from a free loopback port for the time of the block."""
    line = BadLine(target, quality or Quality(), seed)
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(line.serve, "127.0.0.1", 0, limit=WINDOW))
    line.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    cutting = loop.create_task(line.cut_again_and_again())
    thread = threading.Thread(target=loop.run_forever, name="line")
    thread.start()
    try:
        yield line
    finally:
        asyncio.run_coroutine_threadsafe(_stop(server, line, cutting), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _stop(server: asyncio.Server, line: BadLine, cutting: asyncio.Task[None]) -> None:
    server.close()
    cutting.cancel()
    await line.end()
    await close_transports()

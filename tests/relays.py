"""What stands between a client and its server on loopback: TLS, proxies, and names for them.

Nothing here asks a real resolver: ``NamingProxy`` knows ``SERVER_NAME``, and ``known_names`` has
this process know others.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import trustme

from tests.faults.http_text import END_OF_HEAD, response

SERVER_NAME = "vademecum.test"
PROXY_NAME = "proxy.test"
LOOPBACK = "127.0.0.1"
SECONDS_TO_START = 20.0
TURNS_TO_CLOSE = 20

Connected = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@contextlib.contextmanager
def listening(connected: Connected, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """Serve on a free loopback port for the time of the block, in a thread; yields the port."""
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        tasks.add(task)
        try:
            await connected(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            tasks.discard(task)
            writer.close()

    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda loop, context: None)  # handshakes are meant to fail here
    server = loop.run_until_complete(asyncio.start_server(serve, LOOPBACK, 0, ssl=context))
    thread = threading.Thread(target=loop.run_forever, name="relay")
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_stop(server, tasks), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _stop(server: asyncio.Server, tasks: set[asyncio.Task[None]]) -> None:
    server.close()
    for task in tuple(tasks):
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await close_transports()


async def close_transports() -> None:
    """Close whatever is still open on the running loop, before it ends.

    What was asked to close does so in a later turn, and a line whose TLS was never agreed on is
    known to the loop alone.
    """
    for _ in range(TURNS_TO_CLOSE):
        for transport in list(getattr(asyncio.get_running_loop(), "_transports", {}).values()):
            transport.abort()
        await asyncio.sleep(0)


def to_port(port: int) -> Connected:
    """Hands every byte on to a port of this machine, and back."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(LOOPBACK, port)
        await both_ways(reader, writer, there, back)

    return connected


async def both_ways(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    there: asyncio.StreamReader,
    back: asyncio.StreamWriter,
) -> None:
    """Carry bytes until one side has ended."""
    ways = [asyncio.create_task(_carry(reader, back)), asyncio.create_task(_carry(there, writer))]
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        back.transport.abort()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while part := await reader.read(1 << 16):
        writer.write(part)
        await writer.drain()


@dataclass
class CountedLines:
    """Hands every byte on to a port of this machine, and counts.

    ``lines`` are the connections that were made, ``opened`` says that there is one; ``asked`` are
    the first lines of the requests that went over them.
    """

    port: int
    lines: int = 0
    asked: list[str] = field(default_factory=list)
    opened: threading.Event = field(default_factory=threading.Event)

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.lines += 1
        self.opened.set()
        there, back = await asyncio.open_connection(LOOPBACK, self.port)
        way_back = asyncio.create_task(_carry(there, writer))
        try:
            while part := await reader.read(1 << 16):
                self.asked += [
                    line.decode() for line in part.splitlines() if line.endswith(b" HTTP/1.1")
                ]
                back.write(part)
        finally:
            way_back.cancel()
            await asyncio.gather(way_back, return_exceptions=True)
            back.transport.abort()


@contextlib.contextmanager
def counted_lines(url: str) -> Iterator[tuple[str, CountedLines]]:
    """Another address for the server at ``url``, and what goes over the lines to it."""
    counted = CountedLines(int(url.rpartition(":")[2]))
    with listening(counted.connected) as port:
        yield f"http://{LOOPBACK}:{port}", counted


@dataclass
class NamingProxy:
    """An HTTP proxy that knows the names of tests; every name it knows is this machine.

    ``asked`` are the heads of the requests; ``status`` is what it refuses with, if anything;
    ``silent`` never answers.
    """

    asked: list[str] = field(default_factory=list)
    status: int | None = None
    silent: bool = False
    url: str = ""

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(END_OF_HEAD)).decode("latin-1")
        self.asked.append(head)
        if self.silent:
            await asyncio.Event().wait()
        place = head.split()[1]
        host, _, port = place.rpartition(":")
        if self.status or host != SERVER_NAME:
            writer.write(response(status=self.status or 502, content_type="text/html"))
            await writer.drain()
            return
        there, back = await asyncio.open_connection(LOOPBACK, int(port))
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await both_ways(reader, writer, there, back)

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])


@contextlib.contextmanager
def naming_proxy(**options: Any) -> Iterator[NamingProxy]:
    """A proxy of our own, for the time of the block."""
    proxy = NamingProxy(**options)
    with listening(proxy.connected) as port:
        proxy.url = f"http://{LOOPBACK}:{port}"
        yield proxy


@contextlib.contextmanager
def tinyproxy(folder: Path, upstream: NamingProxy, login: str = "") -> Iterator[str]:
    """Debian's tinyproxy, which asks ``upstream`` for what it does not know; yields its URL.

    ``login`` is ``user password`` where it wants one.
    """
    program = shutil.which("tinyproxy")
    assert program, "tinyproxy is not installed: make setup"
    port = free_port()
    lines = [
        f"Port {port}",
        f"Listen {LOOPBACK}",
        "Timeout 60",
        f'LogFile "{folder / "tinyproxy.log"}"',
        f"Upstream http {LOOPBACK}:{upstream.port}",
        f"BasicAuth {login}" if login else "",
    ]
    path = folder / "tinyproxy.conf"
    path.write_text("\n".join(lines) + "\n")
    process = subprocess.Popen([program, "-d", "-c", str(path)], stdout=subprocess.DEVNULL)
    try:
        wait_for_port(port)
        yield f"http://{LOOPBACK}:{port}"
    finally:
        process.terminate()
        process.wait(SECONDS_TO_START)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int) -> None:
    ends = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < ends:
        with contextlib.suppress(OSError), socket.create_connection((LOOPBACK, port), timeout=1):
            return
    raise AssertionError("a proxy did not start")


def served_by(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """What a server that has this certificate speaks TLS with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def known_names(patch: pytest.MonkeyPatch, *names: str) -> None:
    """Have names mean this machine, in this process; nobody else is asked for anything."""
    real = socket.getaddrinfo

    def resolve(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host in names:
            return real(LOOPBACK, *args, **kwargs)
        if str(host).replace(".", "").isdigit() or host in (None, "localhost", "::1"):
            return real(host, *args, **kwargs)
        raise socket.gaierror(socket.EAI_NONAME, "not known to this test")

    patch.setattr(socket, "getaddrinfo", resolve)

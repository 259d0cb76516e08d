"""What can go wrong between a client and its server: one function for each way.

Each gets the right response, and writes what arrives instead.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import socket
import struct
from collections.abc import Awaitable, Callable
from uuid import UUID

from tests.faults.http_text import body_of, header, response, with_body

Fault = Callable[[bytes, asyncio.StreamWriter, random.Random], Awaitable[None]]

PORTAL = b"<!DOCTYPE html><html><title>Welcome</title><p>Please sign in to use this network.</p>"
BOMB = gzip.compress(b" " * 40 * 2**20, 1)
STATUSES = (408, 425, 429, 500, 502, 503, 504)


async def unavailable(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    writer.write(response(b"busy", status=dice.choice(STATUSES), content_type="text/plain"))


async def unavailable_until_a_date(
    right: bytes, writer: asyncio.StreamWriter, dice: random.Random
) -> None:
    """Busy, until a moment by the server's clock, which need not be the client's."""
    when = {"Retry-After": "Mon, 04 May 2026 00:00:09 GMT", "Date": "Mon, 04 May 2026 00:00:00 GMT"}
    writer.write(response(b"busy", status=503, content_type="text/plain", headers=when))


async def silence(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    await asyncio.Event().wait()


async def drip(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    """Head and body, a byte at a time: no read ever waits long, and none is ever the last."""
    for position in range(len(right)):
        writer.write(right[position : position + 1])
        await writer.drain()
        await asyncio.sleep(0.05)
    await asyncio.Event().wait()


async def drip_body(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    start = len(right) - len(body_of(right))
    writer.write(right[:start])
    await drip(right[start:-1], writer, dice)


async def reset(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    """Some bytes, then a reset instead of an end."""
    writer.write(right[: dice.randrange(len(right))])
    await writer.drain()
    line = writer.get_extra_info("socket")
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def cut(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    """The whole head and part of the body, then an orderly end."""
    body = len(body_of(right))
    writer.write(right[: len(right) - body + dice.randrange(max(1, body))])


async def cut_without_length(
    right: bytes, writer: asyncio.StreamWriter, dice: random.Random
) -> None:
    """A body that only the end of the connection ends, which comes too early."""
    whole = with_body(right, body_of(right))
    lines = whole.split(b"\r\n")
    bare = b"\r\n".join(line for line in lines if not line.startswith(b"Content-Length"))
    writer.write(bare[: len(bare) - 1 - dice.randrange(10)])


async def cut_gzip(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    """A compressed body that lacks its end, though its length is the one announced."""
    packed = gzip.compress(body_of(right))
    short = packed[: len(packed) - 1 - dice.randrange(12)]
    writer.write(response(short, headers={"Content-Encoding": "gzip"}))


async def bomb(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    writer.write(response(BOMB, headers={"Content-Encoding": "gzip"}))


async def oversized(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    """Blanks without end, and the answer never."""
    writer.write(response(length=2**40))
    while not writer.is_closing():
        writer.write(b" " * 2**20)
        await writer.drain()


async def redirect(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    status = dice.choice((301, 302, 303, 307, 308))
    writer.write(response(status=status, headers={"Location": "http://127.0.0.1:9/sign-in"}))


async def portal(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    writer.write(response(PORTAL, content_type="text/html; charset=utf-8"))


async def portal_as_json(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    writer.write(response(PORTAL))


async def wrong_type(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    writer.write(response(body_of(right), content_type="text/json"))


async def forbidden_by_proxy(
    right: bytes, writer: asyncio.StreamWriter, dice: random.Random
) -> None:
    writer.write(response(PORTAL, status=dice.choice((401, 403, 407)), content_type="text/html"))


async def empty_object(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    writer.write(response(b"{}"))


async def not_http(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    writer.write(b"SSH-2.0-OpenSSH_9.2\r\n")


async def no_epoch(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    writer.write(with_epoch(right, ""))


async def other_epoch(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    """An answer of another history that does not say so, as a wrong cache might give."""
    writer.write(with_epoch(right, str(UUID(int=dice.getrandbits(128)))))


async def doubled(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    """The same answer twice, on one connection."""
    writer.write(right + right)


async def short_body(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    """A body that lacks its end, and a head that says it is whole."""
    body = body_of(right)
    writer.write(with_body(right, body[: dice.randrange(max(1, len(body)))]))


async def narrow(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    """All of it, at 64 kbit/s."""
    for position in range(0, len(right), 400):
        writer.write(right[position : position + 400])
        await writer.drain()
        await asyncio.sleep(0.05)


async def lossy(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
    """Each answer is lost, or is not."""
    if dice.random() < 0.5:
        await asyncio.Event().wait()
    writer.write(right)


async def of_another_server(
    right: bytes, writer: asyncio.StreamWriter, dice: random.Random
) -> None:
    """What another service of ours might say: right in form, and an answer to nothing asked."""
    epoch = str(UUID(int=dice.getrandbits(128)))
    writer.write(with_body(right, json.dumps({"epoch": epoch, "streams": []}).encode()))


class Earlier:
    """The answer to an earlier request, as a cache on the way might give it."""

    __name__ = "earlier"

    def __init__(self) -> None:
        self._kept = b""

    async def __call__(
        self, right: bytes, writer: asyncio.StreamWriter, dice: random.Random
    ) -> None:
        kept, self._kept = self._kept, right
        writer.write(kept or right)


def with_epoch(right: bytes, epoch: str) -> bytes:
    packed = header(right, "content-encoding") == "gzip"
    message = json.loads(gzip.decompress(body_of(right)) if packed else body_of(right))
    return with_body(right, json.dumps({**message, "epoch": epoch}).encode())


TRANSIENT: tuple[Fault, ...] = (unavailable, reset, cut, cut_without_length, cut_gzip, not_http)
SLOW: tuple[Fault, ...] = (silence, drip, drip_body)
STRANGERS: tuple[Fault, ...] = (
    redirect,
    portal,
    portal_as_json,
    wrong_type,
    forbidden_by_proxy,
    empty_object,
    no_epoch,
    bomb,
    oversized,
)
EVERY_KIND: tuple[Fault, ...] = (*TRANSIENT, *SLOW, *STRANGERS, other_epoch)
MISDIRECTED: tuple[Fault, ...] = (doubled, short_body, of_another_server, Earlier())
HANGING: tuple[Fault, ...] = (*SLOW, narrow, lossy, oversized)
QUICK: tuple[Fault, ...] = (
    *TRANSIENT,
    *(kind for kind in STRANGERS if kind is not oversized),
    other_epoch,
    *MISDIRECTED,
)

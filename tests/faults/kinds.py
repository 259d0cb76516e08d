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

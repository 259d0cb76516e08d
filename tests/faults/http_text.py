"""HTTP/1.1 messages as bytes: just enough of it to read one, and to make one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping

END_OF_HEAD = b"\r\n\r\n"


async def read_request(reader: asyncio.StreamReader) -> bytes:
    """One request with its body; empty when the other side has nothing more to ask."""
    try:
        head = await reader.readuntil(END_OF_HEAD)
        return head + await reader.readexactly(int(header(head, "content-length") or 0))
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""


def header(message: bytes, name: str) -> str:
    """The value of a header, or empty."""
    for line in message.partition(END_OF_HEAD)[0].decode("latin-1").split("\r\n")[1:]:
        found, _, value = line.partition(":")
        if found.lower() == name:
            return value.strip()
    return ""


def body_of(message: bytes) -> bytes:
    return message.partition(END_OF_HEAD)[2]


def response(
    body: bytes = b"",
    *,
    status: int = 200,
    content_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
    length: int | None = None,
) -> bytes:
    """A response as bytes; ``length`` is what it claims, if that is not the truth."""
    stated = len(body) if length is None else length
    fields = {"Content-Type": content_type, "Content-Length": str(stated), **(headers or {})}
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name}: {text}" for name, text in fields.items())]
    return "\r\n".join(lines).encode("latin-1") + END_OF_HEAD + body


def with_body(message: bytes, body: bytes) -> bytes:
    """The same response around another body, with its true length."""
    head = message.partition(END_OF_HEAD)[0].decode("latin-1").split("\r\n")
    dropped = ("content-length:", "transfer-encoding:", "content-encoding:")
    kept = [line for line in head if not line.lower().startswith(dropped)]
    kept.append(f"Content-Length: {len(body)}")
    return "\r\n".join(kept).encode("latin-1") + END_OF_HEAD + body


def as_json(**fields: object) -> bytes:
    return json.dumps(fields).encode()

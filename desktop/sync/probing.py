"""Going the way to a server by hand, a step at a time: to say where it ends, and whose it is.

Nothing is ever sent over what was not verified: a certificate that is not trusted is looked at
to be named, and the line is dropped.
"""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from desktop.sync.certificate import Certificate, read_certificate
from desktop.sync.deadline import Deadline
from desktop.sync.proxies import Choice, Proxy

PATIENCE: Final = 5.0  # seconds for a look
_MOST_HEAD: Final = 16 * 2**10
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
_OK = 200


class TunnelRefused(OSError):
    """A proxy answered, and does not lead on; ``status`` is what it said."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the proxy answered with status {status}")
        self.status = status


@dataclass(slots=True)
class _Line:
    """A connection as a deadline follows it."""

    sock: Any


@contextlib.contextmanager
def opened(
    host: str, port: int, choice: Choice = None, *, patience: float = PATIENCE
) -> Iterator[socket.socket]:
    """A line to a port, through a proxy or not, all of it within ``patience`` seconds.

    Raises ``TunnelRefused``, or another ``OSError`` where nobody answers in time.
    """
    deadline = Deadline()
    place = (choice.host, choice.port) if choice else (host, port)
    try:
        with deadline.within(patience):
            plain = socket.create_connection(place, timeout=patience)
            with contextlib.closing(plain):
                deadline.follow(_Line(plain), plain)
                if choice:
                    _tunnel(plain, host, port, choice)
                yield plain
    finally:
        deadline.close()


def shown_certificate(
    host: str, port: int, choice: Choice = None, *, patience: float = PATIENCE
) -> Certificate | None:
    """The certificate that answers there, trusted or not; ``None`` if none can be had."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # Only to name whose it is: the line is closed before anything is said on it.
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        return certificate_by(context, host, port, choice, patience=patience)
    except (OSError, ValueError):
        return None


def certificate_by(
    context: ssl.SSLContext,
    host: str,
    port: int,
    choice: Choice = None,
    *,
    patience: float = PATIENCE,
) -> Certificate:
    """The certificate of the server, as ``context`` takes it; ``OSError`` where it does not."""
    with (
        opened(host, port, choice, patience=patience) as plain,
        context.wrap_socket(plain, server_hostname=host.rstrip(".")) as line,
    ):
        return read_certificate(line.getpeercert(binary_form=True) or b"")


def _tunnel(line: socket.socket, host: str, port: int, proxy: Proxy) -> None:
    """Have the proxy lead on, as a browser does."""
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    head = [f"CONNECT {place} HTTP/1.1", f"Host: {place}"]
    if proxy.login:
        secret = f"{proxy.login.user}:{proxy.login.password}".encode()
        head.append(f"Proxy-Authorization: Basic {b64encode(secret).decode()}")
    line.sendall("\r\n".join([*head, "", ""]).encode("latin-1", "replace"))
    said = _read_head(line)
    status = _STATUS.match(said)
    if status is None:
        raise OSError("what answers is not an HTTP proxy")
    if int(status[1]) != _OK:
        raise TunnelRefused(int(status[1]))


def _read_head(line: socket.socket) -> bytes:
    """Read to the end of a head and no further: what follows belongs to the tunnel."""
    said = bytearray()
    while not said.endswith(b"\r\n\r\n") and len(said) < _MOST_HEAD:
        byte = line.recv(1)
        if not byte:
            break
        said += byte
    return bytes(said)

"""Load on a server: several connections that ask the same again and again, and what it cost."""

from __future__ import annotations

import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final

import psutil

from benchmarks.report import percentile

CLIENTS: Final = 8
ROUNDS: Final = 6
SECONDS: Final = 1.0
HEAD_END: Final = b"\r\n\r\n"


@dataclass(slots=True)
class Cost:
    """What answers took: each in seconds, all together in wall-clock and processor seconds."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    processor: float = 0.0
    received: int = 0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds

    def figures(self) -> dict[str, float]:
        return {
            "per second": self.rate,
            "p95 ms": 1000 * percentile(self.times, 0.95),
            "processor ms each": 1000 * self.processor / max(1, len(self.times)),
            "MB/s": self.received / self.seconds / 1e6,
        }


def costs(
    address: tuple[str, int], server: psutil.Process, requests: Mapping[str, bytes]
) -> dict[str, Cost]:
    """Ask each of ``requests`` for a while, in turns, so that all meet the same machine."""
    found = {name: Cost() for name in requests}
    for _ in range(ROUNDS):
        for name, request in requests.items():
            _round(address, server, request, found[name])
    return found


def request(
    method: str, path: str, *, token: str = "", body: bytes = b"", headers: str = ""
) -> bytes:
    """The bytes of a request, to be sent as often as need be."""
    head = f"{method} {path} HTTP/1.1\r\nHost: here\r\nContent-Length: {len(body)}\r\n{headers}"
    signed = f"Authorization: Bearer {token}\r\n" if token else ""
    return f"{head}{signed}\r\n".encode() + body


def answer(address: tuple[str, int], sent: bytes) -> bytes:
    """The body of one answer."""
    with socket.create_connection(address) as line:
        return _exchange(line, sent)


def _round(address: tuple[str, int], server: psutil.Process, sent: bytes, cost: Cost) -> None:
    before, started = _processor(server), perf_counter()
    until = started + SECONDS
    clients = [
        threading.Thread(target=_ask, args=(address, sent, until, cost)) for _ in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    cost.seconds += perf_counter() - started
    cost.processor += _processor(server) - before


def _ask(address: tuple[str, int], sent: bytes, until: float, cost: Cost) -> None:
    with socket.create_connection(address) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        now = perf_counter()
        while now < until:
            body = _exchange(line, sent)
            before, now = now, perf_counter()
            cost.times.append(now - before)
            cost.received += len(body)


def _exchange(line: socket.socket, sent: bytes) -> bytes:
    line.sendall(sent)
    got = bytearray()
    while (end := got.find(HEAD_END)) < 0:
        got += _more(line)
    head = bytes(got[:end]).lower()
    if not head.startswith((b"http/1.1 200", b"http/1.1 206")):
        raise RuntimeError(head.decode(errors="replace"))
    length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
    body = got[end + len(HEAD_END) :]
    while len(body) < length:
        body += _more(line)
    return bytes(body)


def _more(line: socket.socket) -> bytes:
    part = line.recv(2**20)
    if not part:
        raise RuntimeError("The server hung up.")
    return part


def _processor(server: psutil.Process) -> float:
    """Processor seconds of a server and its workers so far."""
    family = [server, *server.children(recursive=True)]
    return float(sum(one.cpu_times().user + one.cpu_times().system for one in family))

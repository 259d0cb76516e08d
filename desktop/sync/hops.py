"""The way to the server, hop by hop, until the first that does not lead on.

Nothing is changed anywhere: what is asked for is thrown away.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable, Iterator
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

from desktop.errors import AppError, NotAuthorised
from desktop.records import Finding
from desktop.sync.address import is_loopback
from desktop.sync.remote import Remote
from wire.messages import PullRequest

PATIENCE = 5.0  # seconds for each hop
PORTS = {"https": 443, "http": 80}


def hops(server: str, replica: str, remote: Remote) -> Iterator[Finding]:
    """Check name, port, service and token of ``server``, one after the other."""
    parts = urlsplit(server)
    steps: list[Callable[[], Finding]] = [
        lambda: _service(remote),
        lambda: _token(remote, replica),
    ]
    if not _is_proxied(parts):
        steps = [lambda: _name(parts), lambda: _port(parts), *steps]
    for step in steps:
        finding = step()
        yield finding
        if not finding.ok:
            return


def _is_proxied(parts: SplitResult) -> bool:
    """Whether a proxy stands between, which then looks the name up itself."""
    host = parts.hostname or ""
    return not is_loopback(host) and parts.scheme in getproxies() and not proxy_bypass(host)


def _name(parts: SplitResult) -> Finding:
    try:
        found = socket.getaddrinfo(parts.hostname, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):  # not known, or nothing that could be
        return Finding(
            name="network: name",
            ok=False,
            detail=f"{parts.hostname} is not known here.",
            advice="Check the network, or whether a VPN is needed. What is here stays readable.",
        )
    addresses = ", ".join(sorted({str(entry[4][0]) for entry in found}))
    return Finding(name="network: name", ok=True, detail=f"{parts.hostname} is {addresses}.")


def _port(parts: SplitResult) -> Finding:
    port = parts.port or PORTS[parts.scheme]
    try:
        with contextlib.closing(socket.create_connection((parts.hostname, port), timeout=PATIENCE)):
            return Finding(name="network: port", ok=True, detail=f"Port {port} is open.")
    except OSError:
        return Finding(
            name="network: port",
            ok=False,
            detail=f"Nothing answers at port {port} of {parts.hostname}.",
            advice="The server may be down, or a firewall is between. Try again later.",
        )


def _service(remote: Remote) -> Finding:
    try:
        document = remote.service()
    except AppError as error:
        return Finding(name="network: server", ok=False, detail=str(error))
    highest = document.schema.max
    detail = f"A server of ours that speaks schema {document.schema.min} to {highest}."
    return Finding(name="network: server", ok=True, detail=detail)


def _token(remote: Remote, replica: str) -> Finding:
    try:
        remote.pull(PullRequest(replica=replica, rows=1))
    except NotAuthorised as error:
        return Finding(
            name="network: token",
            ok=False,
            detail=str(error),
            advice="Ask for a new token, then: vademecum connect",
        )
    except AppError as error:
        return Finding(name="network: token", ok=False, detail=str(error))
    return Finding(name="network: token", ok=True, detail="The server knows this replica.")

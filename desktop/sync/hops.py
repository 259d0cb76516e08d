"""The way to the server, hop by hop, until the first that does not lead on.

Each hop says what is there, how long it took, and what to do where it ends. Nothing is changed
anywhere: what is asked for is thrown away.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from desktop.errors import AppError, NotAuthorised, UsageError
from desktop.records import Finding
from desktop.store.network import NetworkSettings
from desktop.sync.address import is_loopback
from desktop.sync.certificate import Certificate
from desktop.sync.distrust import distrusted, proxy_silent, tunnel_refused
from desktop.sync.probing import (
    PATIENCE,
    TunnelRefused,
    certificate_by,
    opened,
    shown_certificate,
)
from desktop.sync.proxies import PORTS, Choice
from desktop.sync.remote import Remote
from desktop.sync.routing import Router, Surroundings, through
from desktop.sync.trust import tls_context
from wire.messages import PullRequest, ServiceDocument

CLOCK_MAY_DIFFER: Final = 300.0  # seconds
RENEW_WITHIN: Final = 14  # days
# A wrong clock or another epoch is said, and the way goes on.
LEADS_ON: Final = frozenset({"network: clock", "network: epoch"})
# Reserved for documentation: nothing is sent there, only the way to it is looked up.
_ELSEWHERE: Final = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
NO_NETWORK: Final = "Switch Wi-Fi on, or plug the cable in. What is here stays readable."


def has_route() -> bool:
    """Whether the system knows any way out of this machine."""
    for family, address in _ELSEWHERE:
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as line:
            line.connect((address, 9))
            return True
    return False


def addresses_of(name: str) -> tuple[str, ...]:
    """The addresses of a name; ``OSError`` or ``UnicodeError`` if it has none."""
    found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return tuple(sorted({str(entry[4][0]) for entry in found}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What the doctor asks of this machine: what tests replace. ``patience`` in seconds a hop."""

    has_route: Callable[[], bool] = has_route
    addresses_of: Callable[[str], tuple[str, ...]] = addresses_of
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    surroundings: Surroundings = field(default_factory=Surroundings)
    patience: float = PATIENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where the way leads: a server's address, and what the home knows of it."""

    server: str
    replica: str
    epoch: str | None = None
    network: NetworkSettings = field(default_factory=NetworkSettings)


def hops(to: Destination, remote: Remote, machine: Machine | None = None) -> Iterator[Finding]:
    """Check every hop to a server, one finding each."""
    way = _Way(to, remote, machine or Machine())
    for step in way.steps():
        started = time.monotonic()
        finding = step()
        if finding is None:
            continue
        took = round((time.monotonic() - started) * 1000)
        yield replace(finding, detail=f"{finding.detail} ({took} ms)")
        if not finding.ok and finding.name not in LEADS_ON:
            return


class _Way:
    """One walk; each step returns what it found, or ``None`` where there is nothing to say."""

    def __init__(self, to: Destination, remote: Remote, machine: Machine) -> None:
        parts = urlsplit(to.server)
        self._to, self._remote, self._machine = to, remote, machine
        self._host, self._scheme = parts.hostname or "", parts.scheme
        self._port = parts.port or PORTS[parts.scheme]
        self._choice: Choice = None
        self._document: ServiceDocument | None = None

    def steps(self) -> Iterator[Callable[[], Finding | None]]:
        if not is_loopback(self._host):
            yield self._route
            yield self._proxy
        if self._choice is None:  # a proxy looks the name up itself
            yield self._name
            yield self._open_port
        if self._scheme == "https":
            yield self._tls
        yield from (self._service, self._clock, self._token, self._epoch)

    def _route(self) -> Finding:
        if self._machine.has_route():
            return _well("route", "This computer is on a network.")
        return _ill("route", "This computer is on no network.", NO_NETWORK)

    def _proxy(self) -> Finding:
        router = Router(self._to.server, self._to.network, self._machine.surroundings)
        try:
            route = router.route
        except AppError as error:
            return _ill("proxy", str(error))
        silent: list[str] = []
        for choice in route.choices:
            problem = self._try(choice)
            if problem is None:
                self._choice = choice
                gone = "".join(f" {place} does not answer." for place in silent)
                return _well("proxy", f"It goes {through(choice)}: {route.why}.{gone}")
            if choice is None or not isinstance(problem, OSError):
                return _ill("proxy", str(problem))
            silent.append(choice.place)
        return _ill("proxy", f"{proxy_silent(route.choices[-1])} ({route.why}.)")

    def _try(self, choice: Choice) -> AppError | OSError | None:
        """What is wrong with a proxy: an ``OSError`` if it does not answer at all."""
        if choice is None:
            return None
        try:
            with opened(self._host, self._port, choice, patience=self._machine.patience):
                return None
        except TunnelRefused as error:
            return tunnel_refused(error.status, choice, self._host)
        except OSError as error:
            return error

    def _name(self) -> Finding:
        try:
            found = self._machine.addresses_of(self._host)
        except (OSError, UnicodeError):  # not known, or nothing that could be
            return _ill(
                "name",
                f"{self._host} is not known here.",
                "Check the network, or whether a VPN is needed. What is here stays readable.",
            )
        return _well("name", f"{self._host} is {', '.join(found)}.")

    def _open_port(self) -> Finding:
        try:
            with opened(self._host, self._port, patience=self._machine.patience):
                return _well("port", f"Port {self._port} is open.")
        except OSError:
            return _ill(
                "port",
                f"Nothing answers at port {self._port} of {self._host}.",
                "The server may be down, or a firewall is between. Try again later.",
            )

    def _tls(self) -> Finding:
        patience = self._machine.patience
        place = (self._host, self._port, self._choice)
        now = self._machine.now()
        try:
            environment = self._machine.surroundings.environment
            context = tls_context(self._to.network.authorities, environment)
            shown = certificate_by(context, *place, patience=patience)
        except ssl.SSLError as error:
            seen = shown_certificate(*place, patience=patience)
            return _ill("TLS", str(distrusted(error, self._host, seen, now)))
        except UsageError as error:
            return _ill("TLS", str(error))
        except (OSError, ValueError):
            return _ill("TLS", "The line was cut before the server said who it is.", "Try again.")
        return _of_certificate(shown, now)

    def _service(self) -> Finding:
        try:
            self._document = self._remote.service()
        except AppError as error:
            return _ill("server", str(error))
        lowest, highest = self._document.schema.min, self._document.schema.max
        return _well("server", f"A server of ours that speaks schema {lowest} to {highest}.")

    def _clock(self) -> Finding | None:
        ahead = self._remote.skew
        if ahead is None:
            return None
        if abs(ahead) <= CLOCK_MAY_DIFFER:
            return _well("clock", "This computer's clock agrees with the server's.")
        minutes, way = abs(ahead) / 60, "ahead of" if ahead > 0 else "behind"
        detail = f"This computer's clock is {minutes:,.0f} minutes {way} the server's."
        return _ill("clock", detail, "Set the clock, or have it set from the network.")

    def _token(self) -> Finding:
        try:
            self._remote.pull(PullRequest(replica=self._to.replica, rows=1))
        except NotAuthorised as error:
            return _ill("token", str(error), "Ask for a new token, then: vademecum connect")
        except AppError as error:
            return _ill("token", str(error))
        return _well("token", "The server knows this replica.")

    def _epoch(self) -> Finding | None:
        if self._document is None or self._to.epoch is None:
            return None
        if self._document.epoch == self._to.epoch:
            return _well("epoch", "The server's history is the one of this replica.")
        return _ill(
            "epoch",
            "The server was restored from a backup since the last sync.",
            "Sync: the replica is filled anew, and what waits to be sent is kept.",
        )


def _of_certificate(shown: Certificate, now: datetime) -> Finding:
    left = (shown.not_after - now).days
    detail = (
        f"Its certificate was issued by {shown.issuer}, and is valid until "
        f"{shown.not_after:%Y-%m-%d}: {left:,} days."
    )
    if left < RENEW_WITHIN:
        detail += " Whoever runs the server should renew it."
    return _well("TLS", detail)


def _well(hop: str, detail: str) -> Finding:
    return Finding(name=f"network: {hop}", ok=True, detail=detail)


def _ill(hop: str, detail: str, advice: str = "") -> Finding:
    return Finding(name=f"network: {hop}", ok=False, detail=detail, advice=advice)

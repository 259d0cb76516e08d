"""Where a way to the server ended, told from what the connection raised."""

from __future__ import annotations

import re
import ssl
from datetime import datetime
from typing import Final
from urllib.parse import SplitResult

from urllib3.exceptions import ConnectTimeoutError, NewConnectionError, ProxyError

from desktop.errors import AppError, ServerUnreachable
from desktop.sync.distrust import chain, distrusted, proxy_silent, tunnel_refused
from desktop.sync.probing import PATIENCE, shown_certificate
from desktop.sync.proxies import PORTS, Choice

NO_ANSWER: Final = "The server does not answer. Check the network; what is here stays readable."
_TUNNEL_REFUSED = re.compile(r"Tunnel connection failed: (\d{3})")


def gone_astray(
    error: BaseException, server: SplitResult, way: Choice, *, now: datetime, patience: float
) -> AppError:
    """What to say of an ``error`` on ``way``; ``patience`` seconds are left to look closer."""
    host = server.hostname or ""
    causes = tuple(chain(error))
    if any(isinstance(one, ssl.SSLError) for one in causes):
        port, patience = server.port or PORTS[server.scheme], min(PATIENCE, max(patience, 0.0))
        shown = shown_certificate(host, port, way, patience=patience)
        return distrusted(error, host, shown, now)
    if status := status_of_tunnel(error):
        return tunnel_refused(status, way, host)
    if any(isinstance(one, ProxyError) for one in causes):
        return proxy_silent(way)
    return ServerUnreachable(NO_ANSWER)


def never_began(error: BaseException) -> bool:
    """Whether not even a line came about: then another way may be tried."""
    return any(isinstance(one, NewConnectionError | ConnectTimeoutError) for one in chain(error))


def status_of_tunnel(error: BaseException) -> int | None:
    """The status by which a proxy refused to lead on, if that is what happened."""
    found = (_TUNNEL_REFUSED.search(str(one)) for one in chain(error) if isinstance(one, OSError))
    status = next(filter(None, found), None)
    return int(status[1]) if status else None

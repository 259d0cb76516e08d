"""Connections that a deadline follows from their first byte on, through a proxy or not."""

from __future__ import annotations

import socket
from typing import Any, ClassVar

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from desktop.sync.deadline import Deadline


class _Followed(HTTPConnection):
    """A connection that its deadline follows from the first byte on."""

    deadline: ClassVar[Deadline]

    def _new_conn(self) -> socket.socket:
        line = super()._new_conn()
        self.deadline.follow(self, line)
        return line


class _FollowedTls(_Followed, HTTPSConnection):
    """The same under TLS, the handshake included."""


def followed_pools(deadline: Deadline) -> dict[str, Any]:
    """The classes of pools by scheme, whose every connection ``deadline`` follows."""
    plain = type("Plain", (_Followed,), {"deadline": deadline})
    tls = type("Tls", (_FollowedTls,), {"deadline": deadline})
    return {
        "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("TlsPool", (HTTPSConnectionPool,), {"ConnectionCls": tls}),
    }

"""How the server is reached from here: what a person or IT set, kept encrypted in the outbox.

It must not know what a proxy is spoken to with, nor what a certificate is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, text

SYSTEM: Final = "system"
NONE: Final = "none"
PAC: Final = "pac:"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyLogin:
    """Who signs in at ``proxy`` (``host:port``); sent to no other."""

    proxy: str
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSettings:
    """``proxy`` is ``system``, ``none``, ``http://host:port`` or ``pac:`` and where the PAC is.

    ``authorities`` are certificates in PEM, trusted beside the system's own.
    """

    proxy: str = SYSTEM
    authorities: str = ""
    login: ProxyLogin | None = None


def read_network(tx: Connection) -> NetworkSettings:
    """What was set; as the system has it where nothing was.

    A file that is only read may be of a version before the table.
    """
    if not tx.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'network'")).scalar():
        return NetworkSettings()
    found = tx.execute(text("SELECT * FROM network")).mappings().one_or_none()
    if found is None:
        return NetworkSettings()
    login = None
    if found["login_proxy"]:
        login = ProxyLogin(
            proxy=found["login_proxy"], user=found["login_user"], password=found["login_password"]
        )
    return NetworkSettings(proxy=found["proxy"], authorities=found["authorities"], login=login)


def write_network(tx: Connection, settings: NetworkSettings) -> None:
    """Remember the settings in place of those before."""
    login = settings.login
    tx.execute(
        text(
            "INSERT OR REPLACE INTO network VALUES"
            " (1, :proxy, :authorities, :login_proxy, :login_user, :login_password)"
        ),
        {
            "proxy": settings.proxy,
            "authorities": settings.authorities,
            "login_proxy": login and login.proxy,
            "login_user": login and login.user,
            "login_password": login and login.password,
        },
    )

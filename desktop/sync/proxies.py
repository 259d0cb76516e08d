"""Proxies: how one is written, and a list of them as a PAC file answers it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from desktop.errors import UsageError
from desktop.store.network import NONE, PAC, SYSTEM, ProxyLogin

MOST_CHOICES: Final = 10
PORTS: Final = {"http": 80, "https": 443}
_KINDS: Final = frozenset({"PROXY", "HTTP"})
_SCHEME: Final = "http"
_EXAMPLE: Final = "One looks like http://proxy.example.com:3128."


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """An HTTP proxy; ``login`` only if it is this one's."""

    host: str
    port: int
    login: ProxyLogin | None = None

    @property
    def place(self) -> str:
        """``host:port``, for a person and as what a login belongs to."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """As a URL, with the password if there is one: for the connection, never for a person."""
        login = self.login
        signed = f"{quote(login.user, '')}:{quote(login.password, '')}@" if login else ""
        return f"{_SCHEME}://{signed}{self.place}"


Choice = Proxy | None  # None: directly


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The ways to try, in order, and who says so: for a person."""

    choices: tuple[Choice, ...] = (None,)
    why: str


def read_proxy(text: str) -> Proxy:
    """Read a proxy's address, ``http://`` being understood; ``UsageError`` if it is none."""
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"This is not the address of a proxy. {_EXAMPLE}") from error
    if parts.scheme != _SCHEME:
        raise UsageError(
            f"{parts.scheme}:// is not a kind of proxy that can be used here: HTTP proxies can."
        )
    if not host or parts.path.strip("/") or parts.query or parts.fragment:
        raise UsageError(f"This is not the address of a proxy. {_EXAMPLE}")
    proxy = Proxy(host=host, port=port or PORTS[_SCHEME])
    return with_login(proxy, _login(parts.username, parts.password, proxy.place))


def with_login(proxy: Proxy, login: ProxyLogin | None) -> Proxy:
    """The same proxy with what signs in there, if it is for this one."""
    if login is None or login.proxy != proxy.place:
        return proxy
    return replace(proxy, login=login)


def read_setting(text: str) -> tuple[str, str | None]:
    """Read what a person sets as the proxy; return it as it is kept, and the user named in it.

    ``system``, ``none``, ``pac:`` before a URL or a path, or a proxy's address. Raises
    ``UsageError``, also for a password: those are asked for.
    """
    text = text.strip()
    if text.lower() in (SYSTEM, NONE):
        return text.lower(), None
    if text.lower().startswith(PAC):
        return PAC + text[len(PAC) :].strip(), None
    proxy = read_proxy(text)
    login = proxy.login
    if login and login.password:
        raise UsageError("Leave the password out of the address: it is asked for.")
    return replace(proxy, login=None).url, login.user if login else None


def read_answer(text: str) -> tuple[Choice, ...]:
    """Read what a PAC file answered; kinds that cannot be used here are left out.

    Raises ``ValueError`` where nothing is left of an answer that named something.
    """
    words = [word.split() for word in text.split(";") if word.strip()]
    if not words:
        return (None,)
    choices = [choice for word in words if (choice := _choice(word)) is not _UNUSABLE]
    if not choices:
        raise ValueError("nothing that can be used")
    return tuple(dict.fromkeys(choices))[:MOST_CHOICES]


_UNUSABLE: Final = Proxy(host="", port=0)


def _choice(words: list[str]) -> Choice:
    kind = words[0].upper()
    if kind == "DIRECT":
        return None
    if kind not in _KINDS or len(words) < 2:  # noqa: PLR2004 - a kind and a place
        return _UNUSABLE
    try:
        return read_proxy(words[1])
    except UsageError:
        return _UNUSABLE


def _login(user: str | None, password: str | None, place: str) -> ProxyLogin | None:
    if not user:
        return None
    return ProxyLogin(proxy=place, user=unquote(user), password=unquote(password or ""))

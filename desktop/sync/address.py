"""Which addresses a server may have.

``https`` anywhere; plain ``http`` on this machine only, because a token sent over it could be
read by anybody on the way. There is no switch to allow more: whoever serves others puts TLS in
front. Knows nothing of connections.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from desktop.errors import UsageError
from wire.routes import SERVICE

_EXAMPLE = "An address looks like https://vademecum.example.com."


def server_address(text: str) -> str:
    """Return the address of a server as it is kept: no trailing slash, no ``/v1``."""
    text = text.strip()
    parts = _split(text if "://" in text else f"https://{text}")
    if parts.scheme not in ("http", "https"):
        raise UsageError(f"{parts.scheme}:// is not how a server is reached. {_EXAMPLE}")
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        raise UsageError(f"This is not the address of a server. {_EXAMPLE}")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise UsageError(
            f"http://{parts.netloc} is not protected: anybody on the way could read along. "
            "Use https:// instead."
        )
    path = parts.path.rstrip("/").removesuffix(SERVICE)
    return f"{parts.scheme}://{parts.netloc}{path}"


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this machine itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port  # read to have it checked
    except ValueError as error:
        raise UsageError(f"This is not the address of a server. {_EXAMPLE}") from error
    return parts

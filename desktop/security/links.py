"""Which links a text may have. Decides on the text of the link alone."""

from __future__ import annotations

import re
from urllib.parse import unquote

SCHEMES = frozenset({"https", "http", "mailto", "tel", "vademecum"})
HERE = "here"  # inside the page: ``here:anchor``
IMAGE = "attach"

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(.+)", re.IGNORECASE | re.DOTALL)
_IMAGE = re.compile(rf"{IMAGE}:([0-9a-f]{{64}})")
_ANCHOR = re.compile(r"[\w.:-]{1,200}")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def target(link: str, dead: frozenset[str]) -> str | None:
    """The address ``link`` leads to, or ``None`` if it leads nowhere one may go."""
    if link.startswith("#"):
        anchor = unquote(link[1:])
        return f"{HERE}:{anchor}" if is_anchor(anchor) else None
    if not is_open(link) or {link, unquote(link), link.partition("#")[0]} & dead:
        return None
    return link


def is_open(link: str) -> bool:
    """Whether the link has one of the allowed schemes, and nothing hidden in it."""
    parts = _SCHEME.fullmatch(link)
    return parts is not None and parts[1].lower() in SCHEMES and not _UNSEEN.search(link)


def is_anchor(text: str) -> bool:
    return _ANCHOR.fullmatch(text) is not None


def image_hash(source: str) -> str | None:
    """The hash in ``attach:<hash>``; ``None`` for any other source."""
    named = _IMAGE.fullmatch(source)
    return named[1] if named else None

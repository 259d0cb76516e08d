"""Values of foreign records as clean text. Knows nothing of what they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

MAX_LINE: Final = 2_000
MAX_TEXT: Final = 100_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# They reorder what stands around them on the screen, so that one name can pass for another.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def line(value: Any) -> str | None:
    """Return a text or number as one line; ``None`` for nothing, and for anything else."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    plain = _DIRECTION.sub("", _CONTROL.sub("", str(value)))
    return " ".join(plain.split())[:MAX_LINE] or None


def text(value: Any) -> str | None:
    """Return a text with its lines kept."""
    if not isinstance(value, str):
        return None
    plain = _DIRECTION.sub("", _CONTROL.sub("", value.replace("\r\n", "\n")))
    return plain.strip()[:MAX_TEXT] or None


def lines(value: Any) -> tuple[str, ...]:
    """Return a list of texts, or a single one, without what is empty or said twice."""
    values = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(clean for one in values if (clean := line(one))))


def by_language(value: Any) -> dict[str, str]:
    """Return texts by language (``{"de": …, "en": …}``)."""
    if not isinstance(value, Mapping):
        return {}
    return {str(tag): clean for tag, said in value.items() if (clean := line(said))}


def web_address(value: Any) -> str | None:
    """Return a web address; ``None`` for anything a browser would not open as a page."""
    address = line(value) or ""
    return address if re.match(r"https?://[^\s/]", address, re.IGNORECASE) else None

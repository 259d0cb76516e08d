"""What the window had open when it was left, as a text for its next start. Knows no widget.

It is kept encrypted, not in the window's settings: it tells who was looked up.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from desktop.records import Address

# Who comes back later begins with what is new; what was open is one step back.
STILL_AT_IT = timedelta(hours=8)


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """``open`` is an address, ``place`` how far its text was scrolled, from 0 to 1. ``left`` is
    when, ISO 8601. What is empty was not."""

    open: str = ""
    place: float = 0.0
    query: str = ""
    kind: str = ""
    left: str = ""

    @property
    def address(self) -> Address | None:
        """What was open."""
        try:
            return Address.parse(self.open)
        except ValueError:
            return None

    def is_fresh(self, now: datetime) -> bool:
        """Whether somebody may still be at it."""
        try:
            left = datetime.fromisoformat(self.left).astimezone(UTC)
        except ValueError:
            return False
        return abs(now - left) < STILL_AT_IT


def written(session: Session) -> str:
    """A session as text."""
    return msgspec.json.encode(session).decode()


def read(text: str) -> Session:
    """What ``written`` wrote; whatever makes no sense is an empty one."""
    try:
        return msgspec.json.decode(text.encode(), type=Session)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return Session()

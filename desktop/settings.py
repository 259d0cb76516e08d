"""What the user of a home decided about syncing: ``settings.json`` in the home.

Read tolerantly: whatever is missing, of another type or out of bounds is as if never set, and
what is not known is kept for the program that knows it. Window and command line both write it;
whoever writes last wins, field by field.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from desktop.paths import write_whole

FILE_NAME: Final = "settings.json"
MEGABYTE: Final = 1_000_000
PAUSED: Final = "on"  # until somebody resumes
_LARGEST_FILE: Final = 64 * 2**10
# A pause that would last longer was begun under another clock.
_LONGEST_PAUSE: Final = timedelta(hours=26)

Metered = Literal["auto", "always", "never"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """``sync_every`` is in minutes and can only lengthen what the server asks for (0: as it asks).

    ``metered`` says what to take the line for: what the system says, or always or never one that
    costs money. ``metered_budget`` is in megabytes a day on such a line, ``blob_quota`` what
    photos and attachments may take here, in megabytes. ``pause`` is empty, ``on``, or the time
    until which nothing is synced by itself, ISO 8601 with its offset. ``keep_…`` say what is
    fetched before anybody looks at it: images in pages, large portraits, attachments.
    """

    sync_every: int = 0
    metered: Metered = "auto"
    metered_budget: int = 50
    blob_quota: int = 2_000
    pause: str = ""
    keep_images: bool = True
    keep_portraits: bool = True
    keep_attachments: bool = False

    def paused(self, now: datetime) -> bool:
        """Whether nothing is synced by itself at ``now``."""
        if self.pause == PAUSED:
            return True
        until = self.paused_until
        return until is not None and now < until <= now + _LONGEST_PAUSE

    @property
    def paused_until(self) -> datetime | None:
        """When a pause ends by itself, in UTC; ``None`` without one, or without an end."""
        try:
            until = datetime.fromisoformat(self.pause)
        except ValueError:
            return None
        return until.astimezone(UTC) if until.tzinfo else None

    def is_metered(self, told: bool | None) -> bool:
        """Whether a line costs money; ``told`` is what the system says of it, if anything."""
        return self.metered == "always" or (self.metered == "auto" and bool(told))


BOUNDS: Final = {
    "sync_every": (0, 24 * 60),
    "metered_budget": (0, 1_000_000),
    "blob_quota": (10, 1_000_000),
}


def tomorrow(now: datetime) -> str:
    """The ``pause`` that ends when the next day begins where ``now`` is; it has an offset."""
    return (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0).isoformat()


def valid(name: str, value: Any) -> bool:
    """Whether a field of ``Settings`` may have this value."""
    try:
        msgspec.convert({name: value}, Settings)
    except msgspec.ValidationError:
        return False
    if name == "pause":
        return value in ("", PAUSED) or Settings(pause=value).paused_until is not None
    least, most = BOUNDS.get(name, (0, 0))
    return name in Settings.__struct_fields__ and (name not in BOUNDS or least <= value <= most)


class SettingsFile:
    """The file of one home."""

    def __init__(self, root: Path) -> None:
        self._path = root / FILE_NAME

    def load(self) -> Settings:
        """What is set; the rest as it comes. Never raises."""
        known = {name: value for name, value in self._read().items() if valid(name, value)}
        return msgspec.convert(known, Settings)

    def change(self, **fields: Any) -> Settings:
        """Set some fields, which must be ``valid``; returns all of them.

        Raises ``StorageReadOnly`` or ``StorageFull`` where the disk does not take it.
        """
        for name, value in fields.items():
            if not valid(name, value):
                raise ValueError(f"{name} cannot be {value!r}.")
        stored = {**self._read(), **fields}
        write_whole(self._path, msgspec.json.format(msgspec.json.encode(stored)) + b"\n")
        return self.load()

    def _read(self) -> dict[str, Any]:
        try:
            with self._path.open("rb") as file:
                return msgspec.json.decode(file.read(_LARGEST_FILE), type=dict[str, Any])
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return {}

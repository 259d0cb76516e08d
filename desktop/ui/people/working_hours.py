"""Whether somebody is usually at work now, from the hours they gave. Pure.

Hours are words ("Mo–Do 8:30–17:00, Fr 8:30–15:00"); what is not of this form says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time
from typing import Final

Span = tuple[time, time]

_DAYS: Final = (
    ("mo", "mon"), ("di", "tue"), ("mi", "wed"), ("do", "thu"),
    ("fr", "fri"), ("sa", "sat"), ("so", "sun"),
)  # fmt: skip
_NUMBER: Final = {word: number for number, words in enumerate(_DAYS) for word in words}
_DAY: Final = "|".join(sorted(_NUMBER, key=len, reverse=True))
_TIME: Final = r"(\d{1,2})(?::(\d\d))?"
_DASH: Final = r"\s*[–-]\s*"
_PART: Final = re.compile(
    rf"({_DAY})\.?(?:{_DASH}({_DAY})\.?)?\s+{_TIME}{_DASH}{_TIME}(?:\s*(?:uhr|h))?", re.IGNORECASE
)

_OCLOCK: Final = re.compile(r"\s*uhr\Z", re.IGNORECASE)  # no English word


def week(hours: str) -> Mapping[int, Span] | None:
    """From when to when on each day, Monday is 0; ``None`` if the words are of another form."""
    found: dict[int, Span] = {}
    for part in re.split(r"[,;]\s*", hours.strip()):
        read = _PART.fullmatch(part.strip())
        if read is None:
            return None
        first = _NUMBER[read[1].lower()]
        last = _NUMBER[(read[2] or read[1]).lower()]
        begin, end = _clock(read[3], read[4]), _clock(read[5], read[6])
        if begin is None or end is None or last < first or end <= begin:
            return None
        found.update(dict.fromkeys(range(first, last + 1), (begin, end)))
    return found


def in_language(hours: str, language: str) -> str:
    """The hours with the days as ``language`` (``de``, or any other for English) writes them.

    As they were written, where not every part of them can be read.
    """
    parts = [part.strip() for part in re.split(r"[,;]\s*", hours.strip())]
    read = [_PART.fullmatch(part) for part in parts]
    if not all(read):
        return hours
    return ", ".join(_said(one, german=language == "de") for one in read if one is not None)


def at_work_until(hours: str | None, there: datetime) -> time | None:
    """Until when they are at work, by the local time ``there``; ``None`` if not, or unknown."""
    span = (week(hours) or {}).get(there.weekday()) if hours else None
    return span[1] if span and span[0] <= there.time() < span[1] else None


def is_known(hours: str | None) -> bool:
    """Whether the hours can be read."""
    return bool(hours and week(hours))


def _said(read: re.Match[str], *, german: bool) -> str:
    days = [_DAYS[_NUMBER[day.lower()]][0 if german else 1] for day in read.groups()[:2] if day]
    times = read[0][read.start(3) - read.start() :]
    if not german:
        times = _OCLOCK.sub("", times)
    return f"{'–'.join(day.capitalize() for day in days)} {times}"


def _clock(hour: str, minute: str | None) -> time | None:
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        return None

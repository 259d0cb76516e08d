"""What time it is for somebody else."""

from __future__ import annotations

from datetime import datetime, time

from PySide6.QtCore import QByteArray, QDateTime, QLocale, QTime, QTimeZone


def local_moment(zone: str | None, now: datetime) -> datetime | None:
    """The date and time of day in ``zone`` (an IANA name), naive; ``None`` if it is unknown."""
    if not zone or not zone.isascii():
        return None
    there = QTimeZone(QByteArray(zone.encode()))
    if not there.isValid():
        return None
    moment = QDateTime.fromSecsSinceEpoch(int(now.timestamp()), there)
    date, clock = moment.date(), moment.time()
    return datetime(date.year(), date.month(), date.day(), clock.hour(), clock.minute())  # noqa: DTZ001 - there


def clock_words(at: time) -> str:
    """A time of day as the locale writes it."""
    return QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)


def local_time(zone: str | None, now: datetime) -> str | None:
    """The time of day in ``zone`` as the locale writes it; ``None`` if it is unknown."""
    there = local_moment(zone, now)
    return clock_words(there.time()) if there else None

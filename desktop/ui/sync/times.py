"""Moments and lengths of time in words. Knows no widget."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from desktop.ui.counted import Counted

MINUTE, HOUR, DAY = 60, 3600, 86_400

translate = QCoreApplication.translate


def span(seconds: float) -> str:
    """A length of time in its largest unit."""
    seconds = max(0.0, seconds)
    if seconds < MINUTE:
        return translate("Sync", "less than a minute")
    if seconds < HOUR:
        return Counted().minutes(round(seconds / MINUTE))
    if seconds < DAY:
        return Counted().hours(round(seconds / HOUR))
    return Counted().days(round(seconds / DAY))


def clock(moment: datetime, now: datetime | None = None) -> str:
    """The local time of day; with the date when it is not today."""
    local = moment.astimezone()
    short = QLocale.FormatType.ShortFormat
    time = QLocale().toString(QTime(local.hour, local.minute), short)
    if local.date() == local_day(now or datetime.now(UTC)):
        return time
    return f"{QLocale().toString(QDate(local.year, local.month, local.day), short)} {time}"


def local_day(moment: datetime) -> date:
    """The day of the calendar here."""
    return moment.astimezone().date()

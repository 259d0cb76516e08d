"""What time it is for somebody else."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QByteArray, QDateTime, QLocale, QTimeZone


def local_time(zone: str | None, now: datetime) -> str | None:
    """The time of day in ``zone`` (an IANA name) as the locale writes it; ``None`` if unknown."""
    if not zone or not zone.isascii():
        return None
    there = QTimeZone(QByteArray(zone.encode()))
    if not there.isValid():
        return None
    moment = QDateTime.fromSecsSinceEpoch(int(now.timestamp()), there)
    return QLocale().toString(moment.time(), QLocale.FormatType.ShortFormat)

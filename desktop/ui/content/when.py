"""Times as people say them: "2 weeks ago", "in 3 months", a date with its month as a word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

translate = QCoreApplication.translate

STALE_AFTER = timedelta(days=365)
DAYS_A_WEEK, DAYS_A_MONTH, DAYS_A_YEAR = 7, 30.44, 365.25
# From how many days on a unit is used: from two of it, so that every count is a plural.
FROM_WEEKS, FROM_MONTHS, FROM_YEARS = 14, 61, 730


def moment(text: str | None) -> datetime | None:
    """An ISO 8601 text as an aware time in UTC; ``None`` if it is not one."""
    try:
        read = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    if read is None:
        return None
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def date_words(text: str | None) -> str:
    """The date of an ISO 8601 text with its month as a word; the text itself if it is not one."""
    read = moment(text)
    if read is None:
        return text or ""
    # The month as a word: in figures nobody knows which of them it is.
    day = QDate(read.year, read.month, read.day)
    return QLocale().toString(day, translate("When", "d MMM yyyy"))


def distance_words(then: datetime, now: datetime) -> str:
    """How far ``then`` is from ``now``: "today", "3 days ago", "in 2 months"."""
    days = (then.date() - now.date()).days
    match days:
        case 0:
            return translate("When", "today")
        case -1:
            return translate("When", "yesterday")
        case 1:
            return translate("When", "tomorrow")
        case _:
            count, unit = _in_units(abs(days))
            return _past(count, unit) if days < 0 else _ahead(count, unit)


def is_stale(updated: str | None, review_due: str | None, now: datetime) -> bool:
    """Whether a page's review is overdue; without one, whether it is older than a year."""
    due = moment(review_due)
    if due is not None:
        return due < now
    changed = moment(updated)
    return changed is not None and now - changed > STALE_AFTER


def _in_units(days: int) -> tuple[int, str]:
    if days < FROM_WEEKS:
        return days, "day"
    if days < FROM_MONTHS:
        return round(days / DAYS_A_WEEK), "week"
    if days < FROM_YEARS:
        return round(days / DAYS_A_MONTH), "month"
    return round(days / DAYS_A_YEAR), "year"


def _past(count: int, unit: str) -> str:
    match unit:
        case "day":
            return translate("When", "{count} days ago").format(count=count)
        case "week":
            return translate("When", "{count} weeks ago").format(count=count)
        case "month":
            return translate("When", "{count} months ago").format(count=count)
        case _:
            return translate("When", "{count} years ago").format(count=count)


def _ahead(count: int, unit: str) -> str:
    match unit:
        case "day":
            return translate("When", "in {count} days").format(count=count)
        case "week":
            return translate("When", "in {count} weeks").format(count=count)
        case "month":
            return translate("When", "in {count} months").format(count=count)
        case _:
            return translate("When", "in {count} years").format(count=count)

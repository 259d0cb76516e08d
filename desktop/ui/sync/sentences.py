"""The state of syncing in words: one true sentence each. Knows no widget."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDateTime, QLocale

from desktop.records import Status, SyncProgress
from desktop.ui.counted import Counted
from desktop.ui.failures import sentence
from desktop.ui.sync.state import SyncState

MINUTE, HOUR, DAY = 60, 3600, 86_400
NEVER_MIND_SECONDS = 5

translate = QCoreApplication.translate

_PHASES = {
    "connecting": QT_TRANSLATE_NOOP("Sync", "Connecting"),
    "people": QT_TRANSLATE_NOOP("Sync", "Syncing people"),
    "pages": QT_TRANSLATE_NOOP("Sync", "Syncing pages"),
    "photos": QT_TRANSLATE_NOOP("Sync", "Syncing photos"),
    "updating": QT_TRANSLATE_NOOP("Sync", "Making ready after the update"),
    "finishing": QT_TRANSLATE_NOOP("Sync", "Finishing"),
}
_SOMETHING = QT_TRANSLATE_NOOP("Sync", "Syncing")


def pill_sentence(state: SyncState) -> str:
    """What the pill says."""
    if state.progress is not None:
        return progress_sentence(state.progress)
    if state.offline and state.failing_since is not None:
        return translate("Sync", "No network since {time}").format(time=clock(state.failing_since))
    if state.failure is not None:
        return translate("Sync", "Sync needs attention")
    synced_at = state.synced_at
    if synced_at is None:
        return translate("Sync", "Not synced yet")
    if not state.status.up_to_date and state.report is None:
        return translate("Sync", "Last sync {time}").format(time=clock(synced_at))
    return translate("Sync", "Up to date · {time}").format(time=clock(synced_at))


def progress_sentence(progress: SyncProgress) -> str:
    """How far a pass is: *Syncing people 41 %, 2 min left*."""
    phase = translate("Sync", str(_PHASES.get(progress.phase, _SOMETHING)))
    if progress.total <= 0:
        return phase + " …"
    share = translate("Sync", "{phase} {percent} %").format(phase=phase, percent=percent(progress))
    left = progress.seconds_left
    if left is None or left < NEVER_MIND_SECONDS:
        return share
    return translate("Sync", "{share}, {time} left").format(share=share, time=span(left))


def percent(progress: SyncProgress) -> int:
    """The share that is done, 0 to 100."""
    if progress.total <= 0:
        return 0
    return min(100, round(100 * progress.done / progress.total))


def age_sentence(state: SyncState, now: datetime) -> str:
    """What the line at the bottom says about the age of what is here."""
    if state.failure is not None and not state.offline:
        return sentence(state.failure)
    synced_at = state.synced_at
    if synced_at is None:
        return translate("Sync", "Nothing has been synced yet")
    age = span((now - synced_at).total_seconds())
    if state.offline:
        return translate("Sync", "Offline — working from local data, {age} old").format(age=age)
    return translate("Sync", "Working from local data, {age} old").format(age=age)


def counts_sentence(status: Status) -> str:
    """*1,171 people · 593 pages*; what there is none of stays unsaid."""
    words = Counted()
    parts = (
        (status.people, words.people(status.people)),
        (status.pages, words.pages(status.pages)),
        (status.posts, words.posts(status.posts)),
    )
    return " · ".join(text for count, text in parts if count)


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


def clock(moment: datetime) -> str:
    """The local time of day; with the date when it is not today."""
    local = QDateTime.fromMSecsSinceEpoch(int(moment.timestamp() * 1000))
    time = QLocale().toString(local.time(), QLocale.FormatType.ShortFormat)
    if local.date() == QDateTime.currentDateTime().date():
        return time
    return f"{QLocale().toString(local.date(), QLocale.FormatType.ShortFormat)} {time}"

"""The state of syncing in words: one true sentence each. Knows no widget.

``pill_sentence`` asks its questions in order: what is going on, what somebody must do something
about, what was decided, what holds it up, how it stands. The first that has an answer speaks.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from desktop.records import Status, SyncProgress
from desktop.settings import MEGABYTE, PAUSED
from desktop.ui.counted import Counted
from desktop.ui.failures import sentence
from desktop.ui.sync.state import SyncState
from desktop.ui.sync.times import clock, local_day, span

NEVER_MIND_SECONDS = 5

translate = QCoreApplication.translate

_PHASES = {
    "connecting": QT_TRANSLATE_NOOP("Sync", "Connecting"),
    "rebuilding": QT_TRANSLATE_NOOP("Sync", "Damaged, being rebuilt"),
    "people": QT_TRANSLATE_NOOP("Sync", "Syncing people"),
    "pages": QT_TRANSLATE_NOOP("Sync", "Syncing pages"),
    "photos": QT_TRANSLATE_NOOP("Sync", "Syncing photos"),
    "updating": QT_TRANSLATE_NOOP("Sync", "Making ready after the update"),
    "finishing": QT_TRANSLATE_NOOP("Sync", "Finishing"),
}
_SOMETHING = QT_TRANSLATE_NOOP("Sync", "Syncing")
_TROUBLES = {
    "NotAuthorised": QT_TRANSLATE_NOOP("Sync", "Signed out: connect again"),
    "SyncRunning": QT_TRANSLATE_NOOP("Sync", "Another sync is under way"),
    "StorageFull": QT_TRANSLATE_NOOP("Sync", "No room on the disk"),
    "UpgradeRequired": QT_TRANSLATE_NOOP("Sync", "Please update Vademecum"),
    "ProtocolMismatch": QT_TRANSLATE_NOOP("Sync", "Please update Vademecum"),
}
_TROUBLE = QT_TRANSLATE_NOOP("Sync", "Sync needs attention")


def pill_sentence(state: SyncState, now: datetime) -> str:
    """What the pill says at ``now``."""
    return (
        _going_on(state)
        or _troubled(state)
        or _paused(state, now)
        or _held_up(state, now)
        or _standing(state, now)
    )


def _going_on(state: SyncState) -> str:
    if state.progress is None:
        return ""
    return progress_sentence(state.progress, rebuilding=state.rebuilding)


def _troubled(state: SyncState) -> str:
    """What a person must know or do something about, but for the network."""
    if state.rebuilding:
        return translate("Sync", "Damaged, to be rebuilt at the next sync")
    if state.failure is None or state.offline or state.busy:
        return ""
    return translate("Sync", str(_TROUBLES.get(state.failure.error, _TROUBLE)))


def _paused(state: SyncState, now: datetime) -> str:
    if not state.settings.paused(now):
        return ""
    until = state.settings.paused_until
    if state.settings.pause == PAUSED or until is None:
        return translate("Sync", "Paused")
    if local_day(until) == local_day(now) + timedelta(days=1):
        return translate("Sync", "Paused until tomorrow")
    return translate("Sync", "Paused until {time}").format(time=clock(until, now))


def _held_up(state: SyncState, now: datetime) -> str:
    if state.retry_at is not None and state.retry_at > now:
        text = translate("Sync", "The server asks to wait until {time}")
        return text.format(time=clock(state.retry_at, now))
    since = state.offline_since
    if state.busy and since is not None:
        return translate("Sync", "The server is busy since {time}").format(time=clock(since, now))
    if state.offline and since is not None:
        return _offline(state, clock(since, now))
    if state.metered and (state.rows_waiting or state.photos_waiting):
        return waiting_sentence(state)
    return ""


def _offline(state: SyncState, since: str) -> str:
    waiting = state.status.outbox
    if state.network.reachable and state.lost_at is None:
        return translate("Sync", "The server is out of reach since {time}").format(time=since)
    if waiting:
        text = translate("Sync", "{changes}, no network since {time}")
        return text.format(changes=Counted().waiting(waiting), time=since)
    return translate("Sync", "No network since {time}").format(time=since)


def waiting_sentence(state: SyncState) -> str:
    """What the day's bytes left for another line; empty where nothing was."""
    if state.rows_waiting:
        return translate("Sync", "Waiting for Wi-Fi: people and pages")
    if state.photos_waiting:
        photos = Counted().photos(state.photos_waiting)
        return translate("Sync", "Waiting for Wi-Fi: {photos}").format(photos=photos)
    return ""


def _standing(state: SyncState, now: datetime) -> str:
    status, synced_at = state.status, state.synced_at
    if status.conflicts:
        return Counted().conflicts(status.conflicts)
    if synced_at is None:
        return translate("Sync", "Not synced yet")
    if status.outbox:
        return Counted().waiting(status.outbox)
    if not state.up_to_date:
        return translate("Sync", "Last sync {time}").format(time=clock(synced_at, now))
    return translate("Sync", "Up to date · {time}").format(time=clock(synced_at, now))


def progress_sentence(progress: SyncProgress, *, rebuilding: bool = False) -> str:
    """How far a pass is: *Syncing people 41 %, 2 min left*."""
    told = "rebuilding" if rebuilding else progress.phase
    phase = translate("Sync", str(_PHASES.get(told, _SOMETHING)))
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
    """What the line at the bottom says: always how old what is here is, and what is wrong."""
    synced_at = state.synced_at
    if synced_at is None:
        age = translate("Sync", "Nothing has been synced yet")
    else:
        old = span((now - synced_at).total_seconds())
        text = (
            translate("Sync", "Offline — working from local data, {age} old")
            if state.offline
            else translate("Sync", "Working from local data, {age} old")
        )
        age = text.format(age=old)
    trouble = trouble_sentence(state)
    return age if state.offline or not trouble else f"{trouble} · {age}"


def trouble_sentence(state: SyncState) -> str:
    """What went wrong the last time, and what it means; empty while a pass runs."""
    if state.failure is None or state.running:
        return ""
    if state.busy:
        return translate("Sync", "The server cannot answer just now. It is asked again by itself.")
    return sentence(state.failure)


def counts_sentence(status: Status) -> str:
    """*1,171 people · 593 pages*; what there is none of stays unsaid."""
    words = Counted()
    parts = (
        (status.people, words.people(status.people)),
        (status.pages, words.pages(status.pages)),
        (status.posts, words.posts(status.posts)),
    )
    return " · ".join(text for count, text in parts if count)


def size(count: int) -> str:
    """A number of bytes in the unit that fits, by thousands as budgets are set."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def usage_sentence(state: SyncState) -> str:
    """What came today; on a metered line beside what may come."""
    if not state.metered:
        return size(state.status.bytes_today)
    budget = size(state.settings.metered_budget * MEGABYTE)
    used = size(state.status.metered_today)
    return translate("Sync", "{used} of {budget} for this line").format(used=used, budget=budget)

"""What is here, what a sync does and did, and what the doctor found. Frozen; no I/O, no Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is here, how old, what waits. Times are ISO 8601 in UTC.

    ``photos_waiting`` and ``rows_waiting`` are as the last pass left them. ``bytes_today`` came
    today, ``metered_today`` of them over metered lines.
    """

    people: int = 0
    pages: int = 0
    posts: int = 0
    age_seconds: float | None = None
    synced_at: str | None = None
    outbox: int = 0
    conflicts: int = 0
    lease_until: str | None = None
    bytes_on_disk: int = 0
    server: str | None = None
    viewer: str | None = None
    viewer_name: str | None = None
    up_to_date: bool = False
    photos_waiting: int = 0
    rows_waiting: bool = False
    bytes_today: int = 0
    metered_today: int = 0
    key_storage: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """Ids that changed, as keys such as ``person:7f``; ``everything`` when too many to name."""

    keys: frozenset[str] = frozenset()
    everything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncProgress:
    """How far a pass has come. ``phase`` is connecting, people, pages, photos, finishing,
    rebuilding (after damage) or updating (after another version of the program)."""

    phase: str
    done: int = 0
    total: int = 0
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What one pass did.

    ``photos_waiting`` and ``rows_waiting`` are what the day's bytes of a metered line left out;
    ``mended`` are streams that were not as the server's check says, and are filled again.
    """

    rows: int = 0
    bytes: int = 0
    seconds: float = 0.0
    people_searchable_after: float | None = None
    pushed: int = 0
    conflicts: int = 0
    rejected: int = 0
    streams: tuple[str, ...] = ()
    purged: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    unreadable: int = 0
    refused: int = 0
    blobs: int = 0
    photos_waiting: int = 0
    rows_waiting: bool = False
    up_to_date: bool = False
    wait: int = 900
    changes: ChangeSet = ChangeSet()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check of the doctor."""

    name: str
    ok: bool
    detail: str
    advice: str = ""

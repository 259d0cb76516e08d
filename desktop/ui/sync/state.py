"""Where the replica stands with its server, as one frozen value. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from desktop.records import Status, SyncProgress, SyncReport
from desktop.ui.answers import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncState:
    """``progress`` is set while a pass runs (empty phase: just begun). ``failure`` is why the
    last pass failed, ``failing_since`` when the first of the row did."""

    status: Status = Status()
    progress: SyncProgress | None = None
    report: SyncReport | None = None
    failure: Failure | None = None
    failing_since: datetime | None = None
    next_at: datetime | None = None

    @property
    def running(self) -> bool:
        return self.progress is not None

    @property
    def offline(self) -> bool:
        """No network is a normal state, not an error."""
        return self.failure is not None and self.failure.error == "ServerUnreachable"

    @property
    def synced_at(self) -> datetime | None:
        """When the replica was last up to date."""
        text = self.status.synced_at
        if not text:
            return None
        try:
            return datetime.fromisoformat(text.replace("Z", "+00:00"))
        except ValueError:
            return None


def begun(state: SyncState) -> SyncState:
    return replace(state, progress=SyncProgress(phase=""))


def ended_well(state: SyncState, report: SyncReport) -> SyncState:
    return replace(state, progress=None, report=report, failure=None, failing_since=None)


def ended_badly(state: SyncState, failure: Failure, now: datetime) -> SyncState:
    since = state.failing_since or now
    return replace(state, progress=None, failure=failure, failing_since=since)


def stopped(state: SyncState) -> SyncState:
    return replace(state, progress=None)

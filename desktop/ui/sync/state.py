"""Where the replica stands with its server, as one frozen value. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from desktop.records import Status, SyncProgress, SyncReport
from desktop.settings import MEGABYTE, Settings
from desktop.ui.answers import Failure

REBUILDING = "rebuilding"
# Files that a sync sets aside and fetches again.
DAMAGED = "ReplicaDamaged"
UNREACHABLE = "ServerUnreachable"
OTHER_PROCESS = "SyncRunning"


def utc_now() -> datetime:
    """The clock that is used where none is passed in."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Network:
    """What the system says of the line; ``None`` where it does not know."""

    reachable: bool | None = None
    metered: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncState:
    """``progress`` is set while a pass runs (empty phase: just begun), ``queued`` once another
    is to follow it. ``failure`` is why the last pass failed, ``failing_since`` when the first of
    the row did, ``retry_at`` until when the server asked to be left alone. ``lost_at`` is when
    the system lost its network. ``rebuilding`` lasts until damaged files are whole again."""

    status: Status = Status()
    settings: Settings = Settings()
    network: Network = Network()
    progress: SyncProgress | None = None
    queued: bool = False
    rebuilding: bool = False
    report: SyncReport | None = None
    failure: Failure | None = None
    failing_since: datetime | None = None
    retry_at: datetime | None = None
    lost_at: datetime | None = None
    next_at: datetime | None = None

    @property
    def running(self) -> bool:
        return self.progress is not None

    @property
    def offline(self) -> bool:
        """No network is a normal state, not an error."""
        if self.failure is None:
            return self.lost_at is not None
        return self.failure.error == UNREACHABLE and not self.failure.answered

    @property
    def busy(self) -> bool:
        """There is a network, and the server answers that it cannot just now."""
        return self.failure is not None and self.failure.answered

    @property
    def troubled(self) -> bool:
        """Something is wrong that does not pass by itself."""
        held_up = self.offline or self.busy
        return self.failure is not None and not held_up and self.failure.error != OTHER_PROCESS

    @property
    def offline_since(self) -> datetime | None:
        """When the server was last found out of reach, or the network gone."""
        moments = [moment for moment in (self.lost_at, self.failing_since) if moment is not None]
        return min(moments, default=None)

    @property
    def metered(self) -> bool:
        """Whether the line counts as one that costs money."""
        return self.settings.is_metered(self.network.metered)

    @property
    def can_fetch(self) -> bool:
        """Whether a picture could come now: there is a server, and bytes left for it."""
        spent = self.status.metered_today >= self.settings.metered_budget * MEGABYTE
        held_up = self.failure is not None or self.offline or (self.metered and spent)
        return not (self.running or held_up)

    @property
    def photos_waiting(self) -> int:
        """How many pictures the day's bytes left for another line."""
        return self.status.photos_waiting if self.report is None else self.report.photos_waiting

    @property
    def rows_waiting(self) -> bool:
        """Whether even people or pages were left for another line."""
        return self.status.rows_waiting if self.report is None else self.report.rows_waiting

    @property
    def up_to_date(self) -> bool:
        return self.status.up_to_date if self.report is None else self.report.up_to_date

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
    return replace(state, progress=SyncProgress(phase=""), queued=False)


def advanced(state: SyncState, progress: SyncProgress) -> SyncState:
    rebuilding = state.rebuilding or progress.phase == REBUILDING
    return replace(state, progress=progress, rebuilding=rebuilding)


def ended_well(state: SyncState, report: SyncReport) -> SyncState:
    """A pass went through: there is a network, whatever the system says."""
    return replace(
        state,
        progress=None,
        rebuilding=False,
        report=report,
        failure=None,
        failing_since=None,
        retry_at=None,
        lost_at=None,
    )


def ended_badly(state: SyncState, failure: Failure, now: datetime) -> SyncState:
    pause = failure.retry_after
    return replace(
        state,
        progress=None,
        failure=failure,
        failing_since=state.failing_since or now,
        retry_at=None if pause is None else now + timedelta(seconds=pause),
        rebuilding=state.rebuilding or failure.error == DAMAGED,
    )


def stopped(state: SyncState) -> SyncState:
    return replace(state, progress=None, queued=False)


def on_network(state: SyncState, network: Network, now: datetime) -> SyncState:
    """The system says something new of the line."""
    lost_at = (state.lost_at or now) if network.reachable is False else None
    return replace(state, network=network, lost_at=lost_at)

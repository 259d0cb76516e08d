"""One pass: pull until the replica is where the server is, then what belongs to it.

It holds no lock and opens nothing; whoever makes it does. A pass may end anywhere, also by
force: every answer was applied whole or not at all, and the next pass goes on from there.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from desktop.errors import ProtocolMismatch
from desktop.records import ChangeSet, SyncProgress, SyncReport
from desktop.store.applied import Applied
from desktop.store.blobs import Blobs
from desktop.store.preparer import AtOnce
from desktop.store.replica import Replica
from desktop.store.shelf import Shelf
from desktop.store.state import State
from desktop.sync.booting import Booting, SecondPreparer
from desktop.sync.budget import Budget
from desktop.sync.estimate import BootEstimate, progress
from desktop.sync.fetching import Fetched, Fetching
from desktop.sync.pacing import RowPace
from desktop.sync.remote import AnswerCut, AnswerTooLarge, AnswerTooSlow, Remote
from wire.messages import PullRequest, PullResponse, SnapshotOffer
from wire.rows import ALL

log = logging.getLogger(__name__)

MOST_PULLS: Final = 20_000
MOST_SETBACKS: Final = 20
MOST_TRIES: Final = 8
NAMED_CHANGES: Final = 1_000
NO_END = (
    "The server goes on and on without an end, so the sync was ended here. "
    "What came so far is kept; tell whoever runs the server."
)


class Listener(Protocol):
    """Whoever wants to know how a pass goes."""

    def progress(self, progress: SyncProgress) -> None:
        """A step was made."""
        ...

    def changed(self, changes: ChangeSet) -> None:
        """These things are in the replica now as the server has them."""
        ...


@dataclass(slots=True)
class _Pass:
    """What a pass has come to so far."""

    started: float
    rows: int = 0
    unreadable: int = 0
    refused: int = 0
    wait: int = 0
    setbacks: int = 0
    pictures: Fetched = Fetched()
    rows_waiting: bool = False
    people_after: float | None = None
    share: float = 0.0
    up_to_date: bool = False
    purged: set[str] = field(default_factory=set)
    mended: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    everything: bool = False
    began_at: int = 0

    def take(self, applied: Applied) -> None:
        self.rows += applied.rows
        self.unreadable = applied.unreadable
        self.refused += applied.refused
        self.purged.update(applied.purged)
        self.mended.update(applied.mismatched)
        self.up_to_date = applied.up_to_date
        self.changed |= applied.changes.keys
        self.everything |= applied.changes.everything or len(self.changed) > NAMED_CHANGES

    def gets_on(self, share: float) -> float:
        """The share to tell: what was told once is never taken back."""
        self.share = max(self.share, share)
        return self.share

    def people_are_here(self, now: float) -> None:
        if self.people_after is None:
            self.people_after = round(now - self.started, 3)

    def changes(self) -> ChangeSet:
        if self.everything:
            return ChangeSet(everything=True)
        return ChangeSet(keys=frozenset(self.changed))


@dataclass(slots=True)
class _BootsTold:
    """Tells the listener how the boots from snapshots go, and counts what they cost."""

    current: _Pass
    listener: Listener
    budget: Budget
    clock: Callable[[], float]
    boots: BootEstimate = field(default_factory=BootEstimate)
    told_at: float | None = None

    def expect(self, offers: Mapping[str, SnapshotOffer]) -> None:
        self.boots.expect(offers)
        self.told_at = self.clock()

    def fetched(self, stream: str, size: int) -> None:
        self.budget.count_rows()  # chunk by chunk: a kill must not make them free
        self.boots.fetch(stream, size, self._since())
        self._tell(stream)

    def imported(self, stream: str, applied: Applied, rows: int, *, named: bool) -> None:
        self.current.take(applied)
        self.boots.take_in(stream, rows, self._since())
        if named and stream == ALL:
            self.current.people_are_here(self.clock())
        self.listener.changed(applied.changes)
        self._tell(stream)

    def _since(self) -> float:
        now, before = self.clock(), self.told_at
        self.told_at = now
        return 0.0 if before is None else now - before

    def _tell(self, stream: str) -> None:
        share, rows = self.current.gets_on(self.boots.share()), self.boots.rows()
        phase = "people" if stream == ALL else "pages"
        done, left = round(share * rows), self.boots.left()
        self.listener.progress(
            SyncProgress(phase=phase, done=done, total=rows, seconds_left=round(left, 3))
        )


class SyncEngine:
    """Runs passes over one replica. ``clock`` counts seconds from anywhere."""

    def __init__(  # noqa: PLR0913  the parts that a pass works on
        self,
        remote: Remote,
        replica: Replica,
        blobs: Blobs,
        listener: Listener,
        *,
        shelf: Shelf,
        budget: Budget,
        clock: Callable[[], float] = time.monotonic,
        second: SecondPreparer = AtOnce,
    ) -> None:
        self._remote = remote
        self._replica = replica
        self._blobs = blobs
        self._listener = listener
        self._shelf = shelf
        self._budget = budget
        self._clock = clock
        self._second = second

    @property
    def received(self) -> int:
        """Bytes received so far."""
        return self._remote.received

    def run(self) -> SyncReport:
        """Sync once; raises an ``AppError`` where the rows could not all be had.

        Pictures that cannot be fetched are left for the next pass: they undo nothing.
        """
        current = _Pass(self._clock())
        self._listener.progress(SyncProgress(phase="connecting"))
        self._pull(current)
        self._listener.progress(SyncProgress(phase="finishing"))
        # What may no longer be seen goes from the disk before anything new is fetched.
        self._replica.scrub(self._blobs)
        self._fetch(current)
        return self._report(current)

    def _fetch(self, current: _Pass) -> None:
        if not current.rows_waiting:
            room = self._shelf.room()
            fetching = Fetching(self._remote, self._blobs, self._budget, self._listener)
            current.pictures = fetching.run(self._shelf.wanted(), room, self._clock)
        self._shelf.tidy()

    def _pull(self, current: _Pass) -> None:
        pace = RowPace()
        before = self._replica.state()
        current.began_at = before.cursor or 0
        told = _BootsTold(current, self._listener, self._budget, self._clock)
        booting = self._booting(told)
        for _ in range(MOST_PULLS):
            if not self._budget.rows_pass():
                current.rows_waiting = True
                return
            asked = self._clock()
            answer, request, pace = self._ask(before, pace, snapshots=booting.welcome)
            pace = pace.after(self._clock() - asked)
            applied = self._replica.apply(request, answer)
            booting.boot(answer.boot, epoch=answer.epoch, head=answer.head)
            after = self._replica.state()
            current.take(applied)
            current.wait = answer.wait
            self._tell(current, applied, before, after, answer)
            if applied.up_to_date:
                return
            self._count_setback(current, before, after)
            before = after
        raise ProtocolMismatch(NO_END)

    def _booting(self, told: _BootsTold) -> Booting:
        return Booting(
            self._remote,
            self._replica,
            self._blobs.downloads,
            told,
            affords=self._budget.affords,
            clock=self._clock,
            second=self._second,
        )

    def _ask(
        self, state: State, pace: RowPace, *, snapshots: bool
    ) -> tuple[PullResponse, PullRequest, RowPace]:
        """Ask for what comes next; with fewer rows as long as the answer is too much."""
        for _ in range(MOST_TRIES):
            request = state.request(pace.rows, snapshots=snapshots)
            try:
                return self._pull_once(request), request, pace
            except (AnswerTooSlow, AnswerTooLarge, AnswerCut) as error:
                slower = pace.slower()
                # As few as can be may come whole the next time, if it was only cut.
                if slower is None and not isinstance(error, AnswerCut):
                    raise
            log.info("%d rows were too much at once", pace.rows)
            pace = slower or pace
        request = state.request(pace.rows, snapshots=snapshots)
        return self._pull_once(request), request, pace

    def _pull_once(self, request: PullRequest) -> PullResponse:
        try:
            return self._remote.pull(request)
        finally:
            self._budget.count_rows()

    def _count_setback(self, current: _Pass, before: State, after: State) -> None:
        """End a pass with a server that never gets anywhere."""
        if not moved_on(before, after):
            current.setbacks += 1
            if current.setbacks > MOST_SETBACKS:
                raise ProtocolMismatch(NO_END)

    def _tell(
        self,
        current: _Pass,
        applied: Applied,
        before: State,
        after: State,
        answer: PullResponse,
    ) -> None:
        elapsed = self._clock() - current.started
        if ALL in before.booting and ALL not in after.booting:
            current.people_are_here(self._clock())
        if applied.changes.everything or applied.changes.keys:
            self._listener.changed(applied.changes)
        phase = "people" if ALL in after.booting else "pages"
        share = current.gets_on(share_done(after, current.began_at, answer.head))
        self._listener.progress(progress(phase, done=current.rows, share=share, elapsed=elapsed))

    def _report(self, current: _Pass) -> SyncReport:
        return SyncReport(
            rows=current.rows,
            bytes=self._remote.received,
            seconds=round(self._clock() - current.started, 3),
            people_searchable_after=current.people_after,
            streams=tuple(sorted(self._replica.state().streams)),
            purged=tuple(sorted(current.purged)),
            mended=tuple(sorted(current.mended)),
            unreadable=current.unreadable,
            refused=current.refused,
            blobs=current.pictures.came,
            photos_waiting=current.pictures.waiting,
            rows_waiting=current.rows_waiting,
            up_to_date=current.up_to_date,
            wait=current.wait,
            changes=current.changes(),
        )


def moved_on(before: State, after: State) -> bool:
    """Whether an answer brought the replica nearer to the server's head."""
    if after.epoch != before.epoch:
        return False
    if (after.cursor or 0) > (before.cursor or 0):
        return True
    return any(
        stream in after.streams
        and (stream not in after.booting or after.booting[stream].at > boot.at)
        for stream, boot in before.booting.items()
    )


def share_done(state: State, began_at: int, head: int) -> float:
    """The share of the way that is behind, in [0, 1]; of each stream by its seqs."""
    cursor = state.cursor or 0
    if not state.booting:
        way = max(head, cursor) - began_at
        return (cursor - began_at) / way if way > 0 else 1.0
    whole = len(state.streams) * cursor
    missing = sum(max(0, cursor - boot.at) for boot in state.booting.values())
    return (whole - missing) / whole if whole else 0.0

"""What would go wrong if one thing were done a little otherwise: each must be caught.

A mutant changes one function for the time of a block; the program itself has no switches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, func, select, update

from desktop.store import applying, schema
from desktop.store.applied import Applied
from desktop.store.blobs import Blobs
from desktop.store.engine import transaction
from desktop.store.importing import Import
from desktop.store.replica import Replica
from desktop.store.rowset import RowSet
from desktop.store.shelf import Shelf
from desktop.store.snapshot_import import SnapshotImport
from desktop.store.state import State
from server import checking, pull, write
from server import schema as server_schema
from server.access import viewer_streams
from wire.messages import BootPosition, PullRequest, PullResponse, Slice
from wire.rows import Row

Change = tuple[Any, str, Any]  # owner, name, what stands there instead

MUTANTS: Final[dict[str, Callable[[], Sequence[Change]]]] = {}


def mutant(name: str) -> Callable[[Callable[[], Sequence[Change]]], Callable[[], Sequence[Change]]]:
    """Enter what makes the changes of a mutant under its name."""

    def enter(changes: Callable[[], Sequence[Change]]) -> Callable[[], Sequence[Change]]:
        MUTANTS[name] = changes
        return changes

    return enter


@contextmanager
def mutated(name: str | None) -> Iterator[None]:
    """The program as the mutant has it, for the time of the block."""
    with ExitStack() as undone:
        for owner, attribute, instead in MUTANTS[name]() if name else ():
            undone.callback(setattr, owner, attribute, getattr(owner, attribute))
            setattr(owner, attribute, instead)
        yield


@mutant("no purge")
def no_purge() -> Sequence[Change]:
    return [(RowSet, "purge", lambda rows, names: None)]


@mutant("purge on an unverified list")
def unverified_list() -> Sequence[Change]:
    class Anything(str):
        __slots__ = ()
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            return True

        def __ne__(self, other: object) -> bool:
            return False

    return [(applying, "streams_tag", lambda streams: Anything())]


@mutant("final cursor on a cut slice")
def final_cursor() -> Sequence[Change]:
    return [_answering(lambda answer, asked: replace(answer, cursor=answer.head))]


@mutant("cut inside a commit")
def cut_inside_a_commit() -> Sequence[Change]:
    whole = pull._rows

    def cut(tx: Connection, span: pull.Span, end: pull.Cut) -> tuple[Row, ...]:
        rows = whole(tx, span, end)
        last = [row for row in rows if row.seq == rows[-1].seq]
        return rows if end.whole or len(last) == 1 else rows[:-1]

    return [(pull, "_rows", cut)]


@mutant("no boot below the floor")
def no_boot_below_the_floor() -> Sequence[Change]:
    return [(pull.Asked, "again", lambda asked: ())]


@mutant("no tombstones for booting streams")
def no_tombstones_while_booting() -> Sequence[Change]:
    def live(answer: PullResponse, asked: pull.Asked) -> PullResponse:
        booting = asked.request.booting
        rows = tuple(r for r in answer.rows if not (r.is_tombstone and r.stream in booting))
        return replace(answer, rows=rows, slices=tuple(map(_live_slice, answer.slices)))

    return [_answering(live)]


@mutant("a sequence instead of the clock")
def sequence() -> Sequence[Change]:
    """For PostgreSQL: whoever asks first has the lower number, whoever commits first is seen."""
    head = select(func.coalesce(func.max(server_schema.stream.c.head), 0)).scalar_subquery()
    clock = select(head.label("seq"), server_schema.clock.c.epoch)
    given: dict[str, int] = {}  # by epoch; like a sequence's, a number given is never taken back

    def tick(tx: Connection) -> int:
        seq, epoch = tx.execute(clock).one()
        given[epoch] = given.get(epoch, seq) + 1
        return given[epoch]

    no_clock = (checking, "_clock_faults", lambda tx, heads: iter(()))
    return [(write, "_tick", tick), (pull, "_CLOCK", clock), no_clock]


@mutant("cursor before rows")
def cursor_before_rows() -> Sequence[Change]:
    right = Replica.apply

    def apply(replica: Replica, request: PullRequest, answer: PullResponse) -> Applied:
        if answer.reset or not replica.state().made(request) or answer.epoch != request.epoch:
            return right(replica, request, answer)
        with transaction(replica._engine) as tx:
            tx.execute(update(schema.replica).values(cursor=answer.cursor))
        return right(replica, replace(request, cursor=answer.cursor), answer)

    return [(Replica, "apply", apply)]


@mutant("sweep before a boot is complete")
def early_sweep() -> Sequence[Change]:
    def take(rows: RowSet, part: Slice) -> None:
        rows.put(part.rows)
        rows.finish(part.stream)
        rows.streams[part.stream].at = None if part.done else part.to

    return [(applying, "_take_slice", take)]


@mutant("no sweep")
def no_sweep() -> Sequence[Change]:
    return [(RowSet, "finish", lambda rows, name: setattr(rows.streams[name], "at", None))]


@mutant("generation not raised on start")
def same_generation() -> Sequence[Change]:
    right = RowSet.start

    def start(rows: RowSet, name: str) -> None:
        before = rows.streams.get(name)
        generation = before.generation if before else 1
        right(rows, name)
        rows.streams[name].generation = generation

    return [(RowSet, "start", start)]


@mutant("applying a stale answer")
def stale_answer() -> Sequence[Change]:
    return [(State, "made", lambda state, request: True)]


@mutant("boot done right after the snapshot")
def done_after_snapshot() -> Sequence[Change]:
    right = Import.end

    def end(self: Import) -> None:
        right(self)
        self.rows.finish(self.stream)

    return [(Import, "end", end)]


@mutant("a snapshot's rows without the new generation")
def import_without_generation() -> Sequence[Change]:
    right, inserted = Import.put, SnapshotImport._insert

    def put(self: Import, some: Sequence[Row], *, new: bool) -> bool:
        taken = right(self, some, new=new)
        before = self.rows.streams[self.stream].generation - 1
        these = schema.row.c.key.in_([row.key for row in some])
        mine = update(schema.row).where(schema.row.c.stream == self.stream, these)
        self.tx.execute(mine.values(generation=before))
        return taken

    def insert(self: SnapshotImport, tx: Connection, some: Sequence[Row], *rest: Any) -> Any:
        found = inserted(self, tx, some, *rest)
        mine = update(schema.row).where(schema.row.c.stream == self._stream)
        these = schema.row.c.key.in_([row.key for row in some])
        tx.execute(mine.where(these).values(generation=schema.row.c.generation - 1))
        return found

    return [(Import, "put", put), (SnapshotImport, "_insert", insert)]


@mutant("not sending where a boot began")
def no_from() -> Sequence[Change]:
    right = State.request

    def request(state: State, rows: int = 2_000, *, snapshots: bool = False) -> PullRequest:
        asked = right(state, rows, snapshots=snapshots)
        booting = {name: BootPosition(at=boot.at) for name, boot in asked.booting.items()}
        return replace(asked, booting=booting)

    return [(State, "request", request)]


@mutant("an import given up without a new generation")
def given_up_quietly() -> Sequence[Change]:
    return [(applying, "give_up", lambda tx, rows, streams: None)]


@mutant("what is held back is never let go")
def never_let_go() -> Sequence[Change]:
    return [(pull.Asked, "checked", lambda asked: set())]


@mutant("no scrub")
def no_scrub() -> Sequence[Change]:
    return [(Replica, "scrub", lambda replica, blobs=None: True)]


@mutant("files of lost pages kept")
def files_kept() -> Sequence[Change]:
    kept = (Blobs, "keep_only", lambda blobs, hashes: True)
    return [kept, (Shelf, "tidy", lambda shelf: None)]


@mutant("a stream too many")
def stream_too_many() -> Sequence[Change]:
    right = viewer_streams
    return [(pull, "viewer_streams", lambda tx, person: sorted({*right(tx, person), "hr"}))]


replace = msgspec.structs.replace


def _answering(change: Callable[[PullResponse, pull.Asked], PullResponse]) -> Change:
    """Change what is answered to a request of this history."""
    right = pull._delta

    def delta(tx: Connection, asked: pull.Asked, *rest: Any) -> PullResponse:
        return change(right(tx, asked, *rest), asked)

    return pull, "_delta", delta


def _live_slice(part: Slice) -> Slice:
    return replace(part, rows=tuple(row for row in part.rows if not row.is_tombstone))

"""What a pull answers: docs/protocol.md §3, from one state of the database.

A pull with nothing new reads the clock and the heads of the viewer's streams, no row. Slices end
only where a commit ends. Who the viewer is was settled before.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby, islice
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, select

from server import problems, schema, snapshots
from server.access import viewer_streams
from wire.messages import (
    BootPosition,
    Check,
    PullRequest,
    PullResponse,
    Slice,
    SnapshotOffer,
    StreamList,
)
from wire.rows import ALL, TOMBSTONE, Row, streams_tag

MAX_ROWS: Final = 2_000
# Rows stop coming at this many bytes of bodies; the last commit may reach beyond.
SOFT_BYTES: Final = 4 * 2**20

_stream = schema.stream.c
# Asked at every pull, and therefore put together once.
_CLOCK: Final = select(schema.clock.c.seq, schema.clock.c.epoch)
_HEADS: Final = select(
    _stream.id, _stream.head, _stream.floor, _stream.n, _stream.sum, _stream.bytes
).where(_stream.id.in_(bindparam("streams", expanding=True)))


@dataclass(frozen=True, slots=True)
class Head:
    """Where a stream stands: newest seq, oldest seq with its tombstones, count, sum, bytes."""

    head: int = 0
    floor: int = 0
    n: int = 0
    sum: str = "0"
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Budget:
    """What may still travel: rows, and bytes of bodies. A commit is never cut to fit."""

    rows: int
    bytes: int

    @property
    def is_spent(self) -> bool:
        return self.rows <= 0 or self.bytes <= 0

    def less(self, sizes: Sequence[int]) -> Budget:
        return Budget(self.rows - len(sizes), self.bytes - sum(sizes))


NOTHING: Final = Budget(0, 0)


@dataclass(frozen=True, slots=True)
class Cut:
    """How far one part of an answer goes: up to and including ``to``; ``whole`` if to its end."""

    to: int
    whole: bool
    left: Budget


@dataclass(frozen=True, slots=True)
class Span:
    """The rows of some streams with ``after < seq <= to``."""

    streams: Sequence[str]
    after: int
    to: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that is of this server's history, with what it is about."""

    request: PullRequest
    cursor: int
    head: int
    epoch: str
    heads: Mapping[str, Head]

    @property
    def holds_others(self) -> bool:
        """Whether the client holds other streams than it may."""
        return self.request.streams != streams_tag(self.heads)

    def again(self) -> tuple[str, ...]:
        """The streams whose tombstones the client has missed."""
        return tuple(s for s, head in self.heads.items() if self._has_missed(s, head.floor))

    def _has_missed(self, stream: str, floor: int) -> bool:
        boot = self.request.booting.get(stream)
        return self.cursor < floor or (boot is not None and 0 < boot.start < floor)

    def changed(self) -> list[str]:
        return [s for s, head in self.heads.items() if head.head > self.cursor]

    def checked(self) -> set[str]:
        """The streams whose count and sum the client asks for."""
        return self.heads.keys() & set(self.request.check)

    def booting(self) -> list[tuple[str, BootPosition]]:
        """What boots, people first: pages name them."""
        held = [(s, boot) for s, boot in self.request.booting.items() if s in self.heads]
        return sorted(held, key=lambda pair: (pair[0] != ALL, pair[0]))


def pull(
    tx: Connection, person: str, request: PullRequest, wait: int, *, standby: bool = False
) -> PullResponse:
    """Answer one pull; ``wait`` is in seconds and says when to ask again, once at head.

    A cursor above the clock is of another history; on a ``standby`` it is of this one's future,
    and a problem of 503.
    """
    clock = tx.execute(_CLOCK).one()
    heads = stream_heads(tx, viewer_streams(tx, person))
    cursor = request.cursor
    if standby and request.epoch == clock.epoch and (cursor or 0) > clock.seq:
        raise problems.unavailable("This copy of the database is behind what the client holds.")
    if request.epoch != clock.epoch or cursor is None or not 0 <= cursor <= clock.seq:
        return _reset(clock.seq, clock.epoch, heads)
    asked = Asked(request, cursor, clock.seq, clock.epoch, heads)
    again = asked.again()
    wanted = request.booting or asked.checked()
    if not (asked.holds_others or wanted or again or asked.changed()):
        return PullResponse(epoch=clock.epoch, cursor=cursor, unchanged=True, wait=wait)
    return _delta(tx, asked, again, wait)


def stream_heads(tx: Connection, streams: Sequence[str]) -> dict[str, Head]:
    """Where each of these streams stands; one that has never been written is at 0."""
    found = tx.execute(_HEADS, {"streams": streams})
    known = {identity: Head(*stands) for identity, *stands in found}
    return {stream: known.get(stream, Head()) for stream in streams}


def _reset(head: int, epoch: str, heads: Mapping[str, Head]) -> PullResponse:
    return PullResponse(
        epoch=epoch, cursor=head, head=head, reset=True, more=True, streams=_listed(heads)
    )


def _listed(heads: Mapping[str, Head]) -> StreamList:
    return StreamList(tag=streams_tag(heads), ids=tuple(sorted(heads)))


def _delta(tx: Connection, asked: Asked, again: tuple[str, ...], wait: int) -> PullResponse:
    budget = Budget(min(max(asked.request.rows, 1), MAX_ROWS), SOFT_BYTES)
    newer = Span(asked.changed(), asked.cursor, asked.head)
    cut = _cut(tx, newer, budget)
    boot = _offers(tx, asked, again)
    slices, all_booted = _slices(tx, asked, {*again, *boot}, budget)
    more = not (cut.whole and all_booted) or bool(again or boot)
    return PullResponse(
        epoch=asked.epoch,
        cursor=cut.to,
        head=asked.head,
        more=more,
        wait=0 if more or asked.holds_others else wait,
        streams=_listed(asked.heads) if asked.holds_others else None,
        again=again,
        rows=_rows(tx, newer, cut),
        slices=slices,
        boot=boot,
        check=_checks(asked, slices) if cut.whole else {},
    )


def _offers(tx: Connection, asked: Asked, again: tuple[str, ...]) -> dict[str, SnapshotOffer]:
    """A snapshot for each stream that is at the very beginning, where there is one."""
    if not asked.request.snapshots:
        return {}
    floors = {
        stream: asked.heads[stream].floor
        for stream, boot in asked.booting()
        if boot.at == boot.start == 0 and stream not in again
    }
    return snapshots.offers(tx, floors, asked.cursor)


def _slices(
    tx: Connection, asked: Asked, without: Container[str], budget: Budget
) -> tuple[tuple[Slice, ...], bool]:
    """The next part of each booting stream, as far as the budget goes, and whether that is all.

    ``without`` get none: a stream that must boot again, whose position is about to be forgotten,
    and one that begins with a snapshot.
    """
    slices: list[Slice] = []
    for stream, boot in asked.booting():
        if stream in without or boot.at > asked.cursor:
            continue
        if budget.is_spent:
            return tuple(slices), False
        span = Span([stream], max(boot.at, 0), asked.cursor)
        cut = _cut(tx, span, budget)
        rows = _rows(tx, span, cut)
        slices.append(Slice(stream=stream, to=cut.to, done=cut.whole, rows=rows))
        if not cut.whole:
            return tuple(slices), False
        # People can be searched once their stream is whole: no page holds that answer up.
        budget = NOTHING if stream == ALL and rows else cut.left
    return tuple(slices), True


def _checks(asked: Asked, slices: Sequence[Slice]) -> dict[str, Check]:
    """What the client can compare: streams that are whole with this answer, at head."""
    done = {part.stream for part in slices if part.done}
    told = {*asked.changed(), *asked.checked(), *done}
    heads = asked.heads
    return {stream: Check(heads[stream].n, heads[stream].sum) for stream in sorted(told)}


def _cut(tx: Connection, span: Span, budget: Budget) -> Cut:
    """Find the last commit that still fits into ``budget``, but at least one.

    Looks at sizes only, so that no body is read that does not travel.
    """
    sizes = _sizes(tx, span, budget.rows + 1)
    left, reached = budget, span.after
    for seq, commit in groupby(sizes, key=lambda pair: pair[0]):
        after = left.less([size for _, size in commit])
        if reached > span.after and (after.rows < 0 or left.bytes <= 0):
            return Cut(reached, False, left)
        reached, left = seq, after
    # One commit may fill the window by itself: it travels whole, and there may be more behind it.
    whole = len(sizes) <= budget.rows
    return Cut(span.to if whole else reached, whole, left)


def _sizes(tx: Connection, span: Span, limit: int) -> list[tuple[int, int]]:
    """Seq and size of the first rows of a span. Stream by stream, so that an index orders them."""
    row = schema.row.c
    size = func.coalesce(func.length(row.body), 0)
    query = select(row.seq, size).order_by(row.seq).limit(limit)
    found = [tx.execute(query.where(_within(span, [stream]))) for stream in span.streams]
    by_stream = [[(seq, length) for seq, length in rows] for rows in found]
    return list(islice(merge(*by_stream), limit))


def _rows(tx: Connection, span: Span, cut: Cut) -> tuple[Row, ...]:
    row = schema.row.c
    query = select(row.stream, row.key, row.seq, row.kind, row.body)
    here = query.where(_within(span, span.streams), row.seq <= cut.to)
    ordered = here.order_by(row.seq, row.stream, row.key)
    return tuple(as_row(*found) for found in tx.execute(ordered))


def _within(span: Span, streams: Sequence[str]) -> ColumnElement[bool]:
    row = schema.row.c
    return and_(row.stream.in_(streams), row.seq > span.after, row.seq <= span.to)


def as_row(stream: str, key: str, seq: int, kind: str, body: bytes | None) -> Row:
    """A stored row as it travels; a null body is a tombstone."""
    return Row(stream, key, seq, kind, TOMBSTONE if body is None else msgspec.Raw(body))

"""One answer of a pull, applied to the rows: the client's half of the protocol.

It runs inside a transaction of the caller, and must not know about records or the index.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desktop.errors import ProtocolMismatch
from desktop.store.guard import settle
from desktop.store.importing import give_up
from desktop.store.rowset import RowSet
from desktop.store.state import State
from wire.messages import Check, PullResponse, Slice, StreamList
from wire.rows import Row, streams_tag

log = logging.getLogger(__name__)

LARGEST = 2**63 - 1
MEND_AT_MOST = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the answer did to the streams, and where the replica now stands."""

    epoch: str
    cursor: int
    purged: tuple[str, ...] = ()
    mismatched: tuple[str, ...] = ()
    refused: Mapping[str, int] = field(default_factory=dict)


def apply_answer(
    rows: RowSet, state: State, answer: PullResponse, now: datetime, unproven: dict[str, int]
) -> Outcome:
    """Take ``answer`` in, which answers the request that ``state`` made.

    ``unproven`` counts what was deleted in this pass without a check (see ``guard``).

    Raises ``ProtocolMismatch`` before anything is changed if the answer cannot be true.
    """
    _verify(state, answer)
    purged = _follow_list(rows, answer.streams)
    give_up(rows.tx, rows, purged)
    if answer.reset:
        for name in list(rows.streams):
            rows.start(name)
        return Outcome(epoch=answer.epoch, cursor=answer.cursor, purged=purged)
    _refuse_unheld(rows, answer)
    again = [name for name in answer.again if name in rows.streams]
    for name in again:
        rows.start(name)
    slices = [s for s in answer.slices if s.stream in state.booting and s.stream not in again]
    # Before any row is put: what comes now is of the new generation, and must outlive its sweep.
    give_up(rows.tx, rows, [part.stream for part in slices])
    rows.put(answer.rows)
    for part in slices:
        _take_slice(rows, part)
    refused = settle(rows, answer.check, unproven)
    return Outcome(
        epoch=answer.epoch,
        cursor=answer.cursor,
        purged=purged,
        mismatched=_compare(rows, answer.check, now),
        refused=refused,
    )


def _verify(state: State, answer: PullResponse) -> None:
    if answer.streams is not None and streams_tag(answer.streams.ids) != answer.streams.tag:
        _refuse("its list of streams is not whole")
    if answer.reset:
        if answer.streams is None:
            _refuse("it starts everything again and names no streams")
    elif answer.epoch != state.epoch or state.cursor is None:
        _refuse("it speaks of another history")
    elif answer.cursor < state.cursor:
        _refuse("it goes backwards")
    if 0 < answer.head < answer.cursor:  # an answer with nothing new names no head
        _refuse("it claims an older head than it has come to")
    if not all(0 <= seq <= LARGEST for seq in _numbers(answer)):
        _refuse("a number in it is out of range")
    _verify_rows(state, answer)


def _verify_rows(state: State, answer: PullResponse) -> None:
    # A seq beyond what the answer is complete to would for ever count as newer than the truth.
    if any(row.seq > answer.cursor for row in _all_rows(answer)):
        _refuse("it brings rows from beyond its own end")
    if len({part.stream for part in answer.slices}) != len(answer.slices):
        _refuse("it brings two slices of one stream")
    for part in answer.slices:
        boot = state.booting.get(part.stream)
        if boot is not None and not boot.at <= part.to <= answer.cursor:
            _refuse("a slice of it goes backwards, or beyond its end")


def _numbers(answer: PullResponse) -> Iterable[int]:
    yield answer.cursor
    yield from (row.seq for row in _all_rows(answer))
    yield from (part.to for part in answer.slices)


def _all_rows(answer: PullResponse) -> Iterable[Row]:
    yield from answer.rows
    for part in answer.slices:
        yield from part.rows


def _refuse_unheld(rows: RowSet, answer: PullResponse) -> None:
    named = {row.stream for row in _all_rows(answer)} | {part.stream for part in answer.slices}
    if named - rows.streams.keys() or any(
        row.stream != part.stream for part in answer.slices for row in part.rows
    ):
        _refuse("it brings rows of streams it did not list")


def _refuse(why: str) -> None:
    raise ProtocolMismatch(f"The server's answer cannot be right: {why}. Nothing was changed.")


def _follow_list(rows: RowSet, listed: StreamList | None) -> tuple[str, ...]:
    if listed is None:
        return ()
    lost = sorted(rows.streams.keys() - set(listed.ids))
    rows.purge(lost)
    for name in listed.ids:
        if name not in rows.streams:
            rows.start(name)
    return tuple(lost)


def _take_slice(rows: RowSet, part: Slice) -> None:
    rows.put(part.rows)
    rows.streams[part.stream].at = part.to
    if part.done:
        rows.finish(part.stream)


def _compare(rows: RowSet, checks: dict[str, Check], now: datetime) -> tuple[str, ...]:
    """Find streams whose rows are not the server's, and fill them anew, once a day at most."""
    wrong = []
    for name, check in checks.items():
        held = rows.streams.get(name)
        if held is None or held.at is not None:
            continue
        if (held.n, str(held.sum)) != (check.n, check.sum):
            log.error("stream %s holds %d rows, the server %d", name, held.n, check.n)
            wrong.append(name)
            if held.mended_at is None or _long_ago(held.mended_at, now):
                held.mended_at = now.isoformat()
                rows.start(name)
    return tuple(wrong)


def _long_ago(then: str, now: datetime) -> bool:
    # To either side: a clock that was wrong once must not put it off for years.
    return abs(now - datetime.fromisoformat(then)) >= MEND_AT_MOST

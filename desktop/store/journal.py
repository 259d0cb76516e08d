"""What passes came to and what they cost, kept in the outbox's file: a new replica forgets neither.

It must not know how a pass works, nor what a budget allows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, fields
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, text

from desktop.passes import CUT, WELL, DayUsage, PassRecord
from desktop.records import SyncReport
from desktop.store.engine import reading, transaction

KEPT: Final = 50

_COLUMNS: Final = ", ".join(field.name for field in fields(PassRecord))
_LAST: Final = text(f"SELECT {_COLUMNS} FROM pass ORDER BY number DESC LIMIT :most")
_SET: Final = ", ".join(f"{field.name} = :{field.name}" for field in fields(PassRecord))
_UPDATE: Final = text(f"UPDATE pass SET {_SET} WHERE number = :number")
_INSERT: Final = text(
    f"INSERT INTO pass ({_COLUMNS}) VALUES ({', '.join(f':{f.name}' for f in fields(PassRecord))})"
)
_FORGET: Final = text("DELETE FROM pass WHERE number <= :number")
_USAGE: Final = text("SELECT day, rows, blobs, free FROM usage")
_KEEP_USAGE: Final = text("INSERT OR REPLACE INTO usage VALUES (1, :day, :rows, :blobs, :free)")


def local_now() -> datetime:
    """The clock that is used where none is passed in; its date is the calendar's here."""
    return datetime.now(UTC).astimezone()


class Journal:
    """The last passes, newest first, and the bytes of today."""

    def __init__(self, engine: Engine, *, now: Callable[[], datetime] = local_now) -> None:
        self._engine = engine
        self._now = now

    def begin(self) -> int:
        """Note that a pass begins; returns its number. Until ``end`` it counts as cut."""
        stamp = self._stamp()
        begun = PassRecord(began=stamp, ended=stamp, outcome=CUT)
        with transaction(self._engine) as tx:
            number = tx.execute(_INSERT, _values(begun)).lastrowid
            tx.execute(_FORGET, {"number": number - KEPT})
        return int(number)

    def end(self, number: int, outcome: str, report: SyncReport) -> None:
        """Note how pass ``number`` ended, and what came.

        One that failed as the pass before did joins it, so that a night without a network is
        one line.
        """
        with transaction(self._engine) as tx:
            before, begun = _pair(tx, number)
            ended = _record(begun.began, self._stamp(), outcome, report)
            if before is not None and outcome != WELL and before.outcome == outcome:
                joined = _joined(before, ended)
                tx.execute(text("DELETE FROM pass WHERE number = :number"), {"number": number})
                last = text("SELECT max(number) FROM pass")
                tx.execute(_UPDATE, {**_values(joined), "number": tx.scalar(last)})
            else:
                tx.execute(_UPDATE, {**_values(ended), "number": number})

    def passes(self, most: int = KEPT) -> tuple[PassRecord, ...]:
        """The last passes, newest first."""
        with reading(self._engine) as tx:
            return _read(tx, most)

    def usage(self) -> DayUsage:
        """What came today."""
        with reading(self._engine) as tx:
            return _usage(tx, self._now().date())

    def spend(self, *, rows: int = 0, blobs: int = 0, free: int = 0) -> DayUsage:
        """Count bytes that came; returns what came today. Kept at once: a kill forgets nothing."""
        with transaction(self._engine) as tx:
            held = _usage(tx, self._now().date())
            spent = DayUsage(
                day=held.day,
                rows=held.rows + rows,
                blobs=held.blobs + blobs,
                free=held.free + free,
            )
            day, *counts = astuple(spent)
            names = ("rows", "blobs", "free")
            tx.execute(
                _KEEP_USAGE, {"day": day.isoformat(), **dict(zip(names, counts, strict=True))}
            )
        return spent

    def _stamp(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="seconds")


def _usage(tx: Connection, today: date) -> DayUsage:
    found = tx.execute(_USAGE).one_or_none() if _is_made(tx) else None
    if found is None:
        return DayUsage(day=today)
    day, rows, blobs, free = found
    return DayUsage(day=date.fromisoformat(day), rows=rows, blobs=blobs, free=free).on(today)


def _is_made(tx: Connection) -> bool:
    """Whether the file has these tables; one of an older version that cannot be written has not."""
    return bool(tx.dialect.has_table(tx, "pass"))


def _read(tx: Connection, most: int) -> tuple[PassRecord, ...]:
    if not _is_made(tx):
        return ()
    found = tx.execute(_LAST, {"most": most}).mappings()
    return tuple(PassRecord(**{**one, "rows_waiting": bool(one["rows_waiting"])}) for one in found)


def _pair(tx: Connection, number: int) -> tuple[PassRecord | None, PassRecord]:
    """The pass before the one that ends, if there is one, and that one itself."""
    begun, *before = _read(tx, 2)
    return (before[0] if before else None), begun


def _record(began: str, ended: str, outcome: str, report: SyncReport) -> PassRecord:
    return PassRecord(
        began=began,
        ended=ended,
        outcome=outcome,
        rows=report.rows,
        bytes=report.bytes,
        blobs=report.blobs,
        photos_waiting=report.photos_waiting,
        rows_waiting=report.rows_waiting,
    )


def _joined(before: PassRecord, ended: PassRecord) -> PassRecord:
    return PassRecord(
        began=before.began,
        ended=ended.ended,
        outcome=ended.outcome,
        times=before.times + 1,
        rows=before.rows + ended.rows,
        bytes=before.bytes + ended.bytes,
        blobs=before.blobs + ended.blobs,
        photos_waiting=ended.photos_waiting,
        rows_waiting=ended.rows_waiting,
    )


def _values(record: PassRecord) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(PassRecord)}

"""No mass deletion on anybody's word alone.

What a server wants gone goes at once where it is little. Where it is much, the rows stay until
the server's count and sum of the stream agree with what would be left: a right deletion always
can show that, and an emptied database, a wrong filter or a sum of other rows cannot. An empty
stream is shown by tombstones only: that nothing came proves nothing.

Held back rows are marked by a generation that no boot has, so that any row that comes for their
key takes the mark away.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Select, exists, select

from desktop.store.rowset import Held, RowSet
from desktop.store.schema import row as row_table
from desktop.store.schema import stream as stream_table
from wire.messages import Check
from wire.rows import SUM_MODULUS, row_digest

log = logging.getLogger(__name__)

FEW: Final = 50
SHARE: Final = 0.05
NAMED, SWEPT, KEPT = -1, -2, 0  # generations

_MARK: Final = "UPDATE row SET generation = ? WHERE key = ? AND stream = ?"
_UNMARK: Final = "UPDATE row SET generation = ? WHERE stream = ? AND generation < 0"


@dataclass(frozen=True, slots=True)
class _Going:
    """The rows of a stream that are to go, with the seq of each key."""

    named: Mapping[str, int]
    swept: Mapping[str, int]

    def all(self) -> dict[str, int]:
        return {**self.swept, **self.named}

    def fits(self, held: Held, check: Check, few: bool) -> bool:
        """Whether the server holds exactly what would be left."""
        if check.n == 0 and self.swept and not few:
            return False
        gone = self.all()
        total = held.sum - sum(row_digest(key, seq) for key, seq in gone.items())
        return (held.n - len(gone), str(total % SUM_MODULUS)) == (check.n, check.sum)


def settle(rows: RowSet, checks: Mapping[str, Check], unproven: dict[str, int]) -> dict[str, int]:
    """Let go what may go, hold back the rest, and return how many rows of each stream are kept
    because the server's check does not fit.

    ``unproven`` counts, by stream, the rows that went in this pass without a check.
    """
    refused = {}
    held_back = _held_back(rows.tx)
    for name in sorted(rows.named.keys() | rows.swept.keys() | held_back):
        held = rows.streams[name]
        going = _going(rows, name, marked=name in held_back)
        gone, before = going.all(), unproven.get(name, 0)
        few = before + len(gone) <= max(FEW, int(SHARE * (held.n + before)))
        check = checks.get(name) if held.at is None else None
        fits = check is not None and going.fits(held, check, few)
        if few or fits:
            rows.remove(name, gone)
            unproven[name] = 0 if fits else before + len(gone)
        elif check is None:
            _mark(rows, name)
        else:
            refused[name] = len(gone)
            log.error("stream %s: %d rows are not deleted, the check does not fit", name, len(gone))
            rows.tx.exec_driver_sql(_UNMARK, (KEPT, name))
    return refused


def held_back(tx: Connection) -> frozenset[str]:
    """The streams with rows that are held back, and whose check is wanted: those not booting."""
    return frozenset(tx.scalars(_marked_streams().where(stream_table.c.at.is_(None))))


def _held_back(tx: Connection) -> set[str]:
    return set(tx.scalars(_marked_streams()))


def _marked_streams() -> Select[tuple[str]]:
    marked = (row_table.c.stream == stream_table.c.id) & (row_table.c.generation < KEPT)
    return select(stream_table.c.id).where(exists().where(marked))


def _going(rows: RowSet, name: str, *, marked: bool) -> _Going:
    named, swept = dict(rows.named.get(name, {})), dict(rows.swept.get(name, {}))
    if marked:
        columns = select(row_table.c.key, row_table.c.seq, row_table.c.generation)
        mine = (row_table.c.stream == name) & (row_table.c.generation < KEPT)
        for key, seq, generation in rows.tx.execute(columns.where(mine)):
            (named if generation == NAMED else swept)[key] = seq
    return _Going(named, {key: seq for key, seq in swept.items() if key not in named})


def _mark(rows: RowSet, name: str) -> None:
    """Hold back what is to go, until a check comes."""
    named, swept = rows.named.get(name, {}), rows.swept.get(name, {})
    values = [(NAMED, key, name) for key in named]
    values += [(SWEPT, key, name) for key in swept if key not in named]
    if values:
        rows.tx.exec_driver_sql(_MARK, values)

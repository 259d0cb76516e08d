"""One snapshot taken into the replica: rows, records, index and position, batch by batch.

Each batch is one transaction, so that a kill loses one at most. It must not know how a snapshot
is fetched or unpacked.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Engine, func, update

from desktop.store import schema
from desktop.store.applied import Applied, count_unreadable, named_changes
from desktop.store.deriving import derive
from desktop.store.engine import transaction
from desktop.store.importing import Import, give_up
from desktop.store.index import Index
from desktop.store.rowset import RowSet
from desktop.store.state import load_state
from wire.messages import SnapshotOffer
from wire.rows import Row


class SnapshotImport:
    """The import of ``offer`` into ``stream``; the caller holds the sync lock."""

    def __init__(self, engine: Engine, index: Index, stream: str, offer: SnapshotOffer) -> None:
        self._engine = engine
        self._index = index
        self._stream = stream
        self._offer = offer

    def begin(self) -> int | None:
        """Begin, or go on; return how many rows are in already.

        ``None`` where the stream is not at the beginning of a boot: nothing is to be imported.
        """
        with transaction(self._engine) as tx:
            rows = RowSet.load(tx)
            done = Import(tx, rows, self._stream, self._offer).begin(load_state(tx).cursor)
            rows.store()
        return done

    def put(self, some: Sequence[Row], *, last: bool) -> Applied:
        """Take in the next rows; ``last`` ends the import, and slices go on from there.

        Raises ``ProtocolMismatch``, with nothing changed, for rows that cannot be right.
        """
        with transaction(self._engine) as tx:
            rows = RowSet.load(tx)
            under_way = Import(tx, rows, self._stream, self._offer)
            if not under_way.put(some, load_state(tx).cursor):
                return Applied(stale=True)
            if last:
                under_way.end()
            rows.store()
            derive(tx, self._index, rows.touched)
            one = schema.replica.c
            owed = func.max(one.scrub_owed, rows.withdrawn)
            values = {one.applied: one.applied + 1, one.up_to_date: False, one.scrub_owed: owed}
            tx.execute(update(schema.replica).values(values))
            unreadable = count_unreadable(tx)
        return Applied(rows=len(some), unreadable=unreadable, changes=named_changes(rows.touched))

    def give_up(self) -> None:
        """Make nothing of what came: the stream is filled from its beginning in another way."""
        with transaction(self._engine) as tx:
            rows = RowSet.load(tx)
            give_up(tx, rows, [self._stream])
            rows.store()

"""One snapshot taken into the replica: rows, records, index and position, batch by batch.

Each batch is one transaction, so that a kill loses one at most. It must not know how a snapshot
is fetched or unpacked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, Engine, func, update
from sqlalchemy.exc import IntegrityError

from desktop.errors import ProtocolMismatch
from desktop.store import schema
from desktop.store.applied import Applied, count_unreadable, named_changes
from desktop.store.deriving import derive
from desktop.store.engine import transaction
from desktop.store.importing import Import, give_up
from desktop.store.index import Index
from desktop.store.loading import Loading
from desktop.store.rowset import RowSet
from desktop.store.state import load_state
from wire.messages import SnapshotOffer
from wire.rows import Row

TWICE: Final = "A row came that was here already. It is fetched again."


class SnapshotImport:
    """The import of ``offer`` into ``stream``; the caller holds the sync lock."""

    def __init__(self, engine: Engine, index: Index, stream: str, offer: SnapshotOffer) -> None:
        self._engine = engine
        self._index = index
        self._stream = stream
        self._offer = offer
        self._loading: Loading | None = None

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
            new = under_way.is_alone(load_state(tx).cursor)
            if not under_way.put(some, new=new):
                return Applied(stale=True)
            if last:
                under_way.end()
            rows.store()
            # What a load remembers is worth nothing if the transaction comes to nothing.
            loading, self._loading = self._loading, None
            if new:
                loading = loading or Loading(tx, self._index, self._offer.rows)
                _put(loading, tx, some, rows.streams[self._stream].generation)
            else:
                derive(tx, self._index, rows.touched)
            one = schema.replica.c
            owed = func.max(one.scrub_owed, rows.withdrawn)
            values = {one.applied: one.applied + 1, one.up_to_date: False, one.scrub_owed: owed}
            tx.execute(update(schema.replica).values(values))
            unreadable = count_unreadable(tx)
        self._loading = loading if new else None
        return Applied(rows=len(some), unreadable=unreadable, changes=named_changes(rows.touched))

    def give_up(self) -> None:
        """Make nothing of what came: the stream is filled from its beginning in another way."""
        with transaction(self._engine) as tx:
            rows = RowSet.load(tx)
            give_up(tx, rows, [self._stream])
            rows.store()


def _put(loading: Loading, tx: Connection, some: Sequence[Row], generation: int) -> None:
    try:
        loading.put(tx, some, generation)
    except IntegrityError as error:
        raise ProtocolMismatch(TWICE) from error

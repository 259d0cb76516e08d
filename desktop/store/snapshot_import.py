"""One snapshot taken into the replica, in two stages of many transactions each.

First the rows come in, and people are found by their names; then records and index are made of
them. A kill loses one transaction at most. It must not know how a snapshot is fetched or unpacked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import Connection, Engine, func, update
from sqlalchemy.exc import IntegrityError

from desktop.errors import ProtocolMismatch
from desktop.store import schema
from desktop.store.applied import Applied, count_unreadable, named_changes
from desktop.store.bodies import StoredRow, stray_rows
from desktop.store.deriving import derive, with_records
from desktop.store.engine import reading, transaction
from desktop.store.importing import Import, give_up
from desktop.store.index import Index
from desktop.store.loading import Loading, few, underived
from desktop.store.naming import READ, Naming
from desktop.store.preparer import AtOnce, Preparer, PreparerLost
from desktop.store.rowset import RowSet
from desktop.store.state import load_state
from desktop.store.writer import Writer
from wire.messages import SnapshotOffer
from wire.rows import ALL, Row

TWICE: Final = "A row came that was here already. It is fetched again."
AT_ONCE: Final = 2_000  # things prepared together
DERIVED: Final = 12_000  # things in one transaction


class SnapshotImport:
    """The import of ``offer`` into ``stream``; the caller holds the sync lock."""

    def __init__(self, engine: Engine, index: Index, stream: str, offer: SnapshotOffer) -> None:
        self._engine = engine
        self._index = index
        self._stream = stream
        self._offer = offer
        self._naming: Preparer | None = None  # that has what it must remember of this import

    def begin(self) -> int | None:
        """Begin, or go on; return how many rows are in already.

        ``None`` where the stream is not at the beginning of a boot: nothing is to be imported.
        """
        with transaction(self._engine) as tx:
            rows = RowSet.load(tx)
            done = self._import(tx, rows).begin(load_state(tx).cursor)
            rows.store()
        return done

    def put(self, some: Sequence[Row], preparer: Preparer | None = None) -> Applied:
        """Take in the next rows, and the names of people among them.

        Raises ``ProtocolMismatch``, with nothing changed, for rows that cannot be right.
        """
        with transaction(self._engine) as tx:
            rows = RowSet.load(tx)
            under_way = self._import(tx, rows)
            new = under_way.is_alone(load_state(tx).cursor)
            if not under_way.put(some, new=new):
                return Applied(stale=True)
            rows.store()
            # What it remembers is worth nothing if the transaction comes to nothing.
            naming, self._naming = self._naming, None
            if new:
                naming = self._insert(tx, some, rows, naming or self._beginning(tx, preparer))
            else:
                derive(tx, self._index, rows.touched)
            unreadable = _count(tx, rows)
        self._naming = naming if new else None
        return Applied(rows=len(some), unreadable=unreadable, changes=named_changes(rows.touched))

    def derive(self, preparer: Preparer | None = None) -> Iterator[tuple[float, Applied]]:
        """Make records and index of all rows that are in; then slices go on from there.

        Yields after each transaction what it did, and which share of the things is behind.
        """
        with reading(self._engine) as tx:
            entities = underived(tx, self._stream)
        loading, done = Loading(self._index, entities, preparer, at_once=AT_ONCE), 0
        while True:
            with transaction(self._engine) as tx:
                rows = RowSet.load(tx)
                under_way = self._import(tx, rows)
                if not under_way.is_under_way():
                    yield 1.0, Applied(stale=True)
                    return
                touched = self._derive(tx, loading)
                if loading.is_done:
                    under_way.end()
                    rows.store()
                unreadable = _count(tx, rows)
            done += len(touched)
            changes = named_changes(set(touched))
            share = 1.0 if loading.is_done else done / len(entities)
            yield share, Applied(unreadable=unreadable, changes=changes)
            if loading.is_done:
                return

    def give_up(self) -> None:
        """Make nothing of what came: the stream is filled from its beginning in another way."""
        with transaction(self._engine) as tx:
            rows = RowSet.load(tx)
            give_up(tx, rows, [self._stream])
            rows.store()

    def _import(self, tx: Connection, rows: RowSet) -> Import:
        return Import(tx, rows, self._stream, self._offer)

    def _beginning(self, tx: Connection, preparer: Preparer | None) -> Preparer | None:
        """Who is to name people, where that is worth it."""
        if self._stream != ALL or few(tx, self._index, self._offer.rows):
            return None
        preparer = preparer or AtOnce()
        preparer.begin(Naming(self._index.load(tx)))
        return preparer

    def _insert(
        self, tx: Connection, some: Sequence[Row], rows: RowSet, naming: Preparer | None
    ) -> Preparer | None:
        """Insert rows of which none is here yet; what had records already is derived at once."""
        generation = rows.streams[self._stream].generation
        stored = [StoredRow(o.seq, o.stream, o.key, o.kind, bytes(o.body)) for o in some]
        raw = [(o.key, o.stream, o.seq, generation, o.kind, o.body) for o in stored]
        if naming is not None:
            naming.submit((), [one for one in stored if one.kind in READ])
        try:
            with Writer(tx) as writer:
                writer.insert([("INSERT INTO row VALUES", raw), stray_rows(some)])
        except IntegrityError as error:
            raise ProtocolMismatch(TWICE) from error
        if naming is not None:
            naming = self._name(tx, naming, stored)
        known = with_records(tx, rows.touched)
        if known:
            derive(tx, self._index, known)
        return None if known else naming

    def _name(self, tx: Connection, naming: Preparer, stored: Sequence[StoredRow]) -> Preparer:
        try:
            prepared = naming.result()
        except PreparerLost:
            naming = AtOnce()
            naming.begin(Naming(self._index.load(tx)))
            naming.submit((), [one for one in stored if one.kind in READ])
            prepared = naming.result()
        for statement, values in prepared.chunks:
            tx.exec_driver_sql(statement, values)
        return naming

    def _derive(self, tx: Connection, loading: Loading) -> list[str]:
        touched: list[str] = []
        while len(touched) < DERIVED and not loading.is_done:
            touched += loading.write(tx)
        return touched


def _count(tx: Connection, rows: RowSet) -> int:
    """Count the answer, and return how many rows here cannot be read."""
    one = schema.replica.c
    owed = func.max(one.scrub_owed, rows.withdrawn)
    values = {one.applied: one.applied + 1, one.up_to_date: False, one.scrub_owed: owed}
    tx.execute(update(schema.replica).values(values))
    return count_unreadable(tx)

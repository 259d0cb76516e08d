"""What must hold of one replica: at any moment, after a pass, and when all faults are over."""

from __future__ import annotations

from sqlalchemy import Connection

from desktop.search.contents import indexed_keys
from desktop.store import records_schema
from desktop.store.agreement import damaged_indexes, wrong_documents, wrong_records, wrong_sums
from desktop.store.deriving import all_entities, derive
from desktop.store.engine import reading, transaction
from desktop.store.index import Index
from desktop.store.loading import derive_all
from tests.desktop.dump import dump, raw_files
from tests.desktop.replicas import KEY, DocumentTable
from tests.faults.convergence.device import Device, Glance, Rows
from tests.faults.convergence.oracle import CANARY, Oracle, Stored
from tests.faults.convergence.world import require

DERIVED = ("record", "relation", "blob_ref", "unreadable")


class Watch:
    """Looks at one replica over and over, and remembers how far it had come."""

    def __init__(self, device: Device, oracle: Oracle) -> None:
        self.device = device
        self.oracle = oracle
        self._epoch: str | None = None
        self._cursor = 0
        self._rows: Rows = {}

    def look(self) -> None:
        """At any moment: the prefix is whole, and the cursor has not gone back."""
        state = self.device.glance()
        if state.epoch == self._epoch:
            back = state.cursor < self._cursor
            require(not back, "the cursor never goes back:", state.cursor, "after", self._cursor)
        self._epoch, self._cursor = state.epoch, state.cursor
        rows = self.device.rows()
        if state.epoch == self.oracle.now.epoch:
            self._require_prefix(state, rows)
        self._require_readable(state, rows)
        self._rows = rows

    def _require_readable(self, state: Glance, rows: Rows) -> None:
        """What was here before, and is right, stays: also while its stream boots again.

        Right is what the history says that the replica is of: a late answer may still be of one
        that a restore has cut off.
        """
        history = self.oracle.history(state.epoch)
        for place in self._rows.keys() - rows.keys():
            mine, right = self._rows[place], history.rows.get(place)
            same = right is not None and mine == (right.seq, right.kind, right.body)
            lost = same and place[0] in state.streams
            require(not lost, "until a boot is complete all stays readable:", place)

    def _require_prefix(self, state: Glance, rows: Rows) -> None:
        now, cursor = self.oracle.now, state.cursor
        whole = {
            stream
            for stream in state.streams - state.booting
            if now.floors.get(stream, 0) <= cursor
        }
        waiting = self.device.held_back()
        held = {p: row for p, row in rows.items() if p[0] in whole and p not in waiting}
        for place, row in now.rows.items():
            if place[0] not in whole or place in waiting:
                continue
            mine = held.pop(place, None)
            if row.seq <= cursor:
                right = None if row.body is None else (row.seq, row.kind, row.body)
                require(mine == right, "up to its cursor a replica is whole:", place, mine, right)
        require(not held, "a replica holds nothing that is not there:", sorted(held))

    def require_synced(self) -> None:
        """After a pass that the server answered as it stands: nothing is missing or too much."""
        state, oracle = self.device.glance(), self.oracle
        streams = oracle.streams_of(self.device.viewer)
        require(tuple(sorted(state.streams)) == streams, "a viewer holds their streams", streams)
        require(not state.booting, "after a pass nothing boots:", state.booting)
        require(state.cursor <= oracle.now.seq, "no cursor is ahead of the clock")
        require(_same(self.device.rows(), oracle.live(streams)), "rows are the server's rows")

    def require_clean(self, *, to_the_byte: bool) -> None:
        """Nothing on disk is of a place that is not this viewer's, or no longer there."""
        require(not self.device.store.replica.scrub_owed(), "nothing is owed after a pass")
        state = self.device.glance()
        kept = self.oracle.may_be_kept(state.streams)
        found = set(CANARY.findall(dump(self.device.home, KEY).encode()))
        require(found <= kept, "no leak at rest: a table holds", sorted(found - kept))
        if to_the_byte:
            for name, content in raw_files(self.device.home).items():
                plain = CANARY.findall(content)
                require(not plain, "nothing lies on the disk in the clear:", name, plain)

    def require_agreement(self) -> None:
        """Sums, records and index are those of the rows."""
        store = self.device.store
        with reading(store.engine) as tx:
            require(wrong_sums(tx) == [], "counts and sums are those of the rows")
            require(wrong_records(tx) == 0, "every thing has its record")
            require(wrong_documents(tx, indexed_keys(tx)) == 0, "every thing is in the index")
        require(damaged_indexes(store.engine) == [], "the index agrees with itself")
        self._require_derived()

    @property
    def _is_plain(self) -> bool:
        return isinstance(self.device.index, DocumentTable)

    def _require_derived(self) -> None:
        """What was derived step by step is what comes out at once."""
        tables = [*DERIVED, "document"] if self._is_plain else list(DERIVED)
        index = self.device.index
        with transaction(self.device.store.engine) as tx:
            before = _contents(tx, tables)
            _forget_derived(tx, index)
            derive(tx, index, all_entities(tx))
            after = _contents(tx, tables)
            _forget_derived(tx, index)
            derive_all(tx, index, at_once=3)
            loaded = _contents(tx, tables)
            tx.exec_driver_sql("ROLLBACK")
            tx.exec_driver_sql("BEGIN")
        for table in tables:
            require(before[table] == after[table], "deriving step by step gives the same", table)
            require(after[table] == loaded[table], "deriving in bulk gives the same", table)


def _same(rows: Rows, right: dict[tuple[str, str], Stored]) -> bool:
    return rows == {place: (row.seq, row.kind, row.body) for place, row in right.items()}


def _forget_derived(tx: Connection, index: Index) -> None:
    records_schema.metadata.drop_all(tx)
    index.drop(tx)
    records_schema.metadata.create_all(tx)
    index.create(tx)


def _contents(tx: Connection, tables: list[str]) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: sorted(map(tuple, tx.exec_driver_sql(f"SELECT * FROM {table}")), key=repr)
        for table in tables
    }

"""``replica.db``: what the server said this viewer may hold, and how far that has come.

One transaction takes in one answer: rows, records, index and cursor together, or nothing. It
must not know how answers are fetched or shown.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, select, update

from desktop.errors import BeingRebuilt, HomeTooNew, StorageFull
from desktop.store import news, records_schema, schema
from desktop.store.applied import Applied, count_unreadable, named_changes
from desktop.store.applying import Outcome, apply_answer
from desktop.store.blobs import Blobs
from desktop.store.deriving import derive
from desktop.store.engine import has_room, reading, transaction
from desktop.store.facts import FILE_RANK
from desktop.store.failures import FULL, NEWER, OLDER
from desktop.store.guard import held_back
from desktop.store.importing import is_any_under_way
from desktop.store.importing import metadata as importing_metadata
from desktop.store.index import Index
from desktop.store.loading import derive_all
from desktop.store.preparer import Preparer
from desktop.store.renewal import Renewal
from desktop.store.rowset import RowSet
from desktop.store.snapshot_import import SnapshotImport
from desktop.store.state import State, load_state
from wire.messages import PullRequest, PullResponse, SnapshotOffer

log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The clock that is used where none is passed in."""
    return datetime.now(UTC)


class Replica:
    """One replica file. Raises ``ReplicaDamaged`` where the file holds none."""

    def __init__(
        self,
        engine: Engine,
        index: Index,
        *,
        now: Callable[[], datetime] = utc_now,
        renewal: Renewal | None = None,
    ) -> None:
        self._engine = engine
        self._index = index
        self._now = now
        self._renewal = renewal
        self._unproven: dict[str, int] = {}
        self.state()

    @property
    def engine(self) -> Engine:
        """Of the file in use; another after a scrub."""
        return self._engine

    @classmethod
    def create(
        cls,
        engine: Engine,
        index: Index,
        replica_id: str,
        *,
        now: Callable[[], datetime] = utc_now,
    ) -> Replica:
        """Make an empty replica in a new file; ``replica_id`` is the one the server gave."""
        with transaction(engine) as tx:
            schema.metadata.create_all(tx)
            importing_metadata.create_all(tx)
            records_schema.metadata.create_all(tx)
            index.create(tx)
            tx.execute(
                schema.replica.insert(),
                {
                    "one": 1,
                    "id": replica_id,
                    "schema": schema.SCHEMA,
                    "applied": 0,
                    "derived_version": derived_version(index),
                    "scrub_owed": schema.NOTHING_OWED,
                    "up_to_date": False,
                },
            )
        return cls(engine, index, now=now)

    def state(self) -> State:
        """What the next pull goes on from."""
        with reading(self._engine) as tx:
            return load_state(tx)

    def apply(self, request: PullRequest, response: PullResponse) -> Applied:
        """Take in one answer, in one transaction.

        Does nothing if the replica is no longer in the state ``request`` was made from. Raises
        ``ProtocolMismatch``, with nothing changed, for an answer that cannot be true.
        """
        with transaction(self._engine) as tx:
            state = load_state(tx)
            if not state.made(request):
                return Applied(stale=True)
            rows = RowSet.load(tx)
            expected = news.expect(tx, state, response)
            outcome = apply_answer(rows, state, response, self._now(), self._unproven)
            rows.store()
            derive(tx, self._index, rows.touched)
            news.note(tx, expected, rows.touched)
            booting = any(held.at is not None for held in rows.streams.values())
            unasked = held_back(tx) - set(request.check)
            up_to_date = not (response.more or response.reset or booting or unasked)
            came = self._now() if up_to_date else None
            _store(tx, outcome, withdrawn=rows.withdrawn, up_to_date_at=came)
            unreadable = count_unreadable(tx)
        return Applied(
            rows=len(response.rows) + sum(len(part.rows) for part in response.slices),
            unreadable=unreadable,
            purged=outcome.purged,
            mismatched=outcome.mismatched,
            refused=sum(outcome.refused.values()),
            up_to_date=up_to_date,
            changes=named_changes(rows.touched),
        )

    def importing(self, stream: str, offer: SnapshotOffer) -> SnapshotImport:
        """The import of a snapshot into a stream, begun or to be begun."""
        return SnapshotImport(self._engine, self._index, stream, offer)

    def require_ours(self) -> None:
        """Raise ``BeingRebuilt`` if an older version of the program made records and index.

        ``HomeTooNew`` if a newer one did: what that made is never dropped.
        """
        with reading(self._engine) as tx:
            found = str(tx.scalar(select(schema.replica.c.derived_version)))
        if found != derived_version(self._index):
            newer = _is_newer(found, derived_version(self._index))
            raise HomeTooNew(NEWER) if newer else BeingRebuilt(OLDER)

    def derive_anew(self, preparer: Preparer | None = None) -> None:
        """Throw records and index away and make them from the rows; call it under the sync lock."""
        with transaction(self._engine) as tx:
            self._index.drop(tx)
            _drop_derived(tx)
            records_schema.metadata.create_all(tx)
            self._index.create(tx)
            derive_all(tx, self._index, preparer)
            tx.execute(update(schema.replica).values(derived_version=derived_version(self._index)))
        self.complete()

    def complete(self) -> None:
        """Do what the index left for later, a part in each transaction; killed, it goes on.

        Until then everything is found by its words, and not yet by their forms. Where a snapshot
        is being taken in, that has to end before.
        """
        done = False
        while not done:
            with transaction(self._engine) as tx:
                done = is_any_under_way(tx) or self._index.complete(tx)

    def scrub_owed(self) -> bool:
        """Whether something was taken away whose bytes may still be in the file."""
        return _owed(self._engine) != schema.NOTHING_OWED

    def scrub(self, blobs: Blobs | None = None) -> bool:
        """Make unreadable on disk what was taken away; return whether nothing is owed any more.

        A lost stream is seen to at once, single rows once a day where the file is large. Where
        there is no room for a second file, or no renewal, it stays owed; the next pass tries again.
        ``blobs`` lose what nothing refers to.
        """
        owed = _owed(self._engine)
        if owed == schema.NOTHING_OWED:
            return True
        renewal = self._renewal
        if renewal is not None and owed == schema.ROWS_OWED and not renewal.is_due():
            return False
        try:
            return self._scrub(renewal, blobs)
        except StorageFull:
            log.info("no room on the disk to write the replica anew; it stays owed")
            return False

    def _scrub(self, renewal: Renewal | None, blobs: Blobs | None) -> bool:
        if blobs is not None and not blobs.keep_only(self.referenced_blobs()):
            log.info("a reader holds up the cleaning of the pictures; it stays owed")
            return False
        if renewal is None:
            return False
        if not has_room(self._engine):
            raise StorageFull(FULL)
        _compact_all(self._engine, self._index)
        self._engine = renewal.write(self._engine, _owe_nothing)
        return True

    def unreadable(self) -> list[tuple[str, str, str]]:
        """The rows that this program cannot read: (key, stream, reason)."""
        table = schema.unreadable
        with reading(self._engine) as tx:
            found = tx.execute(select(table.c.key, table.c.stream, table.c.reason))
            return [(one.key, one.stream, one.reason) for one in found]

    def counts(self) -> Mapping[str, int]:
        """How many things of each kind are here."""
        record = records_schema.record
        with reading(self._engine) as tx:
            found = tx.execute(select(record.c.kind, func.count()).group_by(record.c.kind))
            return {kind: count for kind, count in found}

    def wanted_blobs(self) -> list[str]:
        """The blobs to fetch, soonest first: thumbnails, images in pages, full portraits."""
        ref = records_schema.blob_ref
        with reading(self._engine) as tx:
            first = func.min(ref.c.rank)
            wanted = select(ref.c.hash).where(ref.c.rank < FILE_RANK).group_by(ref.c.hash)
            return list(tx.scalars(wanted.order_by(first, func.min(ref.c.key), ref.c.hash)))

    def referenced_blobs(self) -> list[str]:
        """Every blob that something here refers to, whether it is fetched of itself or not."""
        with reading(self._engine) as tx:
            return list(tx.scalars(select(records_schema.blob_ref.c.hash).distinct()))

    def applied(self) -> int:
        """How many answers were taken in since the file was made."""
        with reading(self._engine) as tx:
            return int(tx.scalar(select(schema.replica.c.applied)) or 0)

    def synced_at(self) -> datetime | None:
        """When the replica last was at the server's head."""
        with reading(self._engine) as tx:
            text = tx.scalar(select(schema.replica.c.synced_at))
        return None if text is None else datetime.fromisoformat(text)

    def up_to_date(self) -> bool:
        """Whether the last answer left nothing to fetch."""
        with reading(self._engine) as tx:
            return bool(tx.scalar(select(schema.replica.c.up_to_date)))


def derived_version(index: Index) -> str:
    """Names what records and index were made by; another means they are built anew."""
    return f"{records_schema.DERIVED_VERSION}.{index.version}"


def _drop_derived(tx: Connection) -> None:
    """Drop every table but the raw ones, also those that only another version knew."""
    listed = (
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY sql LIKE 'CREATE VIRTUAL%'"
    )
    names = [name for (name,) in tx.exec_driver_sql(f"{listed} DESC").all()]
    for name in names:  # a full-text table takes those behind it along
        if name not in schema.RAW and not name.startswith("sqlite_"):
            tx.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}"')


def _is_newer(found: str, ours: str) -> bool:
    """Whether any part of a derived version is beyond ours."""
    try:
        pairs = zip(found.split("."), ours.split("."), strict=True)
        return any(int(theirs) > int(mine) for theirs, mine in pairs)
    except ValueError:
        return False


def _owed(engine: Engine) -> int:
    with reading(engine) as tx:
        return int(tx.scalar(select(schema.replica.c.scrub_owed)) or schema.NOTHING_OWED)


def _compact_all(engine: Engine, index: Index) -> None:
    """Part by part, so that the log stays small and a kill loses little."""
    done = False
    while not done:
        with transaction(engine) as tx:
            done = index.compact(tx)


def _owe_nothing(tx: Connection) -> None:
    tx.execute(update(schema.replica).values(scrub_owed=schema.NOTHING_OWED))


def _store(
    tx: Connection, outcome: Outcome, *, withdrawn: int, up_to_date_at: datetime | None
) -> None:
    one = schema.replica.c
    values: dict[Any, Any] = {
        one.epoch: outcome.epoch,
        one.cursor: outcome.cursor,
        one.applied: one.applied + 1,
        one.up_to_date: up_to_date_at is not None,
        one.scrub_owed: func.max(one.scrub_owed, withdrawn),
    }
    if up_to_date_at is not None:
        values[one.synced_at] = up_to_date_at.isoformat()
    tx.execute(update(schema.replica).values(values))

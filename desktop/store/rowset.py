"""The raw rows of one transaction: put, swept and purged, with each stream's count and sum.

It must not know what a body says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from desktop.store.batches import among, batches
from desktop.store.bodies import entity_of
from desktop.store.schema import NOTHING_OWED, ROWS_OWED, STREAM_OWED, unreadable
from desktop.store.schema import row as row_table
from desktop.store.schema import stream as stream_table
from wire.rows import SUM_MODULUS, Row, row_digest

Place = tuple[str, str]  # key, stream


@dataclass(slots=True, kw_only=True)
class Held:
    """A stream as it is held; ``at`` is ``None`` when it is not booting."""

    at: int | None
    start: int
    generation: int
    n: int = 0
    sum: int = 0
    mended_at: str | None = None

    def count(self, key: str, *, gone: int | None, come: int | None) -> None:
        """Take into account that a row of ``key`` left with seq ``gone`` and came with ``come``."""
        if gone is not None:
            self.n -= 1
            self.sum -= row_digest(key, gone)
        if come is not None:
            self.n += 1
            self.sum += row_digest(key, come)
        self.sum %= SUM_MODULUS


@dataclass(slots=True)
class RowSet:
    """The streams and rows within one transaction. ``touched`` are entities that changed.

    ``withdrawn`` says whether rows or a whole stream were taken away, as ``scrub_owed`` does.
    ``named`` and ``swept`` are rows that are to go, by stream, with the seq of each key: those
    that a tombstone named and those that a boot did not bring again. They are here, and counted,
    until the guard lets them go.
    """

    tx: Connection
    streams: dict[str, Held] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    withdrawn: int = NOTHING_OWED
    named: dict[str, dict[str, int]] = field(default_factory=dict)
    swept: dict[str, dict[str, int]] = field(default_factory=dict)

    @classmethod
    def load(cls, tx: Connection) -> RowSet:
        """The streams as they are stored."""
        held = {
            one["id"]: Held(
                at=one["at"],
                start=one["start"],
                generation=one["generation"],
                n=one["n"],
                sum=int(one["sum"]),
                mended_at=one["mended_at"],
            )
            for one in tx.execute(select(stream_table)).mappings()
        }
        return cls(tx, held)

    def store(self) -> None:
        """Write the streams back."""
        if not self.streams:
            return
        values = [
            {
                "id": name,
                "at": held.at,
                "start": held.start,
                "generation": held.generation,
                "n": held.n,
                "sum": str(held.sum),
                "mended_at": held.mended_at,
            }
            for name, held in self.streams.items()
        ]
        self.tx.execute(insert(stream_table).prefix_with("OR REPLACE"), values)

    def start(self, name: str) -> None:
        """Begin to fill a stream, for the first time or again: what is here stays until then."""
        held = self.streams.get(name)
        if held is None:
            self.streams[name] = Held(at=0, start=0, generation=1)
        else:
            held.at, held.start, held.generation = 0, 0, held.generation + 1
            # What was held back, to go, may be of another history: the sweep decides anew.
            self.tx.exec_driver_sql(
                "UPDATE row SET generation = 0 WHERE stream = ? AND generation < 0", (name,)
            )

    def put(self, rows: Sequence[Row]) -> None:
        """Take rows in, each in the current generation of its stream."""
        stored = self._stored({row.key for row in rows})
        current, latest = dict(stored), dict[Place, Row]()
        for row in rows:
            held, place = self.streams[row.stream], (row.key, row.stream)
            seq, generation = current.get(place, (None, 0))
            if seq is not None and seq > row.seq and generation == held.generation:
                continue
            current[place] = (None if row.is_tombstone else row.seq, held.generation)
            latest[place] = row
        for place, row in latest.items():
            self._account(row, stored.get(place, (None, 0))[0])
        kept = [row for row in latest.values() if not row.is_tombstone]
        self._write(kept)
        self._note_strays([row for row in kept if entity_of(row.key) is None])

    def count_new(self, name: str, rows: Sequence[Row]) -> None:
        """Count live rows of a stream that are about to be inserted, and hold none of its keys."""
        held = self.streams[name]
        held.n += len(rows)
        held.sum += sum(row_digest(row.key, row.seq) for row in rows)
        held.sum %= SUM_MODULUS
        for row in rows:
            self._touch(row.key)

    def finish(self, name: str) -> None:
        """End a boot: what the stream's new generation did not bring is to go."""
        held = self.streams[name]
        held.at = None
        old = (row_table.c.stream == name) & (row_table.c.generation < held.generation)
        found = self.tx.execute(select(row_table.c.key, row_table.c.seq).where(old)).all()
        named = self.named.get(name, {})
        self.swept[name] = {key: seq for key, seq in found if key not in named}

    def remove(self, name: str, rows: Mapping[str, int]) -> None:
        """Take rows of a stream away; each key with its seq."""
        held = self.streams[name]
        for key, seq in rows.items():
            held.count(key, gone=seq, come=None)
            self._touch(key)
        self._forget([(key, name) for key in rows])

    def purge(self, names: Iterable[str]) -> None:
        """Forget streams with all that is in them."""
        for name in names:
            inside = row_table.c.stream == name
            for key in self.tx.scalars(select(row_table.c.key).where(inside)).all():
                self._touch(key)
            self.tx.execute(delete(row_table).where(inside))
            self.tx.execute(delete(unreadable).where(unreadable.c.stream == name))
            self.tx.execute(delete(stream_table).where(stream_table.c.id == name))
            del self.streams[name]
            self.named.pop(name, None)
            self.withdrawn = STREAM_OWED

    def _account(self, row: Row, gone: int | None) -> None:
        """Count what comes, instead of what was there with seq ``gone``; note what is to go."""
        if not row.is_tombstone:
            self.streams[row.stream].count(row.key, gone=gone, come=row.seq)
            self.named.get(row.stream, {}).pop(row.key, None)
            self._touch(row.key)
        elif gone is not None:
            self.named.setdefault(row.stream, {})[row.key] = gone

    def _touch(self, key: str) -> None:
        entity = entity_of(key)
        if entity is not None:
            self.touched.add(entity)

    def _stored(self, keys: Iterable[str]) -> dict[Place, tuple[int | None, int]]:
        columns = (row_table.c.key, row_table.c.stream, row_table.c.seq, row_table.c.generation)
        found: dict[Place, tuple[int | None, int]] = {}
        for some in batches(keys):
            for key, stream, seq, generation in self.tx.execute(
                select(*columns).where(among(row_table.c.key, some))
            ):
                found[key, stream] = (seq, generation)
        return found

    def _write(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        values = [
            {
                "key": row.key,
                "stream": row.stream,
                "seq": row.seq,
                "generation": self.streams[row.stream].generation,
                "kind": row.kind,
                "body": bytes(row.body),
            }
            for row in rows
        ]
        self.tx.execute(insert(row_table).prefix_with("OR REPLACE"), values)

    def _note_strays(self, rows: Sequence[Row]) -> None:
        """Rows of which nothing can be made are kept and counted, and the doctor names them."""
        if rows:
            values = [(row.key, row.stream, "the key is none") for row in rows]
            self.tx.exec_driver_sql("INSERT OR REPLACE INTO unreadable VALUES (?, ?, ?)", values)

    def _forget(self, places: Sequence[Place]) -> None:
        if not places:
            return
        self.withdrawn = max(self.withdrawn, ROWS_OWED)
        values = [(key, stream) for key, stream in places]
        for table in (row_table, unreadable):
            self.tx.exec_driver_sql(
                f"DELETE FROM {table.name} WHERE key = ? AND stream = ?", values
            )

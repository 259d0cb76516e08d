"""The one way rows change: ``write(tx, changes)``.

It holds the things that are affected, compares old facets with new ones, and takes the clock
last: whoever holds the clock row holds up every other writer until the commit. All rows of a
commit share one seq. What may be written, and by whom, is decided before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from server import schema
from server.database import hold
from server.errors import CommitTooLarge
from server.origins import Origin, write_origins
from server.streams import Entity, Facet, body_blobs, facets
from wire.codec import WireError, decode_body
from wire.rows import SUM_MODULUS, Key, Stream, row_digest

# What one commit may hold: it is never cut, and must fit into one answer.
COMMIT_ROWS: Final = 500
COMMIT_BYTES: Final = 8 * 2**20

Place = tuple[Stream, str]  # (stream, key)

_ref = schema.blob_ref.c
# Both databases understand this, and no reference is read first.
_COUNT_REF: Final = text(
    "INSERT INTO blob_ref (stream, sha256, n) VALUES (:at, :named, :change)"
    " ON CONFLICT (stream, sha256) DO UPDATE SET n = blob_ref.n + excluded.n"
)
_FORGET_REF: Final = delete(schema.blob_ref).where(
    _ref.stream == bindparam("at"), _ref.sha256 == bindparam("named"), _ref.n <= 0
)


@dataclass(frozen=True, slots=True)
class Put:
    """The thing is to stand as ``entity`` says, in every facet."""

    entity: Entity


@dataclass(frozen=True, slots=True)
class Remove:
    """The thing is to be gone."""

    kind: str
    id: str


Change = Put | Remove


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did; ``seq`` is ``None`` if everything stood already."""

    seq: int | None
    rows: int


@dataclass(frozen=True, slots=True)
class _Old:
    """A row as it is stored; ``body`` is ``None`` for a tombstone."""

    seq: int
    kind: str
    body: bytes | None


@dataclass(slots=True)
class _Difference:
    """What is to be written, and what that means for the streams' counts and references."""

    new: dict[Place, Facet] = field(default_factory=dict)
    gone: dict[Place, _Old] = field(default_factory=dict)
    replaced: dict[Place, _Old] = field(default_factory=dict)

    def places(self) -> list[Place]:
        return sorted([*self.new, *self.gone], key=lambda place: (place[1], place[0]))


@dataclass(slots=True)
class _StreamChange:
    """By how much a stream's count, sum and bytes change."""

    n: int = 0
    sum: int = 0
    weight: int = 0  # in bytes of bodies

    def count(self, key: str, seq: int, body: bytes | None, sign: int) -> None:
        if body is not None:
            self.n += sign
            self.sum += sign * row_digest(key, seq)
            self.weight += sign * len(body)


def write(tx: Connection, changes: Iterable[Change]) -> Written:
    """Write ``changes`` as one commit of at most ``COMMIT_ROWS`` things.

    Raises ``WireError`` for a body that may not travel, ``CommitTooLarge`` beyond
    ``COMMIT_BYTES``; then nothing is written.
    """
    wanted = {_entity_of(change): change for change in changes}
    new: dict[Place, Facet] = {}
    for change in wanted.values():
        if isinstance(change, Put):
            new.update(facets(change.entity))
    hold(tx, wanted)
    difference = _compare(_stored(tx, wanted), new)
    write_origins(tx, {key: _origin_of(change) for key, change in wanted.items()})
    places = difference.places()
    if not places:
        return Written(None, 0)
    _refuse_oversized(difference)
    seq = _tick(tx)
    _write_rows(tx, difference, seq)
    _write_streams(tx, difference, seq)
    _write_blob_refs(tx, difference)
    return Written(seq, len(places))


def _entity_of(change: Change) -> str:
    match change:
        case Put(entity):
            return entity.key
        case Remove(kind, identity):
            return f"{kind}:{identity}"


def _origin_of(change: Change) -> Origin | None:
    if isinstance(change, Remove) or change.entity.source is None:
        return None
    return Origin(change.entity.source, change.entity.source_key or change.entity.id)


def _stored(tx: Connection, entities: Iterable[str]) -> dict[Place, _Old]:
    """The rows of these things as they stand, tombstones too."""
    row = schema.row.c
    query = select(row.stream, row.key, row.seq, row.kind, row.body)
    return {
        (stream, key): _Old(seq, kind, body)
        for stream, key, seq, kind, body in tx.execute(query.where(row.entity.in_(list(entities))))
    }


def _compare(old: Mapping[Place, _Old], new: Mapping[Place, Facet]) -> _Difference:
    difference = _Difference()
    for place, facet in new.items():
        before = old.get(place)
        if before and before.kind == facet.kind and before.body == bytes(facet.body):
            continue
        difference.new[place] = facet
        if before:
            difference.replaced[place] = before
    for place, before in old.items():
        if place not in new and before.body is not None:
            difference.gone[place] = before
    return difference


def _refuse_oversized(difference: _Difference) -> None:
    size = sum(len(bytes(facet.body)) for facet in difference.new.values())
    if size > COMMIT_BYTES:
        raise CommitTooLarge(f"A commit of {size} bytes was asked for; it may have {COMMIT_BYTES}.")


def _tick(tx: Connection) -> int:
    clock = schema.clock
    statement = update(clock).values(seq=clock.c.seq + 1).returning(clock.c.seq)
    return int(tx.execute(statement).scalar_one())


def _write_rows(tx: Connection, difference: _Difference, seq: int) -> None:
    row = schema.row
    fresh = {place for place in difference.new if place not in difference.replaced}
    made: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for stream, key in difference.places():
        facet = difference.new.get((stream, key))
        kind = facet.kind if facet else difference.gone[stream, key].kind
        body = bytes(facet.body) if facet else None
        if (stream, key) in fresh:
            entity = Key.parse(key).entity
            made.append(
                {"stream": stream, "key": key, "seq": seq, "kind": kind, "body": body}
                | {"entity": entity}
            )
        else:
            changed.append(
                {"at_stream": stream, "at_key": key, "seq": seq, "kind": kind, "body": body}
            )
    at_place = (row.c.stream == bindparam("at_stream")) & (row.c.key == bindparam("at_key"))
    if changed:
        tx.execute(update(row).where(at_place), changed)
    if made:
        tx.execute(insert(row), made)


def _write_streams(tx: Connection, difference: _Difference, seq: int) -> None:
    """Where each stream touched stands now; the clock's lock makes reading first safe."""
    changes = _changes(difference, seq)
    table = schema.stream
    known = tx.execute(select(table).where(table.c.id.in_(changes))).mappings().all()
    for before in known:
        change = changes.pop(before["id"])
        values = {
            "head": seq,
            "n": before["n"] + change.n,
            "sum": str((int(before["sum"]) + change.sum) % SUM_MODULUS),
            "bytes": before["bytes"] + change.weight,
        }
        tx.execute(update(table).where(table.c.id == before["id"]).values(values))
    fresh = [
        {"id": stream, "head": seq, "floor": 0, "n": change.n, "bytes": change.weight}
        | {"sum": str(change.sum % SUM_MODULUS)}
        for stream, change in sorted(changes.items())
    ]
    if fresh:
        tx.execute(insert(table), fresh)


def _changes(difference: _Difference, seq: int) -> dict[str, _StreamChange]:
    """What each stream gains and loses, those with tombstones only too."""
    changes: defaultdict[str, _StreamChange] = defaultdict(_StreamChange)
    for (stream, key), facet in difference.new.items():
        changes[stream].count(key, seq, bytes(facet.body), 1)
    for (stream, key), old in [*difference.replaced.items(), *difference.gone.items()]:
        changes[stream].count(key, old.seq, old.body, -1)
    return changes


def _write_blob_refs(tx: Connection, difference: _Difference) -> None:
    delta: Counter[tuple[str, str]] = Counter()  # (stream, sha256)
    for (stream, _), facet in difference.new.items():
        delta.update((stream, sha256) for sha256 in _blobs(facet.kind, bytes(facet.body)))
    for (stream, _), old in [*difference.replaced.items(), *difference.gone.items()]:
        delta.subtract((stream, sha256) for sha256 in _blobs(old.kind, old.body))
    changed: list[dict[str, Any]] = [
        {"at": stream, "named": sha256, "change": change}
        for (stream, sha256), change in sorted(delta.items())
        if change
    ]
    if changed:
        tx.execute(_COUNT_REF, changed)
    if fewer := [one for one in changed if one["change"] < 0]:
        tx.execute(_FORGET_REF, fewer)


def _blobs(kind: str, body: bytes | None) -> frozenset[str]:
    if body is None:
        return frozenset()
    try:
        return body_blobs(decode_body(kind, body))
    except WireError:
        # Written by another version of this program: it named no blob that we gave out.
        return frozenset()

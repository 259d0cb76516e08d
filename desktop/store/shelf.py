"""Which photos and attachments are to be here, and which go when there is no room for all.

In the order they are wanted: what somebody looked at and did not find, what is pinned, faces,
images in pages, large portraits. What goes first is large, not pinned, and was not looked at for
the longest time; by a count, because clocks are set back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Column, Connection, Engine, Integer, MetaData, Table, Text, delete, select
from sqlalchemy import func as sql
from sqlalchemy.dialects.sqlite import insert

from desktop.settings import Settings
from desktop.store.batches import among, batches
from desktop.store.blobs import blob, chunk
from desktop.store.engine import is_read_only, reading, transaction
from desktop.store.facts import FILE_RANK, IMAGE_RANK, PORTRAIT_RANK, SPACE, THUMBNAIL_RANK
from desktop.store.records_schema import blob_ref, relation

metadata = MetaData()

# Also of what is not here: it was looked for.
use = Table(
    "use",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("turn", Integer, nullable=False),  # the higher, the later it was looked at
)

KEPT_USES: Final = 20_000
QUOTA: Final = 2 * 10**9
AHEAD: Final = (THUMBNAIL_RANK, IMAGE_RANK, PORTRAIT_RANK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A blob that is to be here. ``size`` in bytes, where it is known before it comes.

    ``urgent`` is what was looked for or pinned: it comes whatever the quota says. ``alone`` says
    that it was cut once among others.
    """

    hash: str
    rank: int
    size: int | None = None
    urgent: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes that may still come within the quota; faces push out what is larger than they."""

    faces: int
    others: int


class Shelf:
    """The blobs of one home, as its replica refers to them.

    ``replica`` is asked each time for the engine in use, which a scrub may replace. ``pins`` are
    keys; ``quota`` is what photos and attachments may take, in bytes; ``ranks`` are the sorts of
    them that come before anybody looked for them.
    """

    def __init__(
        self,
        replica: Callable[[], Engine],
        blobs: Engine,
        pins: Iterable[str] = (),
        quota: int = QUOTA,
        ranks: Iterable[int] = AHEAD,
    ) -> None:
        self._replica = replica
        self._blobs = blobs
        self._pins = frozenset(pins)
        self._quota = quota
        self._ranks = frozenset(ranks)
        if not (is_read_only(blobs) or _is_made(blobs)):
            with transaction(blobs) as tx:
                metadata.create_all(tx)

    def wanted(self) -> list[Wanted]:
        """All that is to be here, soonest first, whether it is here already or not."""
        asked = self._asked()
        with reading(self._replica()) as tx:
            pinned = _pinned(tx, self._pins)
            referenced = _referenced(tx)
        urgent = [*(name for name in asked if name in referenced), *pinned]
        first = dict.fromkeys(urgent)
        rest = (name for name, (rank, _) in referenced.items() if rank in self._ranks)
        return [
            Wanted(hash=name, rank=referenced[name][0], size=referenced[name][1], urgent=True)
            for name in first
        ] + [
            Wanted(hash=name, rank=referenced[name][0], size=referenced[name][1])
            for name in rest
            if name not in first
        ]

    def note_use(self, hashes: Iterable[str]) -> None:
        """Remember that these were looked at just now, here or not."""
        with transaction(self._blobs) as tx:
            turn = (tx.scalar(select(sql.max(use.c.turn))) or 0) + 1
            used = [{"hash": name, "turn": turn} for name in dict.fromkeys(hashes)]
            if used:
                tx.execute(insert(use).prefix_with("OR REPLACE"), used)
            tx.execute(delete(use).where(use.c.turn <= turn - KEPT_USES))

    def room(self) -> Room:
        """What the quota leaves for what is not urgent."""
        sizes = self._sizes()
        with reading(self._replica()) as tx:
            ranks = {name: rank for name, (rank, _) in _referenced(tx).items()}
        faces = sum(size for name, size in sizes.items() if ranks.get(name) == THUMBNAIL_RANK)
        return Room(faces=self._quota - faces, others=self._quota - sum(sizes.values()))

    def tidy(self) -> int:
        """Forget what nothing refers to, then what is beyond the quota; return how many."""
        sizes = self._sizes()
        with reading(self._replica()) as tx:
            referenced = _referenced(tx)
            pinned = frozenset(_pinned(tx, self._pins))
        gone = [name for name in sizes if name not in referenced]
        over = sum(size for name, size in sizes.items() if name in referenced) - self._quota
        for name in self._leaving(sizes, referenced, pinned) if over > 0 else ():
            gone.append(name)
            over -= sizes[name]
            if over <= 0:
                break
        self._forget(gone)
        return len(gone)

    def _leaving(
        self,
        sizes: Mapping[str, int],
        referenced: Mapping[str, tuple[int, int | None]],
        pinned: frozenset[str],
    ) -> Iterator[str]:
        """What may go, in the order in which it goes."""
        with reading(self._blobs) as tx:
            turns = {name: turn for name, turn in tx.execute(select(use.c.hash, use.c.turn))}
        loose = [name for name in sizes if name in referenced and name not in pinned]
        faces = {name for name in loose if referenced[name][0] == THUMBNAIL_RANK}
        yield from sorted(loose, key=lambda n: (n in faces, turns.get(n, 0), -sizes[n], n))

    def _asked(self) -> list[str]:
        """What was looked for and is not here, the latest first."""
        with reading(self._blobs) as tx:
            if not _has_uses(tx):
                return []
            missing = select(use.c.hash).where(use.c.hash.not_in(select(blob.c.hash)))
            return list(tx.scalars(missing.order_by(use.c.turn.desc(), use.c.hash)))

    def _sizes(self) -> dict[str, int]:
        with reading(self._blobs) as tx:
            return {name: size for name, size in tx.execute(select(blob.c.hash, blob.c.size))}

    def _forget(self, hashes: Iterable[str]) -> None:
        # What is forgotten is not looked for again of itself: its use goes, too.
        for some in batches(hashes):
            with transaction(self._blobs) as tx:
                for table in (chunk, blob, use):
                    tx.execute(delete(table).where(among(table.c.hash, some)))


def ranks_kept(settings: Settings) -> tuple[int, ...]:
    """The sorts of blobs that somebody wants here before they look at them; faces always are."""
    wanted = {
        IMAGE_RANK: settings.keep_images,
        PORTRAIT_RANK: settings.keep_portraits,
        FILE_RANK: settings.keep_attachments,
    }
    return (THUMBNAIL_RANK, *(rank for rank, kept in wanted.items() if kept))


def _referenced(tx: Connection) -> dict[str, tuple[int, int | None]]:
    """Every blob that something refers to, soonest wanted first: its lowest rank, and its size."""
    first = sql.min(blob_ref.c.rank)
    query = select(blob_ref.c.hash, first, sql.max(blob_ref.c.size)).group_by(blob_ref.c.hash)
    ordered = query.order_by(first, sql.min(blob_ref.c.key), blob_ref.c.hash)
    return {name: (rank, size) for name, rank, size in tx.execute(ordered)}


def _pinned(tx: Connection, pins: frozenset[str]) -> list[str]:
    """The blobs of what is pinned, and of all that stands in a pinned space; small ones first."""
    if not pins:
        return []
    within = select(relation.c.key).where(relation.c.type == SPACE, among(relation.c.target, pins))
    keys = [*pins, *tx.scalars(within)]
    query = select(blob_ref.c.rank, blob_ref.c.key, blob_ref.c.hash)
    found = [
        tuple(one)
        for some in batches(keys)
        for one in tx.execute(query.where(among(blob_ref.c.key, some)))
    ]
    return list(dict.fromkeys(name for _, _, name in sorted(found)))


def _is_made(engine: Engine) -> bool:
    with reading(engine) as tx:
        return _has_uses(tx)


def _has_uses(tx: Connection) -> bool:
    return bool(tx.dialect.has_table(tx, use.name))

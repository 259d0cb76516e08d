"""What came new or changed since the replica was first whole: keys, and with which answer.

Written in the transaction of the rows, so that a kill loses nothing and tells nothing twice. What
fills a stream is no news: a first sync brings none, nor does a space that may be seen from now on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, delete, func, select

from desktop.news import Change, NewsGroup
from desktop.records import Address, Reference
from desktop.store.batches import among, batches
from desktop.store.bodies import entity_of
from desktop.store.records_schema import record
from desktop.store.schema import replica
from desktop.store.state import State
from wire.messages import PullResponse

KEPT: Final = 5_000
SHOWN: Final = 8
# In groups, in the order in which they are told.
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "people": ("person",),
    "pages": ("page",),
    "posts": ("post",),
    "answers": ("question", "answer", "comment"),
}
TOLD: Final = frozenset(kind for kinds in GROUPS.values() for kind in kinds)
NEW, CHANGED, LEFT = "new", "changed", "left"

metadata = MetaData()

news = Table(
    "news",
    metadata,
    Column("key", Text, primary_key=True),
    Column("applied", Integer, nullable=False),  # the number of the answer that brought it last
    Column("came", Integer, nullable=False),  # of the one that brought it first; 0: was here
    sqlite_with_rowid=False,
)


@dataclass(frozen=True, slots=True)
class Expected:
    """The things that an answer speaks of, and which of them were here before it."""

    keys: frozenset[str] = frozenset()
    here: frozenset[str] = frozenset()


def expect(tx: Connection, state: State, answer: PullResponse) -> Expected:
    """What ``answer`` may bring news of, looked at before it is taken in."""
    filled = [row for row in answer.rows if row.stream not in state.booting]
    entities = (entity_of(row.key) for row in filled if not row.is_tombstone)
    keys = frozenset(key for key in entities if key and key.partition(":")[0] in TOLD)
    if not keys or tx.scalar(select(replica.c.synced_at)) is None:
        return Expected()
    return Expected(keys, frozenset(_recorded(tx, keys)))


def note(tx: Connection, expected: Expected, touched: set[str]) -> None:
    """Note what was taken in; of things that are gone nothing stays."""
    made = tx.dialect.has_table(tx, news.name)
    if made:
        here = select(record.c.key).where(record.c.key == news.c.key).exists()
        for some in batches(touched):
            tx.execute(delete(news).where(among(news.c.key, some), ~here))
    told = _recorded(tx, expected.keys & touched)
    if not told:
        return
    if not made:
        metadata.create_all(tx)
    number = int(tx.scalar(select(replica.c.applied)) or 0) + 1
    tx.exec_driver_sql(
        "INSERT INTO news VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET applied ="
        " excluded.applied, came = max(came, excluded.came)",
        [(key, number, 0 if key in expected.here else number) for key in told],
    )
    last = select(news.c.applied).order_by(news.c.applied.desc()).limit(1).offset(KEPT)
    tx.execute(delete(news).where(news.c.applied <= (tx.scalar(last) or 0)))


def since(tx: Connection, applied: int) -> tuple[NewsGroup, ...]:
    """What came with the answers after this one, in groups; those with nothing in them left out."""
    if not tx.dialect.has_table(tx, news.name):
        return ()
    return tuple(
        group for name, kinds in GROUPS.items() if (group := _group(tx, name, kinds, applied)).total
    )


def _group(tx: Connection, name: str, kinds: Sequence[str], applied: int) -> NewsGroup:
    one = record.c
    joined = news.join(record, one.key == news.c.key)
    fresh = (news.c.applied > applied) & one.kind.in_(kinds)
    came = news.c.came > applied
    columns = (one.key, one.title, one.subtitle, one.thumbnail, one.left, came.label("came"))
    found = tx.execute(
        select(*columns)
        .select_from(joined)
        .where(fresh)
        .order_by(came.desc(), news.c.applied.desc(), one.title)
        .limit(SHOWN)
    )
    changes = tuple(
        Change(
            reference=Reference(
                address=Address.parse(row.key),
                title=row.title,
                subtitle=row.subtitle,
                thumbnail=row.thumbnail,
            ),
            what=NEW if row.came else LEFT if row.left else CHANGED,
        )
        for row in found
    )
    counted = select(func.count(), func.count().filter(came)).select_from(joined).where(fresh)
    total, new = tx.execute(counted).one()
    return NewsGroup(name=name, total=total, new=new, changes=changes)


def _recorded(tx: Connection, keys: Iterable[str]) -> list[str]:
    return [
        key
        for some in batches(keys)
        for key in tx.scalars(select(record.c.key).where(among(record.c.key, some)))
    ]

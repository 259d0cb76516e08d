"""Many things at once, of which nothing is derived yet: a first sync, or all derived anew.

Rows are read here, prepared by whoever does that (``preparer.py``), and written here. What is few
goes the ordinary way.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, func, select

from desktop.store.batches import batches
from desktop.store.bodies import entity_of, rows_of
from desktop.store.deriving import (
    derive,
    kind_of,
    names_of,
    naming,
    retitle,
    stored_names,
    with_records,
)
from desktop.store.facts import ANSWERS_FOR, IN_DOCUMENT, IN_SUBTITLE
from desktop.store.index import Index
from desktop.store.preparer import AtOnce, Preparer, PreparerLost
from desktop.store.preparing import KnownNames, Preparation, Prepared
from desktop.store.records_schema import record, relation
from desktop.store.schema import row as row_table

log = logging.getLogger(__name__)

# The order in which nothing is named by what comes before it, but for pages by their parents.
ORDER: Final = (
    *("field", "unit", "site", "skill", "space", "responsibility", "person"),
    *("page", "post", "question", "answer", "comment"),
)
AT_ONCE: Final = 2_000  # things
_FEW: Final = 0.5  # of what is here: so few more are counted one by one


def underived(tx: Connection, stream: str | None = None) -> list[str]:
    """The things with rows, in ``stream`` or anywhere, and without a record; in ``ORDER``."""
    keys = select(row_table.c.key).distinct()
    if stream is not None:
        keys = keys.where(row_table.c.stream == stream)
    found = {entity for key in tx.scalars(keys) if (entity := entity_of(key)) is not None}
    found -= with_records(tx, found) if _number_of_records(tx) else set()
    places = {kind: at for at, kind in enumerate(ORDER)}
    return sorted(found, key=lambda one: (places.get(kind_of(one), len(places)), one))


def few(tx: Connection, index: Index, coming: int) -> bool:
    """Whether so many are better taken in one by one, beside those that are here."""
    return index.is_complete(tx) and coming < _number_of_records(tx) * _FEW


class Loading:
    """Derives ``entities``, of which there are rows and nothing else but a name in the index.

    It goes on from one transaction to the next; until it ends nobody else writes to the replica.
    """

    def __init__(
        self,
        index: Index,
        entities: Iterable[str],
        preparer: Preparer | None = None,
        *,
        at_once: int = AT_ONCE,
    ) -> None:
        self._index = index
        self._todo = deque(batches(entities, at_once))
        self._under_way: deque[list[str]] = deque()
        self._preparer = preparer or AtOnce()
        self._one_by_one: bool | None = None
        self._tx: Connection | None = None  # in which a preparation at once may ask

    @property
    def is_done(self) -> bool:
        return not (self._todo or self._under_way)

    def write(self, tx: Connection) -> list[str]:
        """Derive the next things, and return them; there must be some."""
        self._tx = tx
        if self._one_by_one is None:
            self._one_by_one = few(tx, self._index, sum(map(len, self._todo)))
            if not self._one_by_one:
                self._begin(tx)
        if self._one_by_one:
            entities = self._todo.popleft()
            derive(tx, self._index, entities)
            return entities
        prepared = self._prepared(tx)
        for statement, values in prepared.chunks:
            tx.exec_driver_sql(statement, values)
        entities = self._under_way.popleft()
        self._follow(tx, prepared)
        return entities

    def _prepared(self, tx: Connection) -> Prepared:
        self._submit(tx)
        try:
            return self._preparer.result()
        except PreparerLost:
            log.warning("the second process is gone; this one goes on alone")
        self._preparer = AtOnce()
        self._begin(tx)
        self._submit(tx)
        return self._preparer.result()

    def _begin(self, tx: Connection) -> None:
        """Hand over what is known here, and what is to be done after that."""
        self._todo.extendleft(reversed(self._under_way))
        self._under_way.clear()
        people = [one for some in self._todo for one in some if kind_of(one) == "person"]
        preparation = Preparation(load=self._index.load(tx, people), answers={})
        if _number_of_records(tx):
            preparation.answers = _answers(tx)
            apart = self._preparer.is_apart
            preparation.ask = KnownNames(stored_names(tx)) if apart else self._names
        self._preparer.begin(preparation)

    def _names(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        assert self._tx is not None
        return names_of(self._tx, keys)

    def _submit(self, tx: Connection) -> None:
        while self._todo and len(self._under_way) < self._preparer.ahead:
            entities = self._todo.popleft()
            self._preparer.submit(entities, rows_of(tx, entities))
            self._under_way.append(entities)

    def _follow(self, tx: Connection, prepared: Prepared) -> None:
        """Derive again what was here and says something of what has come."""
        here = set(prepared.here)
        again = with_records(tx, prepared.answering)
        again |= naming(tx, prepared.awaited, IN_DOCUMENT) - here
        # A name of nothing that can be shown.
        again |= {one for one in prepared.void if kind_of(one) == "person"}
        if again:
            derive(tx, self._index, again)
            self._begin(tx)  # what is prepared by now counts on an index without these
        for some in batches(naming(tx, prepared.awaited, IN_SUBTITLE) - here - again):
            retitle(tx, self._index, some)


def derive_all(
    tx: Connection, index: Index, preparer: Preparer | None = None, *, at_once: int = AT_ONCE
) -> None:
    """Derive everything from the rows that are here, so many at once; nothing is derived yet."""
    loading = Loading(index, underived(tx), preparer, at_once=at_once)
    while not loading.is_done:
        loading.write(tx)


def _number_of_records(tx: Connection) -> int:
    return int(tx.scalar(select(func.count()).select_from(record)) or 0)


def _answers(tx: Connection) -> dict[str, list[str]]:
    """What each person answers for, as stored now."""
    found: dict[str, list[str]] = {}
    answers = (
        select(relation.c.target, record.c.title)
        .join(record, record.c.key == relation.c.key)
        .where(record.c.kind == "responsibility", relation.c.type.in_(ANSWERS_FOR))
    )
    for person, what in tx.execute(answers):
        found.setdefault(person, []).append(what)
    return found

"""Many things at once, of which nothing was here before: a first sync, or all derived anew.

Rows, records and index are written by a thread of their own while the next things are prepared.
What had rows here already goes the ordinary way, and so does what is few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Protocol

from sqlalchemy import Connection, select

from desktop.store.batches import batches
from desktop.store.bodies import entity_of, read_bodies, stray_rows, unreadable_rows, with_rows
from desktop.store.deriving import (
    all_entities,
    answers_for,
    derive,
    fact_rows,
    is_searched,
    kind_of,
    names_for,
    naming,
    record_row,
    retitle,
)
from desktop.store.documents import Names, document
from desktop.store.facts import ANSWERS_FOR, IN_DOCUMENT, IN_SUBTITLE, NAMED, Facts, facts_of
from desktop.store.index import Index, Load, Statement
from desktop.store.schema import row as row_table
from desktop.store.writer import Writer
from wire.bodies import Body

# The order in which nothing is named by what comes before it, but for pages by their parents.
ORDER: Final = (
    *("field", "unit", "site", "skill", "space", "responsibility", "person"),
    *("page", "post", "question", "answer", "comment"),
)
_AT_ONCE: Final = 500  # things prepared before they are handed over
_READ: Final = 4_000  # rows
_FEW: Final = 0.5  # of what is here: so few more are counted one by one


class Stored(Protocol):
    """A row, as it travels or as it lies here."""

    @property
    def key(self) -> str: ...
    @property
    def stream(self) -> str: ...
    @property
    def seq(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def body(self) -> object: ...


class Loading:
    """One load, in one transaction or several; until it ends nobody else writes to the replica.

    ``rows`` is about how many are coming, best in ``ORDER`` and those of one thing together.
    ``anew`` says that they are here and nothing is derived of them.
    """

    def __init__(self, tx: Connection, index: Index, rows: int, *, anew: bool = False) -> None:
        here = tx.exec_driver_sql("SELECT coalesce(max(rowid), 0) FROM row").scalar_one()
        few = index.is_complete(tx) and rows < here * _FEW
        self._index = index
        self._load = None if few else index.load(tx)
        self._alone = anew or not here
        self._seen: set[str] = set()
        self._awaited: set[str] = set()  # named by what has come, and not here yet

    def put(self, tx: Connection, rows: Sequence[Stored], generation: int) -> set[str]:
        """Take in rows whose keys are not here in their stream yet; return what they belong to."""
        values = [(one.key, one.stream, one.seq, generation, one.kind, one.body) for one in rows]
        raw = [("INSERT INTO row VALUES", values), stray_rows(rows)]
        return self._take(tx, _by_entity(rows), raw)

    def derive(self, tx: Connection, rows: Sequence[Stored]) -> None:
        """Derive what belongs to ``rows``: all that there are of each thing, oldest first."""
        self._take(tx, _by_entity(rows), [])

    def _take(
        self, tx: Connection, rows: Mapping[str, Sequence[Stored]], raw: Sequence[Statement]
    ) -> set[str]:
        late = self._here(tx, rows)
        new = [entity for entity in rows if entity not in late]
        self._seen.update(rows)
        found = _Things()
        with Writer(tx) as writer:
            writer.insert(raw)
            for some in batches(new, _AT_ONCE):
                writer.insert(found.read(some, [one for entity in some for one in rows[entity]]))
        if self._load is not None and new:
            _write_documents(tx, self._load, found)
        self._follow(tx, found, late)
        return set(rows)

    def _here(self, tx: Connection, entities: Iterable[str]) -> set[str]:
        """Those that go the ordinary way."""
        if self._load is None:
            return set(entities)
        if self._alone:
            return self._seen.intersection(entities)
        return {entity for some in batches(entities) for entity in with_rows(tx, some)}

    def _follow(self, tx: Connection, found: _Things, late: set[str]) -> None:
        """Derive again what was here and says something of what has come."""
        new = set(found.facts)
        named = new & self._awaited if self._alone else new
        self._awaited.update(found.named - self._seen)
        answering = found.answering & self._seen if self._alone else found.answering
        again = late | (answering - new) | (naming(tx, named, IN_DOCUMENT) - new)
        if again:
            derive(tx, self._index, again)
            if self._load is not None:
                self._load = self._index.load(tx)
        for some in batches(naming(tx, named, IN_SUBTITLE) - new - again):
            retitle(tx, self._index, some)


class _Things:
    """The things of one batch, with all that was found out about them."""

    def __init__(self) -> None:
        self.bodies: dict[str, Mapping[str, Body]] = {}
        self.facts: dict[str, Facts] = {}
        self.named: set[str] = set()
        self.answers: dict[str, list[str]] = {}

    @property
    def answering(self) -> set[str]:
        """The people that something here names as answering for it."""
        return set(self.answers)

    def read(self, entities: Sequence[str], rows: Sequence[Stored]) -> Iterator[Statement]:
        """Read things from their rows; what is to be inserted but records and documents."""
        loaded = read_bodies(rows, set(entities))
        found = {
            entity: facts
            for entity, bodies in loaded.bodies.items()
            if (facts := facts_of(kind_of(entity), bodies)) is not None
        }
        self.bodies.update((entity, loaded.bodies[entity]) for entity in found)
        self.facts.update(found)
        for facts in found.values():
            for one in facts.relations:
                if one.type in NAMED:
                    self.named.add(one.target)
                if one.type in ANSWERS_FOR:
                    self.answers.setdefault(one.target, []).append(facts.title)
        yield from fact_rows(found)
        yield unreadable_rows(loaded)


def _write_documents(tx: Connection, load: Load, found: _Things) -> None:
    names = names_for(tx, list(found.facts)) | {
        key: facts.names for key, facts in found.facts.items()
    }
    answers = answers_for(tx, list(found.facts))
    for person, titles in found.answers.items():
        answers[person] = sorted([*answers.get(person, ()), *titles])
    with Writer(tx) as writer:
        for some in batches(found.facts, _AT_ONCE):
            documents = [
                document(
                    key,
                    found.bodies.pop(key),
                    found.facts[key],
                    Names(of=names, answers_for=answers.get(key, ())),
                )
                for key in some
            ]
            records = [record_row(one.key, found.facts[one.key], one.subtitle) for one in documents]
            writer.insert([("INSERT INTO record VALUES", records)])
            writer.insert(load.take([one for one in documents if is_searched(one)]))
        writer.insert(load.counts())


def _by_entity(rows: Iterable[Stored]) -> dict[str, list[Stored]]:
    found: dict[str, list[Stored]] = {}
    for one in rows:
        entity = entity_of(one.key)
        if entity is not None:
            found.setdefault(entity, []).append(one)
    return found


def derive_all(tx: Connection, index: Index, at_once: int = _READ) -> None:
    """Derive everything from the rows that are here, so many at once; nothing is derived yet."""
    total = tx.exec_driver_sql("SELECT count(*) FROM row").scalar_one()
    loading = Loading(tx, index, total, anew=True)
    for kind in ORDER:
        for rows in _stored_rows(tx, kind, at_once):
            loading.derive(tx, rows)
    derive(tx, index, [entity for entity in all_entities(tx) if kind_of(entity) not in ORDER])


def _stored_rows(tx: Connection, kind: str, at_once: int) -> Iterator[Sequence[Stored]]:
    """All rows of one kind, some things at a time, the rows of each together, oldest first."""
    start, end, size = f"{kind}:", f"{kind};", at_once
    while True:
        inside = (row_table.c.key >= start) & (row_table.c.key < end)
        order = (row_table.c.key, row_table.c.seq, row_table.c.stream)
        rows = tx.execute(select(row_table).where(inside).order_by(*order).limit(size)).all()
        if len(rows) < size:
            yield rows
            return
        last = entity_of(rows[-1].key) or rows[-1].key
        whole = [one for one in rows if entity_of(one.key) != last]
        yield whole
        start, size = last, at_once if whole else size * 2

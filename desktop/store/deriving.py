"""From rows to records and the index, for the things that changed and those that name them.

Two stages, so that no order of arrival matters and a first sync stays linear: first the facts
of every changed thing, then the documents of those and of all that name one whose name changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from sqlalchemy import Connection, delete, select

from desktop.records import Document
from desktop.store.batches import among, batches
from desktop.store.bodies import Loaded, entity_of, load_bodies, unreadable_rows
from desktop.store.documents import NOT_FOUND_BY_SEARCH, Names, document, subtitle
from desktop.store.facts import (
    ANSWERS_FOR,
    FACET_OF_RECORD,
    IN_DOCUMENT,
    IN_SUBTITLE,
    NAMED,
    Facts,
    facts_of,
)
from desktop.store.index import Index, Statement
from desktop.store.records_schema import blob_ref, record, relation
from desktop.store.schema import row as row_table
from desktop.store.schema import unreadable
from wire.bodies import Body

Bodies = Mapping[str, Mapping[str, Body]]  # entity → facet → body

KEPT_BODIES: Final = 4_000


@dataclass(slots=True)
class _Changes:
    """What the first stage found out for the second."""

    here: set[str] = field(default_factory=set)
    renamed: set[str] = field(default_factory=set)
    answering: set[str] = field(default_factory=set)
    bodies: dict[str, Mapping[str, Body]] = field(default_factory=dict)
    facts: dict[str, Facts] = field(default_factory=dict)

    def keep(self, loaded: Mapping[str, Mapping[str, Body]], found: Mapping[str, Facts]) -> None:
        """Spare the second stage a reading, as long as it takes little memory."""
        if len(self.bodies) + len(loaded) <= KEPT_BODIES:
            self.bodies.update(loaded)
            self.facts.update(found)


def derive(tx: Connection, index: Index, touched: Iterable[str]) -> None:
    """Bring records and index into agreement with the rows of the entities ``touched``."""
    entities = sorted(touched)
    changes = _Changes()
    for some in batches(entities):
        _derive_facts(tx, some, changes)
    gone = [entity for entity in entities if entity not in changes.here]
    for some in batches(gone):
        index.remove(tx, some)
    named = naming(tx, changes.renamed, IN_DOCUMENT)
    stale = (changes.here | changes.answering | named) - set(gone)
    for some in batches(sorted(stale)):
        _derive_documents(tx, index, some, changes)
    below = naming(tx, changes.renamed, IN_SUBTITLE) - stale
    for some in batches(sorted(below)):
        retitle(tx, index, some)


def all_entities(tx: Connection) -> list[str]:
    """Every thing of which there is a row."""
    found: dict[str, None] = {}
    for key in tx.scalars(select(row_table.c.key).distinct()):
        entity = entity_of(key)
        if entity:
            found[entity] = None
    return list(found)


def _derive_facts(tx: Connection, entities: Sequence[str], changes: _Changes) -> None:
    before = names_of(tx, entities)
    changes.answering |= _answering(tx, entities)
    loaded = load_bodies(tx, entities)
    _note_unreadable(tx, loaded)
    for table in (record, relation, blob_ref):
        tx.execute(delete(table).where(among(table.c.key, entities)))
    found = {
        entity: facts
        for entity in entities
        if (facts := facts_of(kind_of(entity), loaded.bodies.get(entity, {}))) is not None
    }
    changes.keep(loaded.bodies, found)
    records = [record_row(entity, facts, "") for entity, facts in found.items()]
    for statement in (("INSERT INTO record VALUES", records), *fact_rows(found)):
        _insert(tx, *statement)
    changes.here |= found.keys()
    changes.renamed |= {
        entity
        for entity in entities
        if before.get(entity, ()) != (found[entity].names if entity in found else ())
    }
    changes.answering |= _answering(tx, entities)


def fact_rows(found: Mapping[str, Facts]) -> Iterator[Statement]:
    """What is to be inserted for the facts of things that have none yet, but for records."""
    yield (
        "INSERT INTO relation VALUES",
        [
            (entity, one.type, one.target, at, one.note)
            for entity, facts in found.items()
            for at, one in enumerate(facts.relations)
        ],
    )
    yield (
        "INSERT OR REPLACE INTO blob_ref VALUES",
        [(entity, *blob) for entity, facts in found.items() for blob in facts.blobs],
    )


def record_row(entity: str, facts: Facts, subtitle: str) -> tuple[object, ...]:
    """One row of ``record``."""
    return (
        entity, kind_of(entity), facts.title, json.dumps(facts.names), subtitle, facts.thumbnail,
        facts.updated, facts.source, facts.source_key, facts.left,
    )  # fmt: skip


def _derive_documents(
    tx: Connection, index: Index, entities: Sequence[str], known: _Changes
) -> None:
    read = load_bodies(tx, [entity for entity in entities if entity not in known.bodies])
    bodies: Bodies = {**known.bodies, **read.bodies} if read.keys else known.bodies
    names = names_for(tx, entities)
    answers = answers_for(tx, entities)
    documents: list[Document] = []
    for entity in entities:
        facts = known.facts.get(entity) or facts_of(kind_of(entity), bodies.get(entity, {}))
        if facts is None:
            continue
        called = Names(of=names, answers_for=answers.get(entity, ()))
        documents.append(document(entity, bodies[entity], facts, called))
    _retitle_records(tx, [(one.key, one.subtitle) for one in documents])
    index.put(tx, list(filter(is_searched, documents)))


def retitle(tx: Connection, index: Index, entities: Sequence[str]) -> None:
    """Bring the subtitles of things into agreement with the names they mention."""
    bodies = load_bodies(tx, entities).bodies
    names = Names(of=names_for(tx, entities))
    mains = {entity: bodies.get(entity, {}).get(main_facet(entity)) for entity in entities}
    found = [(entity, subtitle(body, names)) for entity, body in mains.items() if body is not None]
    _retitle_records(tx, found)
    index.retitle(tx, found)


def _retitle_records(tx: Connection, subtitles: Sequence[tuple[str, str]]) -> None:
    if subtitles:
        tx.exec_driver_sql(
            "UPDATE record SET subtitle = ? WHERE key = ? AND subtitle <> ?",
            [(line, key, line) for key, line in subtitles],
        )


def _note_unreadable(tx: Connection, loaded: Loaded) -> None:
    tx.execute(delete(unreadable).where(among(unreadable.c.key, loaded.keys)))
    _insert(tx, *unreadable_rows(loaded))


def with_records(tx: Connection, keys: Iterable[str]) -> set[str]:
    """Those of ``keys`` of which there are records."""
    found = (
        tx.scalars(select(record.c.key).where(among(record.c.key, some))).all()
        for some in batches(keys)
    )
    return set(chain.from_iterable(found))


def stored_names(tx: Connection) -> dict[str, str]:
    """What everything is called, as it is stored."""
    return {key: names for key, names in tx.execute(select(record.c.key, record.c.names))}


def names_of(tx: Connection, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What things are called, as stored now."""
    columns = select(record.c.key, record.c.names)
    return {
        key: tuple(json.loads(names))
        for some in batches(keys)
        for key, names in tx.execute(columns.where(among(record.c.key, some)))
    }


def names_for(tx: Connection, entities: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The names that the documents of ``entities`` may mention."""
    targets = tx.scalars(
        select(relation.c.target)
        .distinct()
        .where(among(relation.c.key, entities), relation.c.type.in_(NAMED))
    )
    return names_of(tx, targets.all())


def naming(tx: Connection, renamed: Iterable[str], types: Sequence[str]) -> set[str]:
    """All things that mention one of ``renamed`` by a relation of one of ``types``."""
    found: set[str] = set()
    for some in batches(renamed):
        mentions = select(relation.c.key).where(
            among(relation.c.target, some), relation.c.type.in_(types)
        )
        found.update(tx.scalars(mentions))
    return found


def _answering(tx: Connection, entities: Iterable[str]) -> set[str]:
    """The people that responsibilities among ``entities`` name, as stored now."""
    some = [entity for entity in entities if kind_of(entity) == "responsibility"]
    if not some:
        return set()
    targets = select(relation.c.target).where(
        among(relation.c.key, some), relation.c.type.in_(ANSWERS_FOR)
    )
    return set(tx.scalars(targets))


def answers_for(tx: Connection, entities: Sequence[str]) -> dict[str, list[str]]:
    """What the people among ``entities`` answer for."""
    people = [entity for entity in entities if kind_of(entity) == "person"]
    found: dict[str, list[str]] = {}
    if people:
        answers = (
            select(relation.c.target, record.c.title)
            .join(record, record.c.key == relation.c.key)
            .where(among(relation.c.target, people), relation.c.type.in_(ANSWERS_FOR))
            .order_by(record.c.title)
        )
        for person, what in tx.execute(answers):
            found.setdefault(person, []).append(what)
    return found


def is_searched(one: Document) -> bool:
    """Whether a search may find it."""
    return one.kind not in NOT_FOUND_BY_SEARCH


def kind_of(entity: str) -> str:
    """The kind in a key such as ``person:7f``."""
    return entity.partition(":")[0]


def main_facet(entity: str) -> str:
    """The facet without which there is nothing to show of a thing."""
    return FACET_OF_RECORD.get(kind_of(entity), "")


def _insert(tx: Connection, insert: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        tx.exec_driver_sql(f"{insert} ({', '.join('?' * len(rows[0]))})", [*map(tuple, rows)])

"""From rows to records and the index, for the things that changed and those that name them.

Two stages, so that no order of arrival matters and a first sync stays linear: first the facts
of every changed thing, then the documents of those and of all that name one whose name changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from desktop.records import Document
from desktop.store.batches import among, batches
from desktop.store.bodies import Loaded, entity_of, load_bodies
from desktop.store.documents import NOT_FOUND_BY_SEARCH, Names, document
from desktop.store.facts import ANSWERS_FOR, NAMED, Facts, facts_of
from desktop.store.index import Index
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

    def keep(self, loaded: Mapping[str, Mapping[str, Body]]) -> None:
        """Spare the second stage a reading, as long as it takes little memory."""
        if len(self.bodies) + len(loaded) <= KEPT_BODIES:
            self.bodies.update(loaded)


def derive(tx: Connection, index: Index, touched: Iterable[str]) -> None:
    """Bring records and index into agreement with the rows of the entities ``touched``."""
    entities = sorted(touched)
    changes = _Changes()
    for some in batches(entities):
        _derive_facts(tx, some, changes)
    gone = [entity for entity in entities if entity not in changes.here]
    for some in batches(gone):
        index.remove(tx, some)
    stale = (changes.here | changes.answering | _naming(tx, changes.renamed)) - set(gone)
    for some in batches(sorted(stale)):
        _derive_documents(tx, index, some, changes.bodies)


def all_entities(tx: Connection) -> list[str]:
    """Every thing of which there is a row."""
    found: dict[str, None] = {}
    for key in tx.scalars(select(row_table.c.key).distinct()):
        entity = entity_of(key)
        if entity:
            found[entity] = None
    return list(found)


def _derive_facts(tx: Connection, entities: Sequence[str], changes: _Changes) -> None:
    before = _names_of(tx, entities)
    changes.answering |= _answering(tx, entities)
    loaded = load_bodies(tx, entities)
    _note_unreadable(tx, loaded)
    changes.keep(loaded.bodies)
    for table in (record, relation, blob_ref):
        tx.execute(delete(table).where(among(table.c.key, entities)))
    found = {
        entity: facts
        for entity in entities
        if (facts := facts_of(_kind(entity), loaded.bodies.get(entity, {}))) is not None
    }
    _write_facts(tx, found)
    changes.here |= found.keys()
    changes.renamed |= {
        entity
        for entity in entities
        if before.get(entity, ()) != (found[entity].names if entity in found else ())
    }
    changes.answering |= _answering(tx, entities)


def _write_facts(tx: Connection, found: Mapping[str, Facts]) -> None:
    _insert(tx, record, [_record(entity, facts) for entity, facts in found.items()])
    _insert(
        tx,
        relation,
        [
            {
                "key": entity,
                "type": one.type,
                "target": one.target,
                "position": at,
                "note": one.note,
            }
            for entity, facts in found.items()
            for at, one in enumerate(facts.relations)
        ],
    )
    _insert(
        tx,
        blob_ref,
        [
            {"key": entity, "hash": hash_, "rank": rank, "size": size}
            for entity, facts in found.items()
            for hash_, rank, size in facts.blobs
        ],
    )


def _record(entity: str, facts: Facts) -> dict[str, Any]:
    return {
        "key": entity,
        "kind": _kind(entity),
        "title": facts.title,
        "names": json.dumps(facts.names),
        "subtitle": "",
        "thumbnail": facts.thumbnail,
        "updated": facts.updated,
        "source": facts.source,
        "source_key": facts.source_key,
        "left": facts.left,
    }


def _derive_documents(tx: Connection, index: Index, entities: Sequence[str], known: Bodies) -> None:
    read = load_bodies(tx, [entity for entity in entities if entity not in known])
    bodies: Bodies = {**known, **read.bodies} if read.keys else known
    names = _names_for(tx, entities)
    answers = _answers_for(tx, entities)
    documents: list[Document] = []
    for entity in entities:
        facts = facts_of(_kind(entity), bodies.get(entity, {}))
        if facts is None:
            continue
        called = Names(of=names, answers_for=answers.get(entity, ()))
        documents.append(document(entity, bodies[entity], facts, called))
    if documents:
        subtitles = [(one.subtitle, one.key, one.subtitle) for one in documents]
        tx.exec_driver_sql(
            "UPDATE record SET subtitle = ? WHERE key = ? AND subtitle <> ?", subtitles
        )
    index.put(tx, [one for one in documents if one.kind not in NOT_FOUND_BY_SEARCH])


def _note_unreadable(tx: Connection, loaded: Loaded) -> None:
    tx.execute(delete(unreadable).where(among(unreadable.c.key, loaded.keys)))
    _insert(tx, unreadable, loaded.bad)


def _names_of(tx: Connection, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    columns = select(record.c.key, record.c.names)
    return {
        key: tuple(json.loads(names))
        for some in batches(keys)
        for key, names in tx.execute(columns.where(among(record.c.key, some)))
    }


def _names_for(tx: Connection, entities: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The names that the documents of ``entities`` may mention."""
    targets = tx.scalars(
        select(relation.c.target)
        .distinct()
        .where(among(relation.c.key, entities), relation.c.type.in_(NAMED))
    )
    return _names_of(tx, targets.all())


def _naming(tx: Connection, renamed: Iterable[str]) -> set[str]:
    """All things whose documents mention one of ``renamed``."""
    found: set[str] = set()
    for some in batches(renamed):
        naming = select(relation.c.key).where(
            among(relation.c.target, some), relation.c.type.in_(NAMED)
        )
        found.update(tx.scalars(naming))
    return found


def _answering(tx: Connection, entities: Iterable[str]) -> set[str]:
    """The people that responsibilities among ``entities`` name, as stored now."""
    some = [entity for entity in entities if _kind(entity) == "responsibility"]
    if not some:
        return set()
    targets = select(relation.c.target).where(
        among(relation.c.key, some), relation.c.type.in_(ANSWERS_FOR)
    )
    return set(tx.scalars(targets))


def _answers_for(tx: Connection, entities: Sequence[str]) -> dict[str, list[str]]:
    """What the people among ``entities`` answer for."""
    people = [entity for entity in entities if _kind(entity) == "person"]
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


def _kind(entity: str) -> str:
    return entity.partition(":")[0]


def _insert(tx: Connection, table: Any, values: list[dict[str, Any]]) -> None:
    if values:
        tx.execute(insert(table).prefix_with("OR REPLACE"), values)

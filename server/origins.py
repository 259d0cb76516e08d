"""What each thing is called where it came from, so that an import finds it again.

Kept beside the rows and in the same transaction; no client ever sees it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from server import schema


@dataclass(frozen=True, slots=True)
class Origin:
    """A source, and the name of a thing there."""

    source: str
    source_key: str


def entities_of(tx: Connection, source: str, kind: str) -> dict[str, str]:
    """What a source holds of one kind: source key to id."""
    table = schema.origin.c
    query = select(table.source_key, table.entity).where(table.source == source, table.kind == kind)
    return {source_key: entity for source_key, entity in tx.execute(query)}


def write_origins(tx: Connection, wanted: Mapping[str, Origin | None]) -> None:
    """Set the origin of each thing, by its key; ``None`` forgets it."""
    known = _known(tx, wanted)
    changed = {key: origin for key, origin in sorted(wanted.items()) if known.get(key) != origin}
    table = schema.origin
    for key, origin in changed.items():
        kind, _, identity = key.partition(":")
        tx.execute(delete(table).where(table.c.kind == kind, table.c.entity == identity))
        if origin is not None:
            _take_name(tx, kind, origin)
            row = {"source": origin.source, "source_key": origin.source_key}
            tx.execute(insert(table).values(kind=kind, entity=identity, **row))


def _take_name(tx: Connection, kind: str, origin: Origin) -> None:
    # A name means one thing: whoever had it before no longer does.
    table = schema.origin
    here = (table.c.source == origin.source) & (table.c.source_key == origin.source_key)
    tx.execute(delete(table).where(here, table.c.kind == kind))


def _known(tx: Connection, keys: Iterable[str]) -> dict[str, Origin]:
    by_kind: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        kind, _, identity = key.partition(":")
        by_kind[kind].append(identity)
    table = schema.origin.c
    known = {}
    for kind, identities in sorted(by_kind.items()):
        query = select(table.entity, table.source, table.source_key)
        here = query.where(table.kind == kind, table.entity.in_(identities))
        for identity, source, source_key in tx.execute(here):
            known[f"{kind}:{identity}"] = Origin(source, source_key)
    return known

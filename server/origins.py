"""What each thing is called where it came from, so that an import finds it again.

Kept beside the rows and in the same transaction; no client ever sees it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Executable, bindparam, delete, insert, select

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
    """Set the origin of each thing, by its key; ``None`` forgets it.

    A name means one thing: whoever had it before no longer does.
    """
    known = _known(tx, wanted)
    changed = {key: origin for key, origin in sorted(wanted.items()) if known.get(key) != origin}
    taken = {_name(key, origin): key for key, origin in changed.items() if origin is not None}
    table = schema.origin
    at_entity = (table.c.kind == bindparam("of")) & (table.c.entity == bindparam("id"))
    _many(tx, delete(table).where(at_entity), [_place(key) for key in changed if key in known])
    at_name = (table.c.kind == bindparam("of")) & (table.c.source == bindparam("at"))
    here = at_name & (table.c.source_key == bindparam("name"))
    names = [{"of": kind, "at": source, "name": name} for kind, source, name in taken]
    _many(tx, delete(table).where(here), names)
    made = [
        {"kind": kind, "source": source, "source_key": name, "entity": _place(key)["id"]}
        for (kind, source, name), key in taken.items()
    ]
    _many(tx, insert(table), made)


def _name(key: str, origin: Origin) -> tuple[str, str, str]:
    return _place(key)["of"], origin.source, origin.source_key


def _place(key: str) -> dict[str, str]:
    kind, _, identity = key.partition(":")
    return {"of": kind, "id": identity}


def _many(tx: Connection, statement: Executable, parameters: list[dict[str, str]]) -> None:
    if parameters:
        tx.execute(statement, parameters)


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

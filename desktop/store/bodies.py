"""The bodies of things, read from their raw rows; what cannot be read is named, not raised."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from desktop.records import Address
from desktop.store.schema import row as row_table
from wire.bodies import Body
from wire.codec import WireError, decode_body
from wire.rows import Key


@dataclass(slots=True)
class Loaded:
    """``bodies`` by entity and facet; ``keys`` are all that were read; ``bad`` the unreadable."""

    bodies: dict[str, dict[str, Body]] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    bad: list[dict[str, str]] = field(default_factory=list)


def entity_of(key: str) -> str | None:
    """The thing a row's key belongs to; ``None`` for a key that is none."""
    try:
        entity = Key.parse(key).entity
        return entity if Address.parse(entity).key == entity else None
    except ValueError:
        return None


def load_bodies(tx: Connection, entities: Sequence[str]) -> Loaded:
    """The bodies of each entity: of one key in several streams, the newest row's."""
    loaded = Loaded()
    if not entities:
        return loaded
    wanted = set(entities)
    newest = {one.key: one for one in _rows_of(tx, entities)}
    for key, one in newest.items():
        entity = entity_of(key)
        if entity is None or entity not in wanted:
            continue
        loaded.keys.append(key)
        body = _read(one, loaded.bad)
        if body is not None:
            loaded.bodies.setdefault(entity, {})[Key.parse(key).facet] = body
    return loaded


def _rows_of(tx: Connection, entities: Sequence[str]) -> Iterable[Any]:
    """All rows of the entities, oldest first; ``$`` is the sign after the ``#`` of a facet."""
    each: Any = func.json_each(json.dumps(list(entities))).table_valued("value")
    inside = (row_table.c.key >= each.c.value) & (row_table.c.key < each.c.value.concat("$"))
    return tx.execute(
        select(row_table.c.key, row_table.c.stream, row_table.c.kind, row_table.c.body)
        .select_from(each.join(row_table, inside))
        .order_by(row_table.c.seq, row_table.c.stream)
    )


def _read(one: Any, bad: list[dict[str, str]]) -> Body | None:
    key = Key.parse(one.key)
    if one.kind != (f"{key.kind}.{key.facet}" if key.facet else key.kind):
        bad.append({"key": one.key, "stream": one.stream, "reason": "the kind is not the key's"})
        return None
    try:
        return decode_body(one.kind, one.body)
    except WireError as error:
        # The problem's own words may quote the body; its type and the field's name do not.
        reason = f"{error.problem.type} {error.problem.field}".strip()
        bad.append({"key": one.key, "stream": one.stream, "reason": reason})
        return None

"""The bodies of things, read from their raw rows; what cannot be read is named, not raised."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, func, select

from desktop.records import Address
from desktop.store.index import Statement
from desktop.store.schema import row as row_table
from wire.bodies import Body
from wire.codec import WireError, decode_body
from wire.rows import Key

_plain_key: Final = re.compile(r"([a-z]+:[A-Za-z0-9_-]+)(?:#[a-z]+)?")  # as nearly all are


class StoredRow(NamedTuple):
    """A row as it lies here, with what it is ordered by first."""

    seq: int
    stream: str
    key: str
    kind: str
    body: bytes


@dataclass(slots=True)
class Loaded:
    """``bodies`` by entity and facet; ``keys`` are all that were read; ``bad`` the unreadable."""

    bodies: dict[str, dict[str, Body]] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    bad: list[dict[str, str]] = field(default_factory=list)


def entity_of(key: str) -> str | None:
    """The thing a row's key belongs to; ``None`` for a key that is none."""
    plain = _plain_key.fullmatch(key)
    if plain is not None:
        return plain[1]
    try:
        entity = Key.parse(key).entity
        return entity if Address.parse(entity).key == entity else None
    except ValueError:
        return None


def load_bodies(tx: Connection, entities: Sequence[str]) -> Loaded:
    """The bodies of each entity: of one key in several streams, the newest row's."""
    return read_bodies(rows_of(tx, entities), set(entities)) if entities else Loaded()


def read_bodies(rows: Iterable[Any], wanted: Container[str]) -> Loaded:
    """The bodies in ``rows``, oldest first, that belong to the things that are wanted."""
    loaded = Loaded()
    for key, one in {one.key: one for one in rows}.items():
        entity = entity_of(key)
        if entity is None or entity not in wanted:
            continue
        loaded.keys.append(key)
        body = _read(one, loaded.bad)
        if body is not None:
            loaded.bodies.setdefault(entity, {})[key.partition("#")[2]] = body
    return loaded


def unreadable_rows(loaded: Loaded) -> Statement:
    """What is to be inserted of the rows that cannot be read."""
    rows = [(bad["key"], bad["stream"], bad["reason"]) for bad in loaded.bad]
    return "INSERT OR REPLACE INTO unreadable VALUES", rows


def stray_rows(rows: Iterable[Any]) -> Statement:
    """What is to be inserted of rows whose key is none, so that the doctor can name them."""
    strays = [(one.key, one.stream, "the key is none") for one in rows if not entity_of(one.key)]
    return "INSERT OR REPLACE INTO unreadable VALUES", strays


def rows_of(tx: Connection, entities: Sequence[str]) -> list[StoredRow]:
    """All rows of the entities, oldest first; ``$`` is the sign after the ``#`` of a facet."""
    each: Any = func.json_each(json.dumps(list(entities))).table_valued("value")
    inside = (row_table.c.key >= each.c.value) & (row_table.c.key < each.c.value.concat("$"))
    columns = [row_table.c[name] for name in StoredRow._fields]
    found = tx.execute(select(*columns).select_from(each.join(row_table, inside)))
    return sorted(map(StoredRow._make, found), key=itemgetter(0, 1))


def _read(one: Any, bad: list[dict[str, str]]) -> Body | None:
    kind, _, rest = one.key.partition(":")
    facet = rest.partition("#")[2]
    if one.kind != (f"{kind}.{facet}" if facet else kind):
        bad.append({"key": one.key, "stream": one.stream, "reason": "the kind is not the key's"})
        return None
    try:
        return decode_body(one.kind, bytes(one.body))
    except WireError as error:
        # The problem's own words may quote the body; its type and the field's name do not.
        reason = f"{error.problem.type} {error.problem.field}".strip()
        bad.append({"key": one.key, "stream": one.stream, "reason": reason})
        return None

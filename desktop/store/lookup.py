"""Questions about records and relations, all answered from one moment of the replica."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, exists, select

from desktop.records import Address, Reference
from desktop.store.batches import among, batches
from desktop.store.bodies import load_bodies
from desktop.store.facts import PARENT, SPACE
from desktop.store.records_schema import record, relation
from wire.bodies import Body, FieldBody, SiteBody, SkillBody, SpaceBody, UnitBody

DEEPEST = 30
NAMED_BY_LANGUAGE = ("unit", "site", "skill", "space")
_SHOWN = (record.c.key, record.c.title, record.c.subtitle, record.c.thumbnail)


class Relating(NamedTuple):
    """A thing that refers to another, and as what; ``note`` is a role or a place among sisters."""

    type: str
    note: str | None
    source: Reference


class Lookup:
    """Reads what one moment of the replica says.

    ``language`` is that of the window: what has names in several is called by the one in it.
    """

    def __init__(self, tx: Connection, language: str | None = None) -> None:
        self._tx = tx
        self.language = language

    def bodies(self, key: str) -> Mapping[str, Body]:
        """The bodies of one thing by facet; empty if it is not here."""
        return load_bodies(self._tx, [key]).bodies.get(key, {})

    def bodies_of(self, keys: Iterable[str]) -> Mapping[str, Mapping[str, Body]]:
        """The bodies of several things by facet, by key."""
        wanted = list(keys)
        return load_bodies(self._tx, wanted).bodies if wanted else {}

    def reference(self, kind: str, identity: str | None) -> Reference | None:
        """One thing by kind and id; ``None`` where it is not here or none is named."""
        return (
            self.references([f"{kind}:{identity}"]).get(f"{kind}:{identity}") if identity else None
        )

    def references(self, keys: Iterable[str]) -> dict[str, Reference]:
        """Those of ``keys`` that are here."""
        found = [
            one
            for some in batches(dict.fromkeys(keys))
            for one in self._tx.execute(select(*_SHOWN).where(among(record.c.key, some)))
        ]
        return {one.address.key: one for one in self._shown(found)}

    def named(self, kind: str) -> list[tuple[Reference, Sequence[str]]]:
        """Everything of a kind of which there are few, with all its names."""
        found = self._tx.execute(
            select(*_SHOWN, record.c.names).where(record.c.kind == kind).order_by(record.c.key)
        ).all()
        return [
            (shown, json.loads(one.names))
            for one, shown in zip(found, self._shown(found), strict=True)
        ]

    def here(self, keys: Iterable[str]) -> set[str]:
        """Which of ``keys`` are here."""
        return set(self.references(keys))

    def relating(self, target: str, *types: str) -> list[Relating]:
        """What refers to ``target`` in one of these ways, in order of title."""
        found = self._tx.execute(
            select(relation.c.type, relation.c.note, *_SHOWN)
            .join(record, record.c.key == relation.c.key)
            .where(relation.c.target == target, relation.c.type.in_(types))
            .distinct()
        ).all()
        shown = zip(found, self._shown(found), strict=True)
        relating = [Relating(one.type, one.note, source) for one, source in shown]
        return sorted(
            relating, key=lambda one: (in_order(one.source.title), str(one.source.address))
        )

    def sources(self, target: str, *types: str) -> tuple[Reference, ...]:
        """What refers to ``target`` in one of these ways, each once, in order of title."""
        return tuple(dict.fromkeys(one.source for one in self.relating(target, *types)))

    def related(self, key: str, type_: str) -> list[Reference]:
        """What ``key`` refers to in this way and is here, in its own order."""
        found = self._tx.execute(
            select(*_SHOWN)
            .join(relation, relation.c.target == record.c.key)
            .where(relation.c.key == key, relation.c.type == type_)
            .order_by(relation.c.position)
        )
        return self._shown(found.all())

    def way_up(self, key: str, type_: str) -> tuple[Reference, ...]:
        """From the top down to what is right above ``key``; a circle is cut."""
        way: list[Reference] = []
        seen = {key}
        while len(way) < DEEPEST:
            above = next(iter(self.related(key, type_)), None)
            if above is None or above.address.key in seen:
                break
            way.append(above)
            key = above.address.key
            seen.add(key)
        return tuple(reversed(way))

    def in_place(self, key: str) -> list[Relating]:
        """What lies right below a page or a unit, in its place among its sisters."""
        below = self.relating(key, PARENT)
        return sorted(below, key=lambda one: (one.note is None, one.note or ""))

    def top_pages(self, space: str) -> list[Reference]:
        """The pages of a space that lie below no other page that is here."""
        found = self._tx.execute(
            select(*_SHOWN)
            .join(relation, relation.c.key == record.c.key)
            .where(relation.c.target == space, relation.c.type == SPACE, record.c.kind == "page")
            .where(~_lies_below())
        )
        return sorted(self._shown(found.all()), key=_by_title)

    def topmost(self, kind: str) -> list[Reference]:
        """The things of a kind that lie below no other that is here, by title."""
        found = self._tx.execute(select(*_SHOWN).where(record.c.kind == kind).where(~_lies_below()))
        return sorted(self._shown(found.all()), key=_by_title)

    def targeted(self, keys: Iterable[str], type_: str) -> set[str]:
        """Those of ``keys`` that something refers to in this way."""
        found: set[str] = set()
        for some in batches(keys):
            targets = select(relation.c.target).distinct()
            mine = among(relation.c.target, some)
            found.update(self._tx.scalars(targets.where(mine, relation.c.type == type_)))
        return found

    def company_fields(self) -> Sequence[FieldBody]:
        """The fields that the company defined, in the order of their labels."""
        keys = self._tx.scalars(
            select(record.c.key).where(record.c.kind == "field").order_by(record.c.title)
        ).all()
        loaded = load_bodies(self._tx, keys).bodies
        found = (body for key in keys for body in loaded.get(key, {}).values())
        return [body for body in found if isinstance(body, FieldBody)]

    def name(self, names: Mapping[str, str]) -> str:
        """The name in the window's language, or else the first there is."""
        return names.get(self.language or "") or next(iter(names.values()), "")

    def _shown(self, found: Sequence[Any]) -> list[Reference]:
        shown = [_reference(one) for one in found]
        keys = [
            one.address.key
            for one in shown
            if self.language and one.address.kind in NAMED_BY_LANGUAGE
        ]
        bodies = self.bodies_of(keys)
        return [self._in_language(one, bodies.get(one.address.key, {})) for one in shown]

    def _in_language(self, shown: Reference, bodies: Mapping[str, Body]) -> Reference:
        match bodies.get(""):
            case UnitBody() | SiteBody() | SkillBody() | SpaceBody() as body:
                return replace(shown, title=self.name(body.names) or shown.title)
        return shown


def _lies_below() -> ColumnElement[bool]:
    """Whether a record lies below another one that is here."""
    above, lying = record.alias(), relation.alias()
    return (
        exists()
        .where(lying.c.key == record.c.key, lying.c.type == PARENT)
        .where(above.c.key == lying.c.target)
        .correlate(record)
    )


def _by_title(one: Reference) -> tuple[str, str]:
    return in_order(one.title), str(one.address)


def in_order(title: str) -> str:
    """What titles are sorted by: *Ärzte* stands before *Bau*."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _reference(one: Any) -> Reference:
    return Reference(
        address=Address.parse(one.key),
        title=one.title,
        subtitle=one.subtitle,
        thumbnail=one.thumbnail,
    )

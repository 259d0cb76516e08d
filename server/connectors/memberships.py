"""Which units a person belongs to, in which role, since when. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from server.connectors import plain_text
from server.connectors.json_lines import Record
from server.connectors.organisation import Organisation, UnitPath, unit_path
from wire.bodies import Membership


def unit_paths(record: Record) -> tuple[UnitPath, ...]:
    """Return the paths of the units a record names as its own."""
    listed = record.get("org_units")
    paths = (unit_path(one) for one in listed) if isinstance(listed, list) else ()
    return tuple(dict.fromkeys(path for path in paths if path))


def memberships(record: Record, organisation: Organisation) -> tuple[Membership, ...]:
    """Return a person's memberships: what holds now by unit, what is over by name.

    A unit that comes both as a path and by name is one membership, with what the name adds.
    """
    own = list(unit_paths(record))
    by_key = organisation.by_key(plain_text.line(record.get("org_unit_id")))
    if not own and by_key:
        own = [by_key]
    said = record.get("memberships")
    listed = [one for one in said if isinstance(one, Mapping)] if isinstance(said, list) else []
    current: dict[UnitPath, list[Membership]] = {path: [] for path in own}
    other: list[Membership] = []
    for one in listed:
        name = plain_text.line(one.get("org"))
        path = None if one.get("to") else _unit(one, name, own, organisation)
        if path is not None:
            unit = organisation.unit_id(path)
            current.setdefault(path, []).append(_membership(one, unit=unit, name=None))
        elif name:
            other.append(_membership(one, unit=None, name=name))
    now = [
        membership
        for path, found in current.items()
        for membership in (found or [Membership(unit=organisation.unit_id(path))])
    ]
    if now:
        now[0] = msgspec.structs.replace(now[0], primary=True)
    return tuple(dict.fromkeys([*now, *other]))


def _unit(
    said: Mapping[str, Any], name: str | None, own: list[UnitPath], organisation: Organisation
) -> UnitPath | None:
    """Return the unit a membership is in now. What has ended keeps the name it had then."""
    if by_key := organisation.by_key(plain_text.line(said.get("unit"))):
        return by_key
    if not name:
        return None
    wanted = name.casefold()
    for path in own:
        if wanted in (path[-1].casefold(), " / ".join(path[-2:]).casefold()):
            return path
    return organisation.by_name(name)


def _membership(said: Mapping[str, Any], *, unit: str | None, name: str | None) -> Membership:
    return Membership(
        unit=unit,
        name=name,
        role=plain_text.line(said.get("role")),
        since=plain_text.line(said.get("from")),
        until=plain_text.line(said.get("to")),
    )

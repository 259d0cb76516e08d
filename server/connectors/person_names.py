"""What a person is called, from a record. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from server.connectors import plain_text
from server.connectors.json_lines import Record
from wire.bodies import Names, OtherName


def names(record: Record) -> Names | None:
    """Return the names; ``None`` if the record has none at all."""
    given = plain_text.line(record.get("given_name"))
    family = plain_text.line(record.get("family_name"))
    display = plain_text.line(record.get("display_name"))
    display = display or " ".join(part for part in (given, family) if part)
    if not display:
        return None
    return Names(
        display=display,
        given=given,
        family=family,
        academic_title=plain_text.line(record.get("academic_title")),
        particles=plain_text.line(record.get("particles")),
        other=tuple(dict.fromkeys(_other_names(record, family or ""))),
        pronunciation=plain_text.line(record.get("pronunciation")),
        pronouns=plain_text.line(record.get("pronouns")),
    )


def _other_names(record: Record, family: str) -> Iterator[OtherName]:
    said: Any = record.get("other_names")
    for one in said if isinstance(said, list) else [said]:
        if isinstance(one, Mapping):
            name, kind = plain_text.line(one.get("name")), plain_text.line(one.get("kind"))
        else:
            name, kind = plain_text.line(one), None
        if name:
            yield OtherName(name=name, kind=kind or _kind(name, family))


def _kind(name: str, family: str) -> str:
    """Who kept the family name goes by another first name; who did not had another before."""
    first_word = family.split(maxsplit=1)[0].rstrip(",").casefold() if family else ""
    return "nick" if first_word and name.casefold().split()[-1] == first_word else "former"

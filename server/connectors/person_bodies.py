"""One record of a people file, as the bodies of a person. Pure: no files, no database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from server.connectors import plain_text
from server.connectors.company_fields import company_fields
from server.connectors.json_lines import Record
from server.connectors.memberships import memberships
from server.connectors.organisation import Organisation
from server.connectors.person_names import names
from server.connectors.phones import phone
from server.connectors.references import References
from wire.bodies import (
    Body,
    Confirmation,
    Language,
    Link,
    Mail,
    Names,
    PersonContact,
    PersonCore,
    PersonPrivate,
    Phone,
    Photo,
    SkillClaim,
)

_PRIVATE: Final = frozenset({"home", "private", "privat"})
_ROOM = re.compile(r"(?P<place>.+?),\s*(?:Raum|Room|Zimmer|Rm\.?)\s+(?P<room>\S+)", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def person_bodies(
    record: Record,
    key: str,
    organisation: Organisation,
    references: References,
    photo: Photo | None,
) -> dict[str, Body]:
    """Return the bodies by facet; those that would say nothing are absent.

    A person without a name is shown by ``key``, which is what the source calls them.
    """
    known = names(record)
    if known is None:
        references.problems.note("A person has no name and is shown by id", f"person {key}")
        known = Names(display=key)
    bodies: dict[str, Body] = {"core": _core(record, key, known, organisation, references, photo)}
    numbers = list(_phones(record, references.region))
    mails = list(_mails(record))
    contact = PersonContact(
        phones=tuple(one for one in numbers if not _is_private(one.kind)),
        mails=tuple(one for one in mails if not _is_private(one.kind)),
        chat=plain_text.line(record.get("chat")),
        best=plain_text.line(record.get("best_channel")),
    )
    private = PersonPrivate(
        phones=tuple(one for one in numbers if _is_private(one.kind)),
        mails=tuple(one for one in mails if _is_private(one.kind)),
    )
    if contact != PersonContact():
        bodies["contact"] = contact
    if private != PersonPrivate():
        bodies["private"] = private
    return bodies


def _core(
    record: Record,
    key: str,
    known: Names,
    organisation: Organisation,
    references: References,
    photo: Photo | None,
) -> PersonCore:
    place = f"person {key}"
    site_text, room = _location(record)
    return PersonCore(
        names=known,
        role=plain_text.line(record.get("job_title")),
        memberships=memberships(record, organisation),
        manager=references.person(record.get("manager"), place),
        deputy=references.person(record.get("deputy"), place),
        site=references.site(record.get("site"), place),
        site_text=site_text,
        room=room,
        hours=plain_text.line(record.get("hours")),
        time_zone=plain_text.line(record.get("time_zone")),
        languages=tuple(dict.fromkeys(_languages(record))),
        skills=tuple(_skills(record, references)),
        projects=plain_text.lines(record.get("projects")),
        topics=plain_text.lines(record.get("topics")),
        about=plain_text.text(record.get("bio")),
        links=tuple(_links(record)),
        photo=photo,
        external=record.get("external") is True,
        joined=plain_text.line(record.get("joined")),
        left=plain_text.line(record.get("left")),
        ask_instead=references.person(record.get("ask_instead"), place),
        fields=company_fields(record),
        confirmed=dict(_confirmed(record)),
    )


def _confirmed(record: Record) -> Iterator[tuple[str, Confirmation]]:
    said = record.get("confirmed")
    for field, one in said.items() if isinstance(said, Mapping) else ():
        if not isinstance(one, Mapping):
            continue
        owner, at = (plain_text.line(one.get(part)) for part in ("owner", "at"))
        if owner or at:
            yield str(field), Confirmation(owner=owner, at=at)


def _location(record: Record) -> tuple[str | None, str | None]:
    """Return site text and room; the room only where the text sets it apart."""
    said, room = plain_text.line(record.get("location")), plain_text.line(record.get("room"))
    if said and room is None and (found := _ROOM.fullmatch(said)):
        return found["place"], found["room"]
    return said, room


def _phones(record: Record, region: str | None) -> Iterator[Phone]:
    country = plain_text.line(record.get("country")) or ""
    if re.fullmatch(r"[A-Za-z]{2}", country):
        region = country.upper()
    for said in _listed(record.get("phones")):
        if found := phone(said, region):
            yield found


def _mails(record: Record) -> Iterator[Mail]:
    for said in _listed(record.get("emails")):
        fields = said if isinstance(said, Mapping) else {"address": said}
        address = plain_text.line(fields.get("address") or fields.get("email"))
        if address:
            yield Mail(address=address, kind=plain_text.line(fields.get("type")))


def _languages(record: Record) -> Iterator[Language]:
    for said in _listed(record.get("languages")):
        fields = said if isinstance(said, Mapping) else {"tag": said}
        tag = plain_text.line(fields.get("tag")) or ""
        if _LANGUAGE.fullmatch(tag):
            yield Language(tag=tag, level=plain_text.line(fields.get("level")))


def _skills(record: Record, references: References) -> Iterator[SkillClaim]:
    for said in _listed(record.get("skills")):
        fields = said if isinstance(said, Mapping) else {"name": said}
        if name := plain_text.line(fields.get("name")):
            level = fields.get("level")
            yield SkillClaim(
                name=name,
                skill=references.skill(name),
                level=level if type(level) is int else None,  # not even yes and no
            )


def _links(record: Record) -> Iterator[Link]:
    for said in [*_listed(record.get("links")), *_listed(record.get("url"))]:
        fields = said if isinstance(said, Mapping) else {"url": said}
        if url := plain_text.web_address(fields.get("url")):
            yield Link(url=url, label=plain_text.line(fields.get("label")))


def _is_private(kind: str | None) -> bool:
    return (kind or "").casefold() in _PRIVATE


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]

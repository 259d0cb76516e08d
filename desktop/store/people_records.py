"""A person's card, put together from bodies and from what refers to the person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from desktop.records import Address, AnswersFor, Person, PhoneNumber, UnitMembership
from desktop.store.documents import plain_values
from desktop.store.facts import ANSWERS_FOR, AUTHOR, MANAGER, PARENT, is_former
from desktop.store.lookup import Lookup
from wire.bodies import (
    Body,
    Membership,
    PersonContact,
    PersonCore,
    PersonPrivate,
    Phone,
    ResponsibilityBody,
)


def person_record(lookup: Lookup, address: Address, bodies: Mapping[str, Body]) -> Person | None:
    """The card of one person; ``None`` where their core facet is not here."""
    core = bodies.get("core")
    if not isinstance(core, PersonCore):
        return None
    card = _card(Address(address.kind, address.id), core)
    if core.left is None:
        card = _reachable(card, bodies.values())
    memberships = [(one, _membership(lookup, one)) for one in core.memberships]
    site = lookup.reference("site", core.site)
    return replace(
        card,
        memberships=tuple(shown for one, shown in memberships if not is_former(one)),
        former_memberships=tuple(shown for one, shown in memberships if is_former(one)),
        manager=lookup.reference("person", core.manager),
        deputy=lookup.reference("person", core.deputy),
        reports=tuple(one.source for one in lookup.relating(address.key, MANAGER)),
        site=site.title if site else core.site_text,
        fields=tuple(_company_fields(lookup, core)),
        answers_for=tuple(_answers_for(lookup, address.key)),
        wrote=tuple(one.source for one in lookup.relating(address.key, AUTHOR)),
        ask_instead=lookup.reference("person", core.ask_instead),
    )


def phone_numbers(phones: Iterable[Phone]) -> tuple[PhoneNumber, ...]:
    """Numbers as they are shown and dialled; one without a digit is only shown."""
    return tuple(
        PhoneNumber(text=phone.text, dial=phone.number or _dialled(phone.text), kind=phone.kind)
        for phone in phones
    )


def _dialled(text: str) -> str:
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    return f"+{digits}" if text.lstrip().startswith("+") else digits


def _card(address: Address, core: PersonCore) -> Person:
    """What the core facet says by itself."""
    return Person(
        address=address,
        name=core.names.display,
        other_names=tuple((other.kind, other.name) for other in core.names.other),
        pronunciation=core.names.pronunciation,
        pronouns=core.names.pronouns,
        role=core.role,
        room=core.room,
        hours=core.hours,
        time_zone=core.time_zone,
        languages=tuple((language.tag, language.level) for language in core.languages),
        skills=tuple(claim.name for claim in core.skills),
        projects=core.projects,
        topics=core.topics,
        about=core.about,
        links=tuple((link.label or link.url, link.url) for link in core.links),
        thumbnail=core.photo.thumbnail if core.photo else None,
        photo=core.photo.full if core.photo else None,
        external=core.external,
        left=core.left,
        source=core.source,
        source_key=core.source_key,
    )


def _reachable(card: Person, bodies: Iterable[Body]) -> Person:
    """Add how to reach the person, from every facet here that says so."""
    for body in bodies:
        match body:
            case PersonContact():
                card = replace(card, chat=body.chat, best_channel=body.best)
            case PersonPrivate():
                pass
            case _:
                continue
        mails = tuple(mail.address for mail in body.mails)
        card = replace(
            card, phones=card.phones + phone_numbers(body.phones), mails=card.mails + mails
        )
    return card


def _membership(lookup: Lookup, membership: Membership) -> UnitMembership:
    unit = lookup.reference("unit", membership.unit)
    way = lookup.way_up(unit.address.key, PARENT) if unit else ()
    return UnitMembership(
        unit=unit,
        name=unit.title if unit else membership.name or "",
        path=tuple(above.title for above in way),
        role=membership.role,
        since=membership.since,
        until=membership.until,
    )


def _company_fields(lookup: Lookup, core: PersonCore) -> Iterator[tuple[str, str]]:
    """The company's fields in its order, then those that nobody described."""
    if not core.fields:
        return
    labels = {
        described.key: next(iter(described.labels.values()), described.key)
        for described in lookup.company_fields()
    }
    described = [key for key in labels if key in core.fields]
    for key in [*described, *(key for key in core.fields if key not in labels)]:
        text = ", ".join(plain_values(core.fields[key]))
        if text:
            yield labels.get(key, key), text


def _answers_for(lookup: Lookup, key: str) -> Iterator[AnswersFor]:
    for one in lookup.relating(key, *ANSWERS_FOR):
        body = lookup.bodies(one.source.address.key).get("")
        if isinstance(body, ResponsibilityBody):
            yield AnswersFor(
                address=one.source.address,
                what=body.what,
                part=ANSWERS_FOR[one.type],
                kind=body.kind,
                note=body.note,
            )

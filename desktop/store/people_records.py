"""A person's card, put together from bodies and from what refers to the person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from desktop.records import Address, AnswersFor, KeptBy, Person, PhoneNumber, UnitMembership
from desktop.store import facts
from desktop.store.documents import plain_values
from desktop.store.facts import ANSWERS_FOR, PARENT, is_former
from desktop.store.lookup import Lookup
from desktop.store.skill_evidence import known_skills
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
    card = _with_texts(lookup, card, core)
    return replace(
        card,
        memberships=tuple(shown for one, shown in memberships if not is_former(one)),
        former_memberships=tuple(shown for one, shown in memberships if is_former(one)),
        manager=lookup.reference("person", core.manager),
        managers=lookup.way_up(address.key, facts.MANAGER),
        deputy=lookup.reference("person", core.deputy),
        stands_in_for=lookup.sources(address.key, facts.DEPUTY),
        reports=lookup.sources(address.key, facts.MANAGER),
        leads=lookup.sources(address.key, facts.HEAD),
        site=site.title if site else core.site_text,
        place=site,
        fields=tuple(_company_fields(lookup, core)),
        answers_for=tuple(_answers_for(lookup, address.key)),
        ask_instead=lookup.reference("person", core.ask_instead),
    )


def _with_texts(lookup: Lookup, card: Person, core: PersonCore) -> Person:
    """Add what they wrote, what they look after, where they are named, and what that proves."""
    key = card.address.key
    wrote = lookup.sources(key, facts.AUTHOR)
    owned = lookup.sources(key, facts.PAGE_OWNER)
    return replace(
        card,
        wrote=wrote,
        looks_after=tuple(one for one in owned if one not in wrote),
        mentioned_in=lookup.sources(key, facts.LINK),
        skills=known_skills(lookup, core.skills, (*wrote, *owned)),
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
        projects=core.projects,
        topics=core.topics,
        about=core.about,
        links=tuple((link.label or link.url, link.url) for link in core.links),
        thumbnail=core.photo.thumbnail if core.photo else None,
        photo=core.photo.full if core.photo else None,
        external=core.external,
        kept_by=tuple(
            KeptBy(field=field, owner=one.owner, at=one.at) for field, one in core.confirmed.items()
        ),
        joined=core.joined,
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
        described.key: lookup.name(described.labels) or described.key
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

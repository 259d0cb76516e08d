"""Units with their people, and the entries for responsibilities, skills, sites and spaces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktop.records import Address, Entry, Reference, Unit
from desktop.store import facts
from desktop.store.lookup import Lookup
from desktop.store.people_records import phone_numbers
from wire.bodies import Body, ResponsibilityBody, SiteBody, SkillBody, SpaceBody, UnitBody

DOT = " · "  # between the kind of a unit and what it lies below
Labelled = Iterator[tuple[str, Reference]]


def unit_record(lookup: Lookup, address: Address, body: UnitBody) -> Unit:
    """One unit with what lies above and below it."""
    key = address.key
    site = lookup.reference("site", body.site)
    return Unit(
        address=Address(address.kind, address.id),
        name=lookup.name(body.names),
        path=lookup.way_up(key, facts.PARENT),
        kind=body.kind,
        purpose=body.purpose,
        site=site.title if site else body.address,
        place=site,
        heads=tuple(lookup.related(key, facts.HEAD)),
        deputy=lookup.reference("person", body.deputy),
        children=tuple(
            replace(one, subtitle=one.subtitle.partition(DOT)[0] if DOT in one.subtitle else "")
            for one in lookup.sources(key, facts.PARENT)
        ),
        members=tuple(
            replace(one.source, subtitle=one.note or one.source.subtitle)
            for one in lookup.relating(key, facts.MEMBER)
        ),
        phones=phone_numbers(body.phones),
        mails=tuple(mail.address for mail in body.mails),
        links=tuple((link.label or link.url, link.url) for link in body.links),
        source=body.source,
        source_key=body.source_key,
    )


def entry_record(lookup: Lookup, address: Address, body: Body) -> Entry | None:
    """Whatever else can be found; ``None`` for a kind that is not shown by itself."""
    shown = lookup.references([address.key]).get(address.key)
    if shown is None or not isinstance(body, ResponsibilityBody | SkillBody | SiteBody | SpaceBody):
        return None
    return Entry(
        address=shown.address,
        title=shown.title,
        subtitle=shown.subtitle,
        facts=tuple((label, value) for label, value in _facts(body) if value),
        references=tuple(_references(lookup, address.key, body)),
        source=body.source,
        source_key=body.source_key,
    )


def _facts(body: Body) -> Iterator[tuple[str, str | None]]:
    match body:
        case ResponsibilityBody():
            yield from (("kind", body.kind), ("hours", body.hours), ("note", body.note))
        case SkillBody():
            words = dict.fromkeys(word for words in body.synonyms.values() for word in words)
            yield "also", ", ".join(words)
        case SiteBody():
            yield from (("address", body.address), ("time zone", body.time_zone))
            yield from (("phone", phone.text) for phone in body.phones)
            yield "emergency", body.emergency
        case SpaceBody():
            yield "about", body.about


def _references(lookup: Lookup, key: str, body: Body) -> Labelled:
    match body:
        case ResponsibilityBody():
            for type_, part in facts.ANSWERS_FOR.items():
                yield from ((part, person) for person in lookup.related(key, type_))
        case SkillBody():
            yield from (("broader", one) for one in lookup.related(key, facts.BROADER))
            yield from _sources("narrower", lookup, key, facts.BROADER)
            yield from (("related", one) for one in lookup.related(key, facts.RELATED))
            yield from _sources("person", lookup, key, facts.SKILL)
        case SiteBody():
            yield from _sources("unit", lookup, key, facts.SITE, kind="unit")
        case SpaceBody():
            yield from (("owner", one) for one in lookup.related(key, facts.PAGE_OWNER))
            yield from (("page", page) for page in lookup.top_pages(key))


def _sources(label: str, lookup: Lookup, key: str, type_: str, *, kind: str = "") -> Labelled:
    for one in lookup.relating(key, type_):
        if not kind or one.source.address.kind == kind:
            yield label, one.source

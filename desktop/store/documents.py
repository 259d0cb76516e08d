"""Bodies to the documents that the search index takes in. Pure.

Names of other things come in ready; nothing here asks the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from desktop.records import Document
from desktop.store.facts import FACET_OF_RECORD, Facts, memberships_now
from wire.bodies import (
    AnswerBody,
    Body,
    CommentBody,
    Mail,
    Membership,
    PageBody,
    PersonContact,
    PersonCore,
    PersonPrivate,
    Phone,
    PostBody,
    QuestionBody,
    ResponsibilityBody,
    SiteBody,
    SkillBody,
    SpaceBody,
    UnitBody,
    Writing,
)

NOT_FOUND_BY_SEARCH: Final = frozenset({"field"})

Fields = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What other things are called, by key; ``answers_for`` is what a person answers for."""

    of: Mapping[str, Sequence[str]] = field(default_factory=dict)
    answers_for: Sequence[str] = ()

    def all(self, kind: str, identity: str | None) -> Sequence[str]:
        return self.of.get(f"{kind}:{identity}", ()) if identity else ()

    def first(self, kind: str, identity: str | None) -> str:
        return next(iter(self.all(kind, identity)), "")


def document(key: str, bodies: Mapping[str, Body], facts: Facts, names: Names) -> Document:
    """Put one thing together for the index; ``facts`` are those of the same bodies."""
    kind = key.partition(":")[0]
    # By facet, not as the rows came: what is shown first must not depend on what is older.
    ordered = [body for _, body in sorted(bodies.items())]
    pairs = chain.from_iterable([_fields(body, names, facts) for body in ordered])
    main = bodies[FACET_OF_RECORD.get(kind, "")]
    return Document(
        key=key,
        kind=kind,
        title=facts.title,
        subtitle=subtitle(main, names),
        fields=_gathered(pairs),
        facets=_gathered(_facets(main, names)),
        text="\n\n".join(part for part in _texts(main) if part),
        language=main.language if isinstance(main, PageBody | Writing) else None,
        updated=facts.updated,
        stale=facts.left,
        thumbnail=facts.thumbnail,
        source=facts.source,
        source_key=facts.source_key,
    )


def named_person(key: str, body: PersonCore, names: Names) -> Document:
    """A person by name alone, until all that there is of them is put together."""
    return Document(
        key=key,
        kind="person",
        title=body.names.display,
        subtitle=subtitle(body, names),
        fields=_gathered(_called(body)),
        stale=body.left is not None,
        thumbnail=body.photo.thumbnail if body.photo else None,
        source=body.source,
        source_key=body.source_key,
    )


def _gathered(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        if value:
            if name in found:
                found[name].append(value)
            else:
                found[name] = [value]
    return {
        name: tuple(dict.fromkeys(values) if len(values) > 1 else values)
        for name, values in found.items()
    }


def subtitle(body: Body, names: Names) -> str:
    """The line below the title; ``body`` is the main one of its thing."""
    match body:
        case PersonCore():
            return _of(body.role, _unit_of(body, names))
        case UnitBody():
            return _of(body.kind, names.first("unit", body.parent))
        case SiteBody():
            return (body.address or "").replace("\n", ", ")
        case ResponsibilityBody():
            return _of(body.kind, names.first("person", body.owner))
        case SkillBody():
            return names.first("skill", body.broader)
        case AnswerBody():
            return names.first("question", body.question)
        case CommentBody():
            return next(iter(names.of.get(body.on, ())), "")
        case PageBody() | Writing():
            return _of(names.first("space", body.space), names.first("page", _parent(body)))
    return ""


def _of(*parts: str | None) -> str:
    """The parts in a line, each once: a space's first page often bears its name."""
    return " · ".join(dict.fromkeys(part for part in parts if part))


def _parent(body: PageBody | Writing) -> str | None:
    return body.parent if isinstance(body, PageBody) else None


def _unit_of(body: PersonCore, names: Names) -> str | None:
    current = memberships_now(body)
    chosen = next((one for one in current if one.primary), next(iter(current), None))
    return (names.first("unit", chosen.unit) or chosen.name) if chosen else None


def _fields(body: Body, names: Names, facts: Facts) -> Fields:
    match body:
        case PersonCore():
            yield from _of_person(body, names)
        case PersonContact() | PersonPrivate() if not facts.left:
            yield from _of_contact(body.phones, body.mails)
        case UnitBody():
            yield from (("title", name) for name in facts.names)
            yield from (("site", name) for name in names.all("site", body.site))
            yield from _of_contact(body.phones, body.mails)
        case SiteBody():
            yield from (("title", name) for name in facts.names)
            yield from _of_contact(body.phones, ())
        case SkillBody():
            yield from (("title", name) for name in facts.names)
            yield from (("alias", word) for words in body.synonyms.values() for word in words)
        case SpaceBody() | ResponsibilityBody():
            yield from (("title", name) for name in facts.names)
        case PageBody() | Writing():
            yield from _of_text(body, names)


def _called(body: PersonCore) -> Fields:
    called = body.names
    yield "name", called.display
    parts = (called.given, called.particles, called.family)
    yield "name", " ".join([part for part in parts if part])
    yield from [("other_name", other.name) for other in called.other]


def _of_person(body: PersonCore, names: Names) -> Fields:
    yield from _called(body)
    yield "role", body.role or ""
    for membership in memberships_now(body):
        yield from [("unit", name) for name in names.all("unit", membership.unit)]
        yield "unit", membership.name or ""
        yield "role", _role_there(membership, names)
    for claim in body.skills:
        yield "skill", claim.name
        if claim.skill:
            yield from [("skill", name) for name in names.all("skill", claim.skill)]
    yield from [("language", language.tag) for language in body.languages]
    yield from [("project", project) for project in body.projects]
    yield from [("topic", topic) for topic in body.topics]
    yield from [("site", name) for name in names.all("site", body.site)]
    yield "site", body.site_text or ""
    yield "room", body.room or ""
    for value in body.fields.values():
        yield from [("company", text) for text in plain_values(value)]
    yield from [("responsibility", what) for what in names.answers_for]


def _role_there(membership: Membership, names: Names) -> str:
    """A role together with its unit: who looks for the chair of one means no other's."""
    unit = names.first("unit", membership.unit) or membership.name
    return ", ".join(part for part in (membership.role, unit) if part) if membership.role else ""


def _facets(body: Body, names: Names) -> Fields:
    """What a thing is counted under: one name for each, however many languages it has one in."""
    match body:
        case PersonCore():
            for membership in memberships_now(body):
                yield "unit", names.first("unit", membership.unit) or membership.name or ""
            for claim in body.skills:
                yield "skill", names.first("skill", claim.skill) or claim.name
            yield "site", names.first("site", body.site) or body.site_text or ""
        case UnitBody():
            yield "site", names.first("site", body.site)
        case PageBody() | Writing():
            yield "space", names.first("space", body.space)


def _of_contact(phones: Iterable[Phone], mails: Iterable[Mail]) -> Fields:
    for phone in phones:
        yield "phone", phone.text
        yield "phone", phone.number or ""
    yield from (("mail", mail.address) for mail in mails)


def _of_text(body: PageBody | Writing, names: Names) -> Fields:
    yield from (("space", name) for name in names.all("space", body.space))
    yield "author", names.first("person", body.author)
    match body:
        case PageBody():
            yield "title", body.title
            yield from (("alias", alias) for alias in body.aliases)
            yield from (("keyword", keyword) for keyword in body.keywords)
            yield from (("tag", tag) for tag in body.tags)
        case PostBody() | QuestionBody():
            yield "title", body.title
            yield from (("tag", tag) for tag in body.tags)


def _texts(body: Body) -> Iterator[str | None]:
    match body:
        case PersonCore() | SpaceBody():
            yield body.about
        case UnitBody():
            yield from (body.purpose, body.address)
        case SiteBody():
            yield from (body.address, body.emergency)
        case ResponsibilityBody():
            yield from (body.note, body.hours)
        case PageBody() | Writing():
            yield body.text
            yield from (attachment.text for attachment in body.attachments)


def plain_values(value: Any) -> Iterator[str]:
    """The texts in the value of a company field, which may be anything JSON can say."""
    match value:
        case None | bool():
            return
        case str() | int() | float():
            yield str(value)
        case list():
            for one in value:
                yield from plain_values(one)
        case dict():
            for one in value.values():
                yield from plain_values(one)

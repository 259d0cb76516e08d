"""What the store must know about a thing to list and relate it, from its bodies. Pure.

The kinds of relation are named here, and which of them carry a name into a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from desktop.store.links import keys_linked
from wire.bodies import (
    AnswerBody,
    Attachment,
    Body,
    CommentBody,
    FieldBody,
    Membership,
    PageBody,
    PersonCore,
    PostBody,
    QuestionBody,
    ResponsibilityBody,
    SiteBody,
    SkillBody,
    SpaceBody,
    UnitBody,
    Writing,
)

MEMBER: Final = "member"
FORMER_MEMBER: Final = "former member"
MANAGER: Final = "manager"
DEPUTY: Final = "deputy"
ASK_INSTEAD: Final = "ask instead"
SITE: Final = "site"
SKILL: Final = "skill"
HEAD: Final = "head"
UNIT_DEPUTY: Final = "unit deputy"
PARENT: Final = "parent"
ANSWERS_OWNER: Final = "owner"
ANSWERS_DEPUTY: Final = "stands in"
ANSWERS_ESCALATION: Final = "escalation"
SPACE: Final = "space"
AUTHOR: Final = "author"
PAGE_OWNER: Final = "page owner"
TRANSLATION: Final = "translation"
LINK: Final = "link"
ABOUT: Final = "about"
BROADER: Final = "broader"
RELATED: Final = "related"

ANSWERS_FOR: Final = {
    ANSWERS_OWNER: "owner",
    ANSWERS_DEPUTY: "deputy",
    ANSWERS_ESCALATION: "escalation",
}
# Whose target's name stands in the document of the thing that has the relation, or in its
# subtitle alone.
IN_DOCUMENT: Final = (MEMBER, SITE, SKILL, SPACE, AUTHOR)
IN_SUBTITLE: Final = (PARENT, ABOUT, BROADER, *ANSWERS_FOR)
NAMED: Final = (*IN_DOCUMENT, *IN_SUBTITLE)

THUMBNAIL_RANK, IMAGE_RANK, PORTRAIT_RANK, FILE_RANK = range(4)

FACET_OF_RECORD: Final = {"person": "core"}
EXCERPT: Final = 80
LONGEST_LINE: Final = 1000  # more than enough for an excerpt, links and all
LARGEST_SIZE: Final = 2**40  # a body may claim more than a column holds
_MIDDLE: Final = 2**40
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_MARKS = re.compile(r"(?<!\s)\*+|\*+(?!\s)|`+|~~")


class Relation(NamedTuple):
    """From one thing to another, by key; ``note`` is the role, where there is one."""

    type: str
    target: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One thing as lists and relations need it. ``names`` begins with the title.

    ``blobs`` are (hash, rank, size): the lower the rank, the sooner it is wanted; the size in
    bytes is known of attachments alone.
    """

    title: str
    names: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    blobs: tuple[tuple[str, int, int | None], ...] = ()
    thumbnail: str | None = None
    updated: str | None = None
    left: bool = False
    source: str | None = None
    source_key: str | None = None


def facts_of(kind: str, bodies: Mapping[str, Body]) -> Facts | None:
    """The facts of one thing by its bodies (facet → body); ``None`` where its core is missing."""
    body = bodies.get(FACET_OF_RECORD.get(kind, ""))
    if body is None:
        return None
    names = tuple(dict.fromkeys(name for name in _names(body) if name)) or ("",)
    return Facts(
        title=names[0],
        names=names,
        relations=tuple(dict.fromkeys(_relations(body))),
        blobs=tuple(dict.fromkeys(_blobs(body))),
        thumbnail=body.photo.thumbnail if isinstance(body, PersonCore) and body.photo else None,
        updated=_updated(body),
        left=isinstance(body, PersonCore) and body.left is not None,
        source=body.source,
        source_key=body.source_key,
    )


def excerpt(text: str) -> str:
    """The first line that says something, as it is read: without markup, cut at a word."""
    line = next(
        (line.strip("#>*-_ \t") for line in text.splitlines() if line.strip("#>*-_ \t")), ""
    )
    line = _MARKS.sub("", _LINK.sub(r"\1", line[:LONGEST_LINE]))
    if len(line) <= EXCERPT:
        return line
    return line[:EXCERPT].rpartition(" ")[0].rstrip(",;:") + " …"


def _names(body: Body) -> Iterator[str]:
    match body:
        case PersonCore():
            yield body.names.display
        case UnitBody() | SiteBody() | SkillBody() | SpaceBody():
            yield from body.names.values()
        case ResponsibilityBody():
            yield body.what
        case FieldBody():
            yield from body.labels.values()
            yield body.key
        case PageBody() | PostBody() | QuestionBody():
            yield body.title
        case Writing():
            yield excerpt(body.text)


def _updated(body: Body) -> str | None:
    match body:
        case PageBody():
            return body.updated_at
        case Writing():
            return body.at
    return None


def _relations(body: Body) -> Iterator[Relation]:
    match body:
        case PersonCore():
            yield from _of_person(body)
        case UnitBody():
            yield from _to("unit", (PARENT, body.parent))
            yield from _to("person", *((HEAD, head) for head in body.heads))
            yield from _to("person", (UNIT_DEPUTY, body.deputy))
            yield from _to("site", (SITE, body.site))
        case ResponsibilityBody():
            yield from _to("person", (ANSWERS_OWNER, body.owner), (ANSWERS_DEPUTY, body.deputy))
            yield from _to("person", (ANSWERS_ESCALATION, body.escalation))
        case SkillBody():
            yield from _to("skill", (BROADER, body.broader))
            yield from _to("skill", *((RELATED, other) for other in body.related))
        case SpaceBody():
            yield from _to("person", *((PAGE_OWNER, owner) for owner in body.owners))
        case PageBody() | Writing():
            yield from _of_text(body)


def _of_person(body: PersonCore) -> Iterator[Relation]:
    for membership in body.memberships:
        if membership.unit:
            type_ = MEMBER if membership in memberships_now(body) else FORMER_MEMBER
            yield Relation(type_, f"unit:{membership.unit}", membership.role)
    if body.left is None:
        yield from _to("person", (MANAGER, body.manager))
    yield from _to("person", (DEPUTY, body.deputy))
    yield from _to("person", (ASK_INSTEAD, body.ask_instead))
    yield from _to("site", (SITE, body.site))
    yield from _to("skill", *((SKILL, claim.skill) for claim in body.skills))


def memberships_now(body: PersonCore) -> list[Membership]:
    """The units a person is in: none for who has left."""
    return [] if body.left else [one for one in body.memberships if not is_former(one)]


def is_former(membership: Membership) -> bool:
    """Whether it is over: an end that is named is taken to have come."""
    return membership.until is not None


def _of_text(body: PageBody | Writing) -> Iterator[Relation]:
    yield from _to("space", (SPACE, body.space))
    yield from _to("person", (AUTHOR, body.author))
    match body:
        case PageBody():
            if body.parent:
                yield Relation(PARENT, f"page:{body.parent}", _place(body.position))
            yield from _to("page", (TRANSLATION, body.translation_of))
            yield from _to("person", (PAGE_OWNER, body.owner))
        case AnswerBody():
            yield Relation(ABOUT, f"question:{body.question}")
        case CommentBody():
            yield Relation(ABOUT, body.on)
    for key in dict.fromkeys(keys_linked(body.text)):
        yield Relation(LINK, key)


def _place(position: int | None) -> str | None:
    """A position among sisters, as text that sorts."""
    return None if position is None else f"{position + _MIDDLE:013d}"


def _to(kind: str, *pairs: tuple[str, str | None]) -> Iterator[Relation]:
    for type_, identity in pairs:
        if identity:
            yield Relation(type_, f"{kind}:{identity}")


def _blobs(body: Body) -> Iterator[tuple[str, int, int | None]]:
    match body:
        case PersonCore(photo=photo) if photo is not None:
            yield photo.thumbnail, THUMBNAIL_RANK, None
            if photo.full:
                yield photo.full, PORTRAIT_RANK, None
        case PageBody() | Writing():
            for one in body.attachments:
                rank = IMAGE_RANK if is_image(one) else FILE_RANK
                yield one.hash, rank, min(max(one.size, 0), LARGEST_SIZE)


def is_image(attachment: Attachment) -> bool:
    """Whether it is shown within the text, so that it is fetched before it is asked for."""
    return attachment.type.startswith("image/")

"""What the body of a row holds, by kind.

Times are UTC in ISO 8601, languages BCP 47, phone numbers E.164 beside the notation they came
in. What a body does not say is absent, never an empty string. References are ids without their
kind. ``source`` and ``source_key`` say what a thing was called where it came from.
"""

from __future__ import annotations

from typing import Any

import msgspec


class Body(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Any body: where it came from."""

    source: str | None = None
    source_key: str | None = None


class Part(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A piece of a body."""


class OtherName(Part, frozen=True, omit_defaults=True, kw_only=True):
    """``kind`` is former, nick or stage."""

    name: str
    kind: str = "former"


class Names(Part, frozen=True, omit_defaults=True, kw_only=True):
    """A person's names; ``display`` is the one shown."""

    display: str
    given: str | None = None
    family: str | None = None
    academic_title: str | None = None
    particles: str | None = None
    other: tuple[OtherName, ...] = ()
    pronunciation: str | None = None
    pronouns: str | None = None


class Membership(Part, frozen=True, omit_defaults=True, kw_only=True):
    """Belonging to a unit. ``name`` stands where the unit itself is not in the directory."""

    unit: str | None = None
    name: str | None = None
    role: str | None = None
    primary: bool = False
    since: str | None = msgspec.field(name="from", default=None)
    until: str | None = msgspec.field(name="to", default=None)


class Language(Part, frozen=True, omit_defaults=True, kw_only=True):
    """A language a person speaks; ``level`` as the CEFR says (A1 to C2, or native)."""

    tag: str
    level: str | None = None


class SkillClaim(Part, frozen=True, omit_defaults=True, kw_only=True):
    """A skill by the name it was given; ``skill`` is the id of its entry, where there is one."""

    name: str
    skill: str | None = None
    level: int | None = None


class Link(Part, frozen=True, omit_defaults=True, kw_only=True):
    """An address outside, with the words for it."""

    url: str
    label: str | None = None


class Photo(Part, frozen=True, omit_defaults=True, kw_only=True):
    """Two sizes of one portrait, by SHA-256."""

    thumbnail: str
    full: str | None = None


class Confirmation(Part, frozen=True, omit_defaults=True, kw_only=True):
    """Who owns a field (hr, it, self) and when it was last said to be right."""

    owner: str | None = None
    at: str | None = None


class PersonCore(Body, frozen=True, omit_defaults=True, kw_only=True):
    """What all staff may see of a person."""

    names: Names
    role: str | None = None
    memberships: tuple[Membership, ...] = ()
    manager: str | None = None
    deputy: str | None = None
    site: str | None = None
    site_text: str | None = None
    room: str | None = None
    hours: str | None = None
    time_zone: str | None = None
    languages: tuple[Language, ...] = ()
    skills: tuple[SkillClaim, ...] = ()
    projects: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    about: str | None = None
    links: tuple[Link, ...] = ()
    photo: Photo | None = None
    external: bool = False
    joined: str | None = None
    left: str | None = None
    ask_instead: str | None = None
    fields: dict[str, Any] = {}
    confirmed: dict[str, Confirmation] = {}


class Phone(Part, frozen=True, omit_defaults=True, kw_only=True):
    """``text`` is the notation it came in; ``number`` the same as E.164, where that is known."""

    text: str
    number: str | None = None
    kind: str | None = None
    note: str | None = None


class Mail(Part, frozen=True, omit_defaults=True, kw_only=True):
    """An address for mail."""

    address: str
    kind: str | None = None


class PersonContact(Body, frozen=True, omit_defaults=True, kw_only=True):
    """How to reach a person; ``best`` names the channel they like best."""

    phones: tuple[Phone, ...] = ()
    mails: tuple[Mail, ...] = ()
    chat: str | None = None
    best: str | None = None


class PersonPrivate(Body, frozen=True, omit_defaults=True, kw_only=True):
    """What only the person and those a rule names may see."""

    phones: tuple[Phone, ...] = ()
    mails: tuple[Mail, ...] = ()
    address: str | None = None
    emergency: str | None = None


class UnitBody(Body, frozen=True, omit_defaults=True, kw_only=True):
    """A unit of the organisation; ``names`` by language, ``parent`` a unit's id."""

    names: dict[str, str]
    parent: str | None = None
    kind: str | None = None
    heads: tuple[str, ...] = ()
    deputy: str | None = None
    purpose: str | None = None
    site: str | None = None
    address: str | None = None
    phones: tuple[Phone, ...] = ()
    mails: tuple[Mail, ...] = ()
    links: tuple[Link, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None


class SiteBody(Body, frozen=True, omit_defaults=True, kw_only=True):
    """A place of work."""

    names: dict[str, str]
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    time_zone: str | None = None
    phones: tuple[Phone, ...] = ()
    emergency: str | None = None


class ResponsibilityBody(Body, frozen=True, omit_defaults=True, kw_only=True):
    """Who answers for something: a system, customer, process, building, machine."""

    what: str
    kind: str | None = None
    owner: str | None = None
    deputy: str | None = None
    escalation: str | None = None
    hours: str | None = None
    note: str | None = None


class SkillBody(Body, frozen=True, omit_defaults=True, kw_only=True):
    """A skill with its names and synonyms by language."""

    names: dict[str, str]
    synonyms: dict[str, tuple[str, ...]] = {}
    broader: str | None = None
    related: tuple[str, ...] = ()


class FieldBody(Body, frozen=True, omit_defaults=True, kw_only=True):
    """A field the company defined; ``key`` is its name in ``PersonCore.fields``."""

    key: str
    type: str = "text"
    labels: dict[str, str] = {}
    owner: str | None = None
    visibility: str | None = None
    weight: float = 1.0
    facet: bool = False
    hint: str | None = None


class SpaceBody(Body, frozen=True, omit_defaults=True, kw_only=True):
    """A space of the wiki."""

    names: dict[str, str]
    about: str | None = None
    owners: tuple[str, ...] = ()
    home: str | None = None


class Attachment(Part, frozen=True, omit_defaults=True, kw_only=True):
    """A file that belongs to a text. Markdown names it ``attach:<hash>``."""

    hash: str
    name: str
    type: str
    size: int
    text: str | None = None


class Confirmed(Part, frozen=True, omit_defaults=True, kw_only=True):
    """Who said that a page is right, and when."""

    by: str | None = None
    at: str | None = None


class PageBody(Body, frozen=True, omit_defaults=True, kw_only=True):
    """A page. In ``text``, links to things here read ``vademecum://page/ID``."""

    space: str
    title: str
    text: str = ""
    parent: str | None = None
    position: int | None = None
    aliases: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    translation_of: str | None = None
    owner: str | None = None
    author: str | None = None
    review_due: str | None = None
    confirmed: Confirmed | None = None
    updated_at: str | None = None
    updated_by: str | None = None
    revision: int | None = None
    attachments: tuple[Attachment, ...] = ()


class Writing(Body, frozen=True, omit_defaults=True, kw_only=True):
    """What posts, questions, answers and comments share."""

    space: str
    text: str
    author: str | None = None
    at: str | None = None
    language: str | None = None
    attachments: tuple[Attachment, ...] = ()


class PostBody(Writing, frozen=True, omit_defaults=True, kw_only=True):
    """A blog post."""

    title: str
    tags: tuple[str, ...] = ()


class QuestionBody(Writing, frozen=True, omit_defaults=True, kw_only=True):
    """A question; ``accepted`` is the id of the answer that helped."""

    title: str
    tags: tuple[str, ...] = ()
    accepted: str | None = None


class AnswerBody(Writing, frozen=True, omit_defaults=True, kw_only=True):
    """An answer; ``question`` is the id it answers."""

    question: str


class CommentBody(Writing, frozen=True, omit_defaults=True, kw_only=True):
    """A comment on a key such as ``page:9c``."""

    on: str


KINDS: dict[str, type[Body]] = {
    "person.core": PersonCore,
    "person.contact": PersonContact,
    "person.private": PersonPrivate,
    "unit": UnitBody,
    "site": SiteBody,
    "responsibility": ResponsibilityBody,
    "skill": SkillBody,
    "field": FieldBody,
    "space": SpaceBody,
    "page": PageBody,
    "post": PostBody,
    "question": QuestionBody,
    "answer": AnswerBody,
    "comment": CommentBody,
}

"""A colleague's card, and what it is made of. Frozen; no I/O, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.records.address import Address, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMembership:
    """A unit a person belongs to. ``path`` leads from the top to the unit's parent."""

    unit: Reference | None
    name: str
    path: tuple[str, ...] = ()
    role: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneNumber:
    """``dial`` is what a ``tel:`` link takes; ``text`` what a person reads."""

    text: str
    dial: str
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersFor:
    """Something a person answers for, and as what: owner, deputy or escalation."""

    address: Address
    what: str
    part: str
    kind: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSkill:
    """A skill somebody has. ``level`` is 1 to 3, as they or others put it; ``evidence`` are the
    texts of theirs here that name the skill."""

    name: str
    address: Address | None = None
    level: int | None = None
    evidence: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBy:
    """Who owns a field of a card (hr, it, self), and when it was last said to be right."""

    field: str
    owner: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A colleague's card.

    ``managers`` lead from the top to the direct one. ``looks_after`` are texts they own without
    having written them. ``ask_instead`` is whom to ask now of who has left, and who knows an
    external person here.
    """

    address: Address
    name: str
    other_names: tuple[tuple[str, str], ...] = ()  # (kind, name)
    pronunciation: str | None = None
    pronouns: str | None = None
    role: str | None = None
    memberships: tuple[UnitMembership, ...] = ()
    former_memberships: tuple[UnitMembership, ...] = ()
    manager: Reference | None = None
    managers: tuple[Reference, ...] = ()
    deputy: Reference | None = None
    stands_in_for: tuple[Reference, ...] = ()
    reports: tuple[Reference, ...] = ()
    leads: tuple[Reference, ...] = ()
    site: str | None = None
    place: Reference | None = None
    room: str | None = None
    hours: str | None = None
    time_zone: str | None = None
    phones: tuple[PhoneNumber, ...] = ()
    mails: tuple[str, ...] = ()
    chat: str | None = None
    best_channel: str | None = None
    languages: tuple[tuple[str, str | None], ...] = ()  # (tag, level)
    skills: tuple[KnownSkill, ...] = ()
    projects: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    about: str | None = None
    links: tuple[tuple[str, str], ...] = ()  # (label, url)
    fields: tuple[tuple[str, str], ...] = ()  # (label, value), company-defined
    answers_for: tuple[AnswersFor, ...] = ()
    wrote: tuple[Reference, ...] = ()
    looks_after: tuple[Reference, ...] = ()
    mentioned_in: tuple[Reference, ...] = ()
    kept_by: tuple[KeptBy, ...] = ()
    thumbnail: str | None = None
    photo: str | None = None
    external: bool = False
    joined: str | None = None
    left: str | None = None
    ask_instead: Reference | None = None
    source: str | None = None
    source_key: str | None = None

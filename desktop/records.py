"""What the app shows: whole things put together from their rows. Frozen; no I/O, no Qt.

Times are the ISO 8601 texts of the bodies they come from; a view formats them. ``None`` and an
empty tuple mean that the replica says nothing about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SCHEME = "vademecum"


@dataclass(frozen=True, slots=True)
class Address:
    """``vademecum://kind/id``, with an optional place inside (``#anchor``)."""

    kind: str
    id: str
    anchor: str = ""

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read an address, or a key such as ``person:7f``; ``ValueError`` if it is neither."""
        rest, _, anchor = text.strip().partition("#")
        scheme, slashes, path = rest.partition("://")
        kind, mark, identity = path.partition("/") if slashes else rest.partition(":")
        identity = identity.strip("/")
        if not (kind and mark and identity) or (slashes and scheme != SCHEME):
            raise ValueError(f"Not an address: {text[:80]!r}")
        return cls(kind, identity, anchor)

    @property
    def key(self) -> str:
        """The entity's key on the wire: ``person:7f``."""
        return f"{self.kind}:{self.id}"

    def __str__(self) -> str:
        anchor = f"#{self.anchor}" if self.anchor else ""
        return f"{SCHEME}://{self.kind}/{self.id}{anchor}"


@dataclass(frozen=True, slots=True)
class Marked:
    """Text with the parts that matched, as (start, end) in characters, in order."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Enough of a thing to show it in a line and to open it."""

    address: Address
    title: str
    subtitle: str = ""
    thumbnail: str | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedFile:
    """A file that belongs to a text; ``here`` says whether the replica holds its bytes."""

    hash: str
    name: str
    type: str
    size: int
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A wiki page, or a post, question, answer or comment: whatever has a text of its own.

    ``path`` leads from the space to the parent page. The subtitle of each of ``translations`` is
    the tag of its language. ``dead`` are the link targets in the
    text that the replica does not hold.
    """

    address: Address
    title: str
    text: str
    space: Reference | None = None
    path: tuple[Reference, ...] = ()
    children: tuple[Reference, ...] = ()
    language: str | None = None
    translations: tuple[Reference, ...] = ()
    tags: tuple[str, ...] = ()
    owner: Reference | None = None
    author: Reference | None = None
    updated_at: str | None = None
    review_due: str | None = None
    attachments: tuple[AttachedFile, ...] = ()
    backlinks: tuple[Reference, ...] = ()
    dead: frozenset[str] = frozenset()
    source: str | None = None
    source_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of the organisation with its people."""

    address: Address
    name: str
    path: tuple[Reference, ...] = ()
    kind: str | None = None
    purpose: str | None = None
    site: str | None = None
    place: Reference | None = None
    heads: tuple[Reference, ...] = ()
    deputy: Reference | None = None
    children: tuple[Reference, ...] = ()
    members: tuple[Reference, ...] = ()  # subtitle: the role there
    phones: tuple[PhoneNumber, ...] = ()
    mails: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    source: str | None = None
    source_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Anything else that can be found: a responsibility, skill, site, space.

    ``facts`` are (label, value) pairs in the order to show them.
    """

    address: Address
    title: str
    subtitle: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    references: tuple[tuple[str, Reference], ...] = ()  # (label, to)
    source: str | None = None
    source_key: str | None = None


Record = Person | Page | Unit | Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole thing as the search index takes it in.

    ``fields`` are short texts by field: name, other_name, title, alias, role, unit, skill,
    language, project, topic, site, room, phone, mail, tag, keyword, space, author, company,
    responsibility. ``facets`` are what it is counted under (unit, site, skill, space), each thing
    by one name; a facet not named there takes the field's values. ``text`` is its long text in
    Markdown. ``updated`` is ISO 8601.
    """

    key: str
    kind: str
    title: str
    subtitle: str = ""
    fields: Mapping[str, tuple[str, ...]]
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    language: str | None = None
    updated: str | None = None
    stale: bool = False
    thumbnail: str | None = None
    source: str | None = None
    source_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """A search as typed. ``kind`` narrows to one kind; ``facets`` to (facet, value) pairs."""

    query: str
    kind: str | None = None
    facets: tuple[tuple[str, str], ...] = ()
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result. ``why`` says in words where it matched."""

    address: Address
    kind: str
    title: Marked
    subtitle: Marked
    why: str = ""
    snippet: Marked = Marked("")
    thumbnail: str | None = None
    updated: str | None = None
    source: str | None = None
    source_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCount:
    """How many results have this value; ``capped`` when there may be more."""

    value: str
    label: str
    count: int
    capped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """What a search found, best first. ``facets`` maps a facet (kind, unit, site, …) to counts.

    ``confident`` is false where nothing fits well; ``corrected`` is the query that was
    answered instead of the one typed, if any.
    """

    query: str
    hits: tuple[Hit, ...] = ()
    total: int = 0
    capped: bool = False
    corrected: str | None = None
    confident: bool = True
    facets: Mapping[str, tuple[FacetCount, ...]]
    took_ms: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is here, how old, what waits. Times are ISO 8601 in UTC.

    ``photos_waiting`` and ``rows_waiting`` are as the last pass left them. ``bytes_today`` came
    today, ``metered_today`` of them over metered lines.
    """

    people: int = 0
    pages: int = 0
    posts: int = 0
    age_seconds: float | None = None
    synced_at: str | None = None
    outbox: int = 0
    conflicts: int = 0
    lease_until: str | None = None
    bytes_on_disk: int = 0
    server: str | None = None
    viewer: str | None = None
    up_to_date: bool = False
    photos_waiting: int = 0
    rows_waiting: bool = False
    bytes_today: int = 0
    metered_today: int = 0
    key_storage: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """Ids that changed, as keys such as ``person:7f``; ``everything`` when too many to name."""

    keys: frozenset[str] = frozenset()
    everything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncProgress:
    """How far a pass has come. ``phase`` is connecting, people, pages, photos, finishing,
    rebuilding (after damage) or updating (after another version of the program)."""

    phase: str
    done: int = 0
    total: int = 0
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What one pass did.

    ``photos_waiting`` and ``rows_waiting`` are what the day's bytes of a metered line left out;
    ``mended`` are streams that were not as the server's check says, and are filled again.
    """

    rows: int = 0
    bytes: int = 0
    seconds: float = 0.0
    people_searchable_after: float | None = None
    pushed: int = 0
    conflicts: int = 0
    rejected: int = 0
    streams: tuple[str, ...] = ()
    purged: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    unreadable: int = 0
    refused: int = 0
    blobs: int = 0
    photos_waiting: int = 0
    rows_waiting: bool = False
    up_to_date: bool = False
    wait: int = 900
    changes: ChangeSet = ChangeSet()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check of the doctor."""

    name: str
    ok: bool
    detail: str
    advice: str = ""


def plain(record: Any) -> Any:
    """A record as JSON takes it: addresses as text, ``None`` and empty left in place."""
    if isinstance(record, Address):
        return str(record)
    if isinstance(record, Mapping):
        return {str(key): plain(value) for key, value in record.items()}
    if isinstance(record, tuple | list | frozenset | set):
        items = sorted(record) if isinstance(record, frozenset | set) else record
        return [plain(item) for item in items]
    slots = getattr(type(record), "__slots__", None)
    if slots is not None and not isinstance(record, str):
        return {name: plain(getattr(record, name)) for name in slots}
    return record

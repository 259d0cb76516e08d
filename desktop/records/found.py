"""What is searched, and what was found. Frozen; no I/O, no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.records.address import Address, Marked


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

"""Units with their people, and the entries for everything else. Frozen; no I/O, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.records.address import Address, Reference
from desktop.records.people import PhoneNumber


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One thing of a tree; ``branches``: something lies below it."""

    reference: Reference
    branches: bool = False

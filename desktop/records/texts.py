"""Pages, and whatever else has a text of its own. Frozen; no I/O, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.records.address import Address, Reference


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

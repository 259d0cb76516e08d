"""Pages, and whatever else has a text of its own. Frozen; no I/O, no Qt."""

from __future__ import annotations

from collections.abc import Iterator
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
class Remark:
    """An answer or a comment below a text, and the comments on it. ``dead`` as of a page."""

    address: Address
    text: str
    author: Reference | None = None
    at: str | None = None
    accepted: bool = False
    dead: frozenset[str] = frozenset()
    attachments: tuple[AttachedFile, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def all(self) -> Iterator[Remark]:
        """This one and all below it, in the order of reading."""
        yield self
        for below in self.remarks:
            yield from below.all()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expert:
    """Somebody who knows what a text is about: ``skill`` says by which skill of theirs."""

    person: Reference
    skill: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A wiki page, or a post, question, answer or comment: whatever has a text of its own.

    ``path`` leads from the space to the parent page. The subtitle of each of ``translations`` is
    the tag of its language. ``dead`` are the link targets in the
    text that the replica does not hold. ``remarks`` are the comments, of a question the answers:
    the accepted one first, then as they came. ``accepted``: an answer that helped.
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
    remarks: tuple[Remark, ...] = ()
    experts: tuple[Expert, ...] = ()
    accepted: bool = False
    dead: frozenset[str] = frozenset()
    source: str | None = None
    source_key: str | None = None

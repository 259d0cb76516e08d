"""What is shown while nothing is looked for: news, stars, what was opened. Frozen; no I/O."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.records import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that came or changed: ``what`` is new, changed, or left (of a colleague)."""

    reference: Reference
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsGroup:
    """What is new or changed of one sort: people, pages, posts or answers.

    ``total`` things, ``new`` of them, of which ``changes`` are the first to tell.
    """

    name: str
    total: int
    new: int
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeContents:
    """What the window shows while nothing is looked for: the latest first, only what is here.

    ``news`` are of the time after ``since``, ISO 8601 in UTC.
    """

    recent: tuple[Reference, ...] = ()
    starred: tuple[Reference, ...] = ()
    news: tuple[NewsGroup, ...] = ()
    since: str | None = None

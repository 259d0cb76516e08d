"""What was typed, understood: words, phrases, fields, alternatives, exclusions, filters.

Pure. Anything typed is a query: what cannot be parsed is taken as plain words. It must not know
the corpus or the tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.search.fields import ASKED_COLUMNS, FILTERS
from desktop.search.text import words

MAX_CHARACTERS: Final = 256
MAX_WORDS: Final = 32
# Words and what stands between them, with nothing in it that the query language knows.
_simple: Final = re.compile(r"[\w ,;.!?/|&=#%@():'’‘“”„…·•€$-]*")
_fields: Final = "|".join((*ASKED_COLUMNS, *FILTERS))
_operators: Final = re.compile(rf"\b(?:AND|OR|NOT|TO)\b|(?<![^\s(:])-(?=\S)|(?<!\w)(?i:{_fields}):")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Tokens that stand together. ``columns`` narrows where; empty means anywhere."""

    tokens: tuple[str, ...]
    columns: tuple[str, ...] = ()
    prefix: bool = False
    phrase: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Terms of which one is enough; ``required`` when a hit without it is no hit."""

    terms: tuple[Term, ...]
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A condition on what a document is: kind, lang, or updated from and to (ISO 8601)."""

    name: str
    low: str
    high: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query understood. ``typed`` is the text it was read from, already cut."""

    typed: str
    groups: tuple[Group, ...] = ()
    excluded: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing at all."""
        return not (self.groups or self.filters)


def cut(typed: str) -> str:
    """Return as much of ``typed`` as is looked at."""
    return " ".join(typed[:MAX_CHARACTERS].split()[:MAX_WORDS])


def parse(typed: str, today: date) -> Query:
    """Read a query; ``today`` is what *last week* is counted from."""
    text = cut(typed)
    if _simple.fullmatch(text) and not _operators.search(text):
        return _with_prefix(plain_words(text))
    from desktop.search.query_language import read  # noqa: PLC0415  large, and seldom needed

    query = read(text, today) or plain_words(text)
    if query.is_empty and not query.excluded:
        query = plain_words(text)
    return _with_prefix(query)


def plain_words(text: str) -> Query:
    """Take ``text`` as nothing but words."""
    groups = tuple(_free(word) for word in words(text)[:MAX_WORDS])
    return Query(typed=text, groups=groups)


def _free(token: str) -> Group:
    return Group(terms=(Term(tokens=(token,)),))


def _with_prefix(query: Query) -> Query:
    """The last free word may be half typed."""
    free = [n for n, group in enumerate(query.groups) if not group.required]
    if not free:
        return query
    place = free[-1]
    *others, last = query.groups[place].terms
    ended = Term(tokens=last.tokens, columns=last.columns, prefix=True, phrase=last.phrase)
    group = Group(terms=(*others, ended))
    groups = (*query.groups[:place], group, *query.groups[place + 1 :])
    return Query(typed=query.typed, groups=groups, excluded=query.excluded, filters=query.filters)

"""The query language for those who want more than words: fields, phrases, signs, ranges.

Whoosh parses it. It is loaded only when a query holds something of it. Pure; it must not know the
corpus or the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from desktop.search.fields import ASKED_COLUMNS, FILTERS, KINDS
from desktop.search.query import MAX_WORDS, Filter, Group, Query, Term
from desktop.search.text import words
from desktop.search.whoosh_edge import (
    FieldsPlugin,
    GroupPlugin,
    GtLtPlugin,
    OperatorsPlugin,
    PhrasePlugin,
    PlusMinusPlugin,
    PrefixPlugin,
    QueryParser,
    QueryParserError,
    RangePlugin,
    SingleQuotePlugin,
    WhitespacePlugin,
    parsed,
)

_KIND_NAMES: Final = {
    **{kind: kind for kind in KINDS},
    **{f"{kind}s": kind for kind in KINDS},
    **{"people": "person", "personen": "person", "seite": "page", "seiten": "page"},
}
_fields: Final = "|".join((*ASKED_COLUMNS, *FILTERS))
# A colon that belongs to no field, and brackets that open no range, are only punctuation.
_stray: Final = re.compile(rf"(?<!\S)(?!(?:-)?(?:{_fields}):)([^\s\"':]*):", re.IGNORECASE)
_brackets: Final = re.compile(r"[\[\]{}]")
_range: Final = re.compile(r"\bupdated:[\[{]", re.IGNORECASE)
_date: Final = re.compile(r"\d{4}(-\d{2}){0,2}")
_SPANS: Final = {"today": 0, "yesterday": 1, "last week": 7, "last month": 31, "last year": 366}
# All that Whoosh's parser is known to raise on text that makes no sense to it.
_PARSER_ERRORS: Final = (
    *(QueryParserError, ValueError, TypeError, AttributeError, LookupError),
    *(RuntimeError, OverflowError, AssertionError),
)


def read(text: str, today: date) -> Query | None:
    """Read a query; ``None`` for what makes no sense. ``today`` is what *last week* is from."""
    prepared = _stray.sub(r"\1 ", text)
    if not _range.search(prepared):
        prepared = _brackets.sub(" ", prepared)
    try:
        return _collect(text, _parser().parse(prepared, normalize=False), today)
    except _PARSER_ERRORS:
        return None


def _parser() -> Any:
    """A parser of our dialect. It is made anew each time, because it is cheap and keeps state."""
    plugins = [
        WhitespacePlugin(),
        FieldsPlugin(expr=rf"(?P<text>(?i:{_fields})):", remove_unknown=False),
        PhrasePlugin(),
        SingleQuotePlugin(),
        PrefixPlugin(),
        RangePlugin(),
        GtLtPlugin(),
        GroupPlugin(),
        OperatorsPlugin(AndNot=None, AndMaybe=None, Require=None),
        PlusMinusPlugin(plusexpr=r"(?<!\S)\+(?=\S)", minusexpr=r"(?<!\S)-(?=\S)"),
    ]
    return QueryParser(None, schema=None, plugins=plugins)


def _collect(text: str, tree: Any, today: date) -> Query:
    """Flatten Whoosh's tree: what stands at its top counts by itself, an OR is one group."""
    groups: list[Group] = []
    excluded: list[Term] = []
    filters: list[Filter] = []
    for node in _top(tree):
        match node:
            case _Without():
                excluded += [term for leaf in _leaves(node.query) for term in _terms(leaf)]
            case parsed.Or():
                groups += _either(node)
            case _ if str(getattr(node, "fieldname", "")).lower() in FILTERS:
                filters += _filters(node, today)
            case _:
                groups += _groups(node)
    return Query(
        typed=text,
        groups=tuple(groups[:MAX_WORDS]),
        excluded=tuple(excluded[:MAX_WORDS]),
        filters=tuple(filters),
    )


@dataclass(frozen=True, slots=True)
class _Without:
    """A part of the tree that must not match."""

    query: Any


def _top(node: Any) -> Iterator[Any]:
    """Yield what the query is made of, whether it was negated by a sign or a word."""
    match node:
        case parsed.AndNot():
            yield from _top(node.a)
            yield _Without(node.b)
        case parsed.Not():
            yield _Without(node.query)
        case parsed.And() | parsed.Require() | parsed.AndMaybe():
            for child in node.children():
                yield from _top(child)
        case _:
            yield node


def _leaves(node: Any) -> Iterator[Any]:
    if node.is_leaf():
        yield node
    else:
        for child in node.children():
            yield from _leaves(child)


def _either(node: Any) -> list[Group]:
    terms = tuple(term for leaf in _leaves(node) for term in _terms(leaf))
    return [Group(terms=terms)] if terms else []


def _groups(node: Any) -> list[Group]:
    """A leaf as groups: a free word that splits is several, a field or phrase is required."""
    terms = _terms(node)
    if len(terms) == 1 and (terms[0].columns or terms[0].phrase):
        return [Group(terms=tuple(terms), required=True)]
    return [Group(terms=(term,)) for term in terms]


def _terms(leaf: Any) -> list[Term]:
    columns = ASKED_COLUMNS.get(str(leaf.fieldname or "").lower(), ())
    match leaf:
        case parsed.Phrase():
            found = tuple(token for word in leaf.words for token in words(word))
            phrase = True
        case parsed.Term() | parsed.Prefix():
            found = tuple(words(str(leaf.text)))
            phrase = bool(columns) and len(found) > 1
        case _:
            found = tuple(words(str(getattr(leaf, "text", "") or "")))
            phrase = False
    if not found:
        return []
    prefix = isinstance(leaf, parsed.Prefix)
    if phrase or columns:
        return [Term(tokens=found, columns=columns, prefix=prefix or not phrase, phrase=phrase)]
    last = len(found) - 1
    return [Term(tokens=(token,), prefix=prefix and n == last) for n, token in enumerate(found)]


def _filters(node: Any, today: date) -> list[Filter]:
    name = str(node.fieldname).lower()
    text = str(getattr(node, "text", "") or "").casefold().strip()
    match name:
        case "kind":
            return [Filter(name=name, low=_KIND_NAMES[text])] if text in _KIND_NAMES else []
        case "lang":
            return [Filter(name=name, low=text)] if text else []
        case _:
            return _time_filter(node, text, today)


def _time_filter(node: Any, text: str, today: date) -> list[Filter]:
    if isinstance(node, parsed.TermRange):
        low, high = str(node.start or ""), str(node.end or "")
        dates = [value for value in (low, high) if value]
        if not dates or not all(_date.fullmatch(value) for value in dates):
            return []
        return [Filter(name="updated", low=low, high=high and f"{high}~")]
    if text in _SPANS:
        since = today - timedelta(days=_SPANS[text])
        return [Filter(name="updated", low=since.isoformat())]
    return [Filter(name="updated", low=text, high=f"{text}~")] if _date.fullmatch(text) else []

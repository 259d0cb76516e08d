"""An entry as the rows of every table, each with the beginning of the statement that inserts it.

Pure but for asking which row ids are taken. It must not know how entries come about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any, Final

from sqlalchemy import Connection

from desktop.search.analysis import Entry
from desktop.search.fields import BY_CODE, COLUMNS, FACET_OF_CODE, KINDS, TITLE_CODES
from desktop.search.packing import packing
from desktop.search.tables import FACET_COLUMN, FACET_SIGN, band

Statement = tuple[str, list[tuple[Any, ...]]]
Numbered = tuple[int, Entry]

_SHORT: Final = f"INSERT INTO short (rowid, {', '.join(COLUMNS)}, {FACET_COLUMN}) VALUES"
_PLACE: Final = {code: COLUMNS.index(field.column) for code, field in BY_CODE.items()}


class Numbers:
    """The row ids that are free. ``taken`` are some that are about to be, besides those stored."""

    def __init__(self, tx: Connection, taken: Iterable[int] = ()) -> None:
        self._taken = list(taken)
        self._next: dict[int, int] = {}
        self._tx = tx

    def next(self, first: int, last: int) -> int:
        """Return the next one of a band."""
        self.look(first, last)
        self._next[first] += 1
        return self._next[first] - 1

    def apart(self) -> Numbers:
        """Return the same without a connection: only bands that were looked at are known."""
        numbers = copy(self)
        del numbers._tx
        return numbers

    def look(self, first: int, last: int) -> None:
        """See which are taken in a band, unless that is known."""
        if first not in self._next:
            found = self._tx.exec_driver_sql(
                "SELECT max(docid) FROM document WHERE docid BETWEEN ? AND ?", (first, last)
            ).scalar_one()
            here = [first - 1 if found is None else found]
            self._next[first] = 1 + max(here + [one for one in self._taken if first <= one <= last])


def band_of(entry: Entry) -> tuple[int, int]:
    """Return the first and the last row id that the entry may have."""
    kind = entry.document.kind
    return band(KINDS.index(kind) if kind in KINDS else len(KINDS), entry.document.stale)


def stored(
    numbered: Sequence[Numbered], facets: Mapping[tuple[str, str], int]
) -> Iterator[Statement]:
    """Yield the rows of every table; ``facets`` are the ids of (facet, value)."""
    lists = [" ".join([str(facets[one]) for one in entry.facets]) for _, entry in numbered]
    texts = [one for one in numbered if one[1].body]
    yield "INSERT INTO document VALUES", [_shown(*one) for one in numbered]
    yield "INSERT INTO ranked VALUES", list(map(_ranked, numbered, lists))
    yield _SHORT, list(map(_short, numbered, lists))
    yield (
        "INSERT INTO body (rowid, text) VALUES",
        [(docid, entry.heading + entry.body) for docid, entry in texts],
    )
    packed = packing()
    yield (
        "INSERT INTO text VALUES",
        [(docid, one.heading, packed(one.head), packed(one.plain)) for docid, one in texts],
    )


def _shown(docid: int, entry: Entry) -> tuple[object, ...]:
    one = entry.document
    return (
        docid, one.key, one.title, one.subtitle, one.thumbnail,
        one.source, one.source_key, one.updated, _in_lines(_untold(entry)),
    )  # fmt: skip


def _untold(entry: Entry) -> list[str]:
    """The values of the lines; empty where the title, a facet or the tokens tell it as well."""
    told = set(entry.facets)
    return [
        ""
        if code in TITLE_CODES
        or (FACET_OF_CODE.get(code, ""), shown) in told
        or shown == tokens[1:-1]
        else shown
        for code, shown, tokens in entry.lines
    ]


def _in_lines(values: Sequence[str]) -> str:
    """The values, one a line."""
    text = "\n".join(values)
    if text.count("\n") >= len(values):
        return "\n".join([value.replace("\n", " ") for value in values])
    return text


def _ranked(numbered: Numbered, facets: str) -> tuple[object, ...]:
    docid, entry = numbered
    short = "\n".join([line.code + line.tokens for line in entry.lines])
    return (docid, len(entry.body), short, facets)


def _short(numbered: Numbered, facets: str) -> tuple[object, ...]:
    docid, entry = numbered
    columns = [""] * (len(COLUMNS) + 1)
    for line in entry.lines:
        columns[_PLACE[line.code]] += line.tokens
    if facets:
        columns[-1] = FACET_SIGN + facets.replace(" ", f" {FACET_SIGN}")
    return (docid, *columns)

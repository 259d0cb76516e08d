"""Lists without words: things of a kind by name, what people wrote newest first.

It reads titles and dates only. Names are in the order of a German and an English directory: an
umlaut as its letter, an academic title as if it were not there.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any, Final

from desktop.search.candidates import Narrowing
from desktop.search.fields import KINDS
from desktop.search.rows import LISTED, Rows
from desktop.search.tables import BAND_BITS, is_stale

LISTED_MOST: Final = 1_000  # more than anybody scrolls through
COUNTED_MOST: Final = 5_000  # whose facet values are read
NEWEST_FIRST: Final = frozenset(("post", "question", "answer", "comment"))
_TITLES: Final = re.compile(r"\A(?:(?:[^\W\d]+\.-?)+\s+|habil\s+)+")


@dataclass(frozen=True, slots=True)
class Listing:
    """``first`` are the row ids to show, in order; ``every`` all there are.

    ``facets`` and ``updated`` are the values and dates of as many as are counted: of all, unless
    ``capped``.
    """

    first: tuple[int, ...]
    every: frozenset[int]
    facets: tuple[str, ...]
    updated: tuple[str, ...]
    capped: bool


def listed(rows: Rows, narrowings: Sequence[Narrowing]) -> Listing:
    """What the narrowings leave."""
    first: list[int] = []
    every: dict[int, str] = {}
    for narrow in narrowings:
        found = rows.all(
            "SELECT docid, title, updated FROM document AS d WHERE docid BETWEEN ? AND ?"
            f"{narrow.sql.replace('{table}.rowid', 'd.docid')}",
            (narrow.low, narrow.high, *narrow.values),
        )
        every.update((row[0], row[2] or "") for row in found)
        first.extend(_in_order(found))
    counted = list(every) if len(every) <= COUNTED_MOST else first[:LISTED_MOST]
    facets = rows.all(f"SELECT facets FROM ranked WHERE docid {LISTED}", (json.dumps(counted),))
    return Listing(
        first=tuple(first[:LISTED_MOST]),
        every=frozenset(every),
        facets=tuple(row[0] for row in facets),
        updated=tuple(every[docid] for docid in counted if every[docid]),
        capped=len(counted) < len(every),
    )


def name_key(title: str) -> str:
    """What a title is sorted by: *Dr. Ärzte* stands before *Bau*."""
    folded = title.casefold()
    if folded.isascii():
        return _TITLES.sub("", folded, count=1) if "." in folded else folded
    spelt = unicodedata.normalize("NFKD", _TITLES.sub("", folded, count=1))
    return "".join(sign for sign in spelt if not unicodedata.combining(sign))


def _in_order(found: Iterable[tuple[Any, ...]]) -> list[int]:
    """Kind by kind; of a kind those who are here before those who have left."""
    by_band: dict[tuple[int, bool], list[tuple[Any, ...]]] = {}
    for row in found:
        by_band.setdefault((row[0] >> BAND_BITS, is_stale(row[0])), []).append(row)
    ordered: list[int] = []
    for band, some in sorted(by_band.items()):
        ordered += [docid for _, docid in _best(_kind(band[0]), some)]
    return ordered


def _best(kind: str, some: Sequence[tuple[Any, ...]]) -> list[tuple[Any, int]]:
    if kind in NEWEST_FIRST:
        return sorted(((row[2] or "", row[0]) for row in some), reverse=True)[:LISTED_MOST]
    return nsmallest(LISTED_MOST, ((name_key(row[1]), row[0]) for row in some))


def _kind(band: int) -> str:
    return KINDS[band - 1] if 0 < band <= len(KINDS) else ""

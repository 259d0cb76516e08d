"""How many hits each kind and each facet value has.

Kinds are counted over all row ids that the tiers gave, without reading a document: the id says
the kind. Other facets are counted over the documents that were ranked, dates over those shown.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from desktop.records import FacetCount
from desktop.search.fields import KINDS
from desktop.search.query import Filter
from desktop.search.rows import LISTED, Rows
from desktop.search.tables import BAND_BITS

MOST: Final = 12  # values listed of one facet
UPDATED: Final = "updated"
_DAYS: Final = {"day": 1, "week": 7, "month": 31, "year": 366}


def kinds(docids: Iterable[int], capped: bool) -> tuple[FacetCount, ...]:
    """Return how many of ``docids`` are of each kind, the kinds in their standing order."""
    counted = Counter([docid >> BAND_BITS for docid in docids])
    return tuple(
        FacetCount(value=KINDS[band - 1], label=KINDS[band - 1], count=count, capped=capped)
        for band, count in sorted(counted.items())
        if band <= len(KINDS)
    )


def values(
    rows: Rows, lists: Iterable[str], capped: bool, known: dict[int, tuple[str, str]]
) -> Mapping[str, tuple[FacetCount, ...]]:
    """Return the most frequent values of each facet; ``lists`` are the documents' value ids.

    ``known`` keeps what an id stands for (facet, value) from one search to the next.
    """
    counted = {int(number): count for number, count in Counter(" ".join(lists).split()).items()}
    _look_up(rows, counted.keys() - known.keys(), known)
    found: dict[str, list[tuple[int, str]]] = {}
    for number, count in counted.items():
        facet, value = known[number]
        found.setdefault(facet, []).append((-count, value))
    return {facet: _top(counts, capped) for facet, counts in sorted(found.items())}


def updated(
    dates: Iterable[str], today: date, capped: bool
) -> Mapping[str, tuple[FacetCount, ...]]:
    """How many were changed since yesterday, within the last week, month and year: each holds
    the one before."""
    known = list(dates)
    counts = [(value, sum(at >= _since(value, today) for at in known)) for value in _DAYS]
    shown = tuple(
        FacetCount(value=value, label=value, count=count, capped=capped)
        for value, count in counts
        if count
    )
    return {UPDATED: shown} if shown else {}


def updated_filters(chosen: Iterable[tuple[str, str]], today: date) -> list[Filter]:
    """What is chosen of them, as conditions."""
    return [
        Filter(name=UPDATED, low=_since(value, today))
        for facet, value in chosen
        if facet == UPDATED and value in _DAYS
    ]


def _since(value: str, today: date) -> str:
    return (today - timedelta(days=_DAYS[value])).isoformat()


def _look_up(rows: Rows, numbers: Collection[int], known: dict[int, tuple[str, str]]) -> None:
    if numbers:
        asked = (json.dumps(sorted(numbers)),)
        found = rows.all(f"SELECT id, facet, value FROM facet_value WHERE id {LISTED}", asked)
        known.update((number, (facet, value)) for number, facet, value in found)


def _top(counts: list[tuple[int, str]], capped: bool) -> tuple[FacetCount, ...]:
    return tuple(
        FacetCount(value=value, label=value, count=-count, capped=capped)
        for count, value in sorted(counts)[:MOST]
    )

"""How many hits each kind and each facet value has.

Kinds are counted over all row ids that the tiers gave, without reading a document: the id says
the kind. Other facets are counted over the documents that were ranked.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from heapq import nsmallest
from typing import Final

from desktop.records import FacetCount
from desktop.search.fields import KINDS
from desktop.search.rows import LISTED, Rows
from desktop.search.tables import BAND_BITS

MOST: Final = 12  # values listed of one facet


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


def _look_up(rows: Rows, numbers: Collection[int], known: dict[int, tuple[str, str]]) -> None:
    if numbers:
        asked = (json.dumps(sorted(numbers)),)
        found = rows.all(f"SELECT id, facet, value FROM facet_value WHERE id {LISTED}", asked)
        known.update((number, (facet, value)) for number, facet, value in found)


def _top(counts: list[tuple[int, str]], capped: bool) -> tuple[FacetCount, ...]:
    return tuple(
        FacetCount(value=value, label=value, count=-count, capped=capped)
        for count, value in nsmallest(MOST, counts)
    )

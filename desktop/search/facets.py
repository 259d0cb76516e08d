"""How many hits each kind and each facet value has.

Kinds are counted over all row ids that the tiers gave, without reading a document: the id says
the kind. Other facets are counted over the documents that were ranked.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import Connection

from desktop.records import FacetCount
from desktop.search.fields import KINDS
from desktop.search.tables import kind_number

MOST: Final = 12  # values listed of one facet


def kinds(docids: Iterable[int], capped: bool) -> tuple[FacetCount, ...]:
    """Return how many of ``docids`` are of each kind, the kinds in their standing order."""
    counted = Counter(kind_number(docid) for docid in docids)
    return tuple(
        FacetCount(value=KINDS[number], label=KINDS[number], count=count, capped=capped)
        for number, count in sorted(counted.items())
        if number < len(KINDS)
    )


def values(
    tx: Connection, lists: Iterable[str], capped: bool
) -> Mapping[str, tuple[FacetCount, ...]]:
    """Return the most frequent values of each facet; ``lists`` are the documents' value ids."""
    counted = Counter(number for text in lists if text != "[]" for number in json.loads(text))
    if not counted:
        return {}
    rows = tx.exec_driver_sql(
        "SELECT id, facet, value FROM facet_value WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(counted)),),
    )
    found: dict[str, list[FacetCount]] = {}
    for number, facet, value in rows:
        count = FacetCount(value=value, label=value, count=counted[number], capped=capped)
        found.setdefault(facet, []).append(count)
    return {facet: _top(counts) for facet, counts in sorted(found.items())}


def _top(counts: list[FacetCount]) -> tuple[FacetCount, ...]:
    return tuple(sorted(counts, key=lambda one: (-one.count, one.value))[:MOST])

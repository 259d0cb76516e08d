"""The documents worth ranking: tier by tier, each capped, so that no query walks everything.

It reads postings and row ids only; it must not know titles, texts or how hits are ordered.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import islice
from typing import Final

from desktop.search.fields import KINDS
from desktop.search.matching import in_body, in_short
from desktop.search.phrases import Table, holding, phrases_in
from desktop.search.query import Filter
from desktop.search.rows import Rows
from desktop.search.sought import Sought
from desktop.search.tables import FACET_COLUMN, FACET_SIGN, kind_range

COUNTED: Final = 1_000  # row ids taken from one tier of one group of kinds
RANKED: Final = 40  # of one group of kinds, how many are ranked at least
SPREAD: Final = 300  # row ids taken for one word alone
PHRASES: Final = 200  # row ids of which the texts are looked at before more are asked for
TELLING: Final = 4  # words of a query of which each is looked for alone
TEXTS: Final = 1  # the group of kinds that have long texts, where no kind is asked for
_BESIDE: Final = " AND +rowid IN (SELECT rowid FROM short WHERE short MATCH ?)"
# Facet values stand in ``short`` as tokens that nothing typed can be.
_COUNTED_UNDER: Final = (
    " AND +{{table}}.rowid IN (SELECT rowid FROM short WHERE short MATCH (SELECT"
    f" coalesce('{FACET_COLUMN} : (' || group_concat('\"{FACET_SIGN}' || id || '\"', ' OR ')"
    f" || ')', '\"{FACET_SIGN}\"') FROM facet_value WHERE {{}}))"
)
# The statement that asks for row ids, and its values.
Matched = tuple[str, tuple[object, ...]]
_EVERYTHING: Final = (0, (1 << 62))


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What a document must be: a range of row ids, and SQL with its values."""

    low: int
    high: int
    sql: str = ""
    values: tuple[object, ...] = ()


@dataclass(slots=True)
class Found:
    """Row ids to rank, in the order found; all that were counted; whether a cap was met.

    ``whole`` are those of which the postings say that they hold every word.
    """

    ranked: dict[int, None] = field(default_factory=dict)
    counted: set[int] = field(default_factory=set)
    whole: set[int] = field(default_factory=set)
    capped: bool = False

    def take(self, tiers: Iterable[Sequence[int]], most: int) -> None:
        """Take in the row ids of one group of kinds, the best tier first, and rank ``most``."""
        best: dict[int, None] = {}
        for ids in tiers:
            best.update(dict.fromkeys(ids))
            self.capped = self.capped or len(ids) >= COUNTED
        self.ranked.update(dict.fromkeys(islice(best, most)))
        self.counted.update(best)
        self.whole.update(best)

    def settle(self, seen: set[int], kept: set[int]) -> None:
        """Count only what the list has, or could have: of those ``seen``, the ones ``kept``.

        Of what holds some of the words and was not looked at nobody knows whether it answers.
        """
        unsure = self.counted - self.whole - seen
        self.counted -= unsure | (seen - kept)
        self.capped = self.capped or bool(unsure)


def narrowings(
    kind: str | None, facets: Sequence[tuple[str, str]], filters: Sequence[Filter]
) -> tuple[Narrowing, ...]:
    """Return one narrowing for each group of kinds: people, texts, the rest."""
    sql, values = _conditions(facets, filters)
    asked = [one.low for one in filters if one.name == "kind"] + ([kind] if kind else [])
    ranges = [_range_of(name) for name in dict.fromkeys(asked)] or _groups()
    if len(ranges) > 1 and asked:  # two kinds at once are never one document's
        ranges = ranges if not kind else [_range_of(kind)]
    return tuple(
        Narrowing(low=low, high=high, sql=sql, values=values) for low, high in sorted(ranges)
    )


def _groups() -> list[tuple[int, int]]:
    people, texts = KINDS.index("person"), KINDS.index("answer")
    return [
        kind_range(people),
        (kind_range(people + 1)[0], kind_range(texts)[1]),
        (kind_range(texts + 1)[0], _EVERYTHING[1]),
    ]


def _range_of(kind: str) -> tuple[int, int]:
    return kind_range(KINDS.index(kind)) if kind in KINDS else kind_range(len(KINDS))


def _conditions(
    facets: Sequence[tuple[str, str]], filters: Sequence[Filter]
) -> tuple[str, tuple[object, ...]]:
    """Conditions on a row id, and their values."""
    sql, values = "", []
    for facet, value in facets:
        sql += _COUNTED_UNDER.format("facet = ? AND value = ?")
        values += [facet, value]
    for one in filters:
        if one.name == "lang":
            sql += _COUNTED_UNDER.format(
                "facet = 'language' AND (value = ? OR value LIKE ? || '-%')"
            )
            values += [one.low, one.low]
        elif one.name == "updated":
            sql += (
                " AND EXISTS (SELECT 1 FROM document WHERE docid = {table}.rowid"
                " AND updated >= ? AND updated <= ?)"
            )
            values += [one.low, one.high or "~"]
    return sql, tuple(values)


class Candidates:
    """Finds what may answer a query, over one connection."""

    def __init__(
        self,
        rows: Rows,
        narrow: Sequence[Narrowing],
        wanted: int,
        known: dict[Matched, list[int]],
        *,
        naming: bool = False,
    ) -> None:
        """``wanted`` hits are to be shown: of each group of kinds some more are ranked.

        ``known`` keeps what was found for words alone from one search to the next. ``naming`` says
        that there are people of whom only the names are here.
        """
        self._rows = rows
        self._known = known
        self._narrow = narrow
        self._naming = naming
        self._ranked = max(RANKED, wanted)

    def find(self, sought: Sequence[Sought]) -> Found:
        """Return the documents that hold all words."""
        found = Found()
        strong = [one for one in sought if not one.weak]
        short, *body = _tiers(strong)
        tiers = [[ids] for ids in self._by_group(short, COUNTED)]
        for ids, narrow in zip(tiers, self._narrow, strict=True):
            if len(ids[0]) > self._ranked and not any(one.columns for one in strong):
                ids.insert(0, self._called(strong, narrow))
        full = [len(ids) > 1 and len(ids[0]) >= self._ranked for ids in tiers]
        if full[TEXTS if len(full) > TEXTS else 0]:
            # The screen is full of what is called so, and no text comes before that.
            found.capped, body = bool(body), []
        for tier in body:
            for ids, further in zip(tiers, self._by_group(tier, COUNTED), strict=True):
                ids.append(further)
        for ids in tiers:
            found.take(ids, self._ranked)
        found.capped = found.capped or self._rows.cut_short
        return found

    def add_partial(self, found: Found, sought: Sequence[Sought]) -> None:
        """Add documents with some of the words: those with the rarest and the most first."""
        strong = [one for one in sought if not one.weak]
        telling = _telling(strong)
        if len(telling) > 1:
            self._add_partial(found, telling, [one for one in strong if one.required])
            found.capped = found.capped or self._rows.cut_short

    def _add_partial(
        self, found: Found, telling: Sequence[Sought], required: Sequence[Sought]
    ) -> None:
        gathered: list[dict[int, int]] = [{} for _ in self._narrow]
        for one in sorted(telling, key=lambda one: -one.weight)[:TELLING]:
            together = [one, *(other for other in required if other is not one)]
            tiers = [self._by_group(tier, SPREAD) for tier in _tiers(together)]
            for number, weights in enumerate(gathered):
                for docid in {docid for tier in tiers for docid in tier[number]}:
                    weights[docid] = weights.get(docid, 0) + int(one.weight * 1000)
        for weights in gathered:
            # As a pair: the heaviest first and, of equals, those that stand first.
            best = nsmallest(self._ranked, ((-weight, docid) for docid, weight in weights.items()))
            found.counted.update(weights)
            found.ranked.update((docid, None) for _, docid in best)

    def _called(self, strong: Sequence[Sought], narrow: Narrowing) -> list[int]:
        """Those that have all words in their names and titles, as many as are ranked."""
        match, phrases = in_short(strong, columns=("name", "title")), phrases_in(strong)
        tier = _Tier("short", match, phrases=tuple(("short", one) for one in phrases))
        return self._holding(tier, narrow, narrow.high, self._ranked)

    def _by_group(self, tier: _Tier, limit: int) -> list[list[int]]:
        """Row ids for each group of kinds.

        All groups are asked at once, because setting out costs more than walking on. Only when
        one group has used up the limit are those behind it asked again.
        """
        found: list[list[int]] = [[] for _ in self._narrow]
        asked = 0
        while asked < len(found):
            ids = self._holding(tier, self._narrow[asked], self._narrow[-1].high, limit)
            last = asked
            for number in range(asked, len(found)):
                low, high = self._narrow[number].low, self._narrow[number].high
                found[number] = ids[bisect_left(ids, low) : bisect_right(ids, high)]
                last = number if found[number] else last
            if len(ids) < limit:
                break
            asked = last + 1 if last == asked else last
        return found

    def _holding(self, tier: _Tier, narrow: Narrowing, high: int, limit: int) -> list[int]:
        if not tier.phrases:
            return self._matching(tier, narrow, (narrow.low, high), limit)
        found: list[int] = []
        low = narrow.low
        while len(found) < limit and not self._rows.is_late():
            ids = some = self._matching(tier, narrow, (low, high), PHRASES)
            for table, phrase in tier.phrases:
                some = holding(self._rows, table, some, phrase)
            found += some
            if len(ids) < PHRASES:
                break
            low = ids[-1] + 1
        return found[:limit]

    def _matching(
        self, tier: _Tier, narrow: Narrowing, between: tuple[int, int], limit: int
    ) -> list[int]:
        found = self._ids(tier.table, tier, narrow, (*between, limit))
        if tier.table == "short" and self._naming:
            named = self._ids("named", tier, narrow, (*between, limit))
            return sorted({*found, *named})[:limit]
        return found

    def _ids(
        self, table: str, tier: _Tier, narrow: Narrowing, bounds: tuple[int, int, int]
    ) -> list[int]:
        """Row ids from the first of ``bounds`` to the second, at most the third."""
        *between, limit = bounds
        asked: Matched = (
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ?"
            f"{_BESIDE if tier.beside else ''}{narrow.sql.format(table=table)} LIMIT ?",
            (
                *(tier.match, *between),
                *([tier.beside] if tier.beside else []),
                *(*narrow.values, limit),
            ),
        )
        found = self._known.get(asked)
        if found is None:
            found = [row[0] for row in self._rows.some(*asked)]
            if limit <= SPREAD and not self._rows.cut_short:
                self._known[asked] = found
        return found


@dataclass(frozen=True, slots=True)
class _Tier:
    """A table and what must match in it; ``beside`` must match in the short fields besides.

    ``phrases`` must stand in the texts themselves.
    """

    table: Table
    match: str
    beside: str = ""
    phrases: tuple[tuple[Table, Sought], ...] = ()


def _tiers(together: Sequence[Sought]) -> Iterator[_Tier]:
    """Short fields, then texts; a word that belongs to a field is found there in both cases."""
    phrases = phrases_in(together)
    yield _Tier("short", in_short(together), phrases=tuple(("short", one) for one in phrases))
    free = [one for one in together if not one.columns]
    fixed = [one for one in together if one.columns]
    if match := in_body(free):
        places: list[tuple[Table, Sought]] = [
            ("short" if one.columns else "body", one) for one in phrases
        ]
        yield _Tier("body", match, in_short(fixed), phrases=tuple(places))


def _telling(strong: Sequence[Sought]) -> Sequence[Sought]:
    """The words, and parts of compounds, that are rare enough to say something alone."""
    every = [*strong, *(part for one in strong for part in one.parts)]
    rare = [one for one in every if one.documents <= SPREAD]
    return rare or strong

"""Runs a search: understand, widen, gather, rank, and show the best.

It joins the parts of this package over one database; what a word, a tier or a score is, they
know.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from time import perf_counter
from typing import Any, Final

from sqlalchemy import Connection, Engine

from desktop.records import FacetCount, Hit, SearchRequest, SearchResult
from desktop.search import facets
from desktop.search.candidates import Candidates, Found, Narrowing, narrowings
from desktop.search.correction import corrected, text_of
from desktop.search.expansion import Expansion
from desktop.search.hits import Shown
from desktop.search.listing import LISTED_MOST
from desktop.search.matching import in_body, in_short
from desktop.search.packing import unpacked
from desktop.search.phrases import PLACES, holding, phrases_in
from desktop.search.query import Query, parse
from desktop.search.rank import Ranked, Ranking, without_far
from desktop.search.remembered import Remembered, with_missing
from desktop.search.rows import LISTED, Rows
from desktop.search.sought import Sought
from desktop.search.tables import is_stale, kind_of
from desktop.search.vocabulary import Vocabulary
from desktop.search.wordscore import Subject
from desktop.store.engine import reading

MAX_LIMIT: Final = 500
BODIES: Final = 20  # texts read for ranking
SCREEN: Final = 60  # hits of one word
ENOUGH: Final = 3  # sure hits that make a correction needless
BETTER: Final = 0.1  # how much more a correction must cover
WARMING: Final = "a warming word"  # reads every table, and finds little
NO_TEXT: Final = ("", "")
_AT_ONCE: Final = 16  # documents ranked between two looks at the clock


def _today() -> date:
    return datetime.now(UTC).date()


class Search:
    """Searches one replica's index."""

    def __init__(self, engine: Engine, today: Callable[[], date] = _today) -> None:
        self._engine = engine
        self._today = today
        self._remembered = Remembered()

    def run(self, request: SearchRequest) -> SearchResult:
        """Return what answers ``request``, best first; the same every time.

        Nothing, while the index is of another version of the program.
        """
        started = perf_counter()
        query = parse(request.query, self._today())
        with reading(self._engine) as tx:
            rows = Rows(tx)
            if not self._remembered.is_ours(rows):
                return SearchResult(query=request.query, confident=False, facets={})
            result = _Run(rows, tx, request, query, self._remembered, self._today()).result()
        return replace(result, took_ms=(perf_counter() - started) * 1000)

    def warm(self) -> None:
        """Do what the first search would have to wait for."""
        self.run(SearchRequest(query=WARMING))


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was sought, what the tiers gave, and its ranking, best first."""

    sought: tuple[Sought, ...]
    found: Found
    ranked: list[Ranked]

    @property
    def coverage(self) -> float:
        return self.ranked[0].coverage if self.ranked else 0.0


class _Run:
    """One search, in one reading transaction."""

    def __init__(
        self,
        rows: Rows,
        tx: Connection,
        request: SearchRequest,
        query: Query,
        remembered: Remembered,
        today: date,
    ) -> None:
        self._today = today
        self._rows = rows
        self._request = request
        self._query = query
        self._remembered = remembered
        self._tally: dict[str, int] = dict(rows.all("SELECT name, value FROM tally"))
        remembered.refresh(self._tally.get("changes", 0))
        self._vocabulary = Vocabulary(tx, rows)
        documents = self._tally.get("documents", 0)
        self._expansion = Expansion(self._vocabulary, documents, remembered.words)
        self._read: dict[int, tuple[Any, ...]] = {}
        self._limit = max(0, min(request.limit, MAX_LIMIT))

    def result(self) -> SearchResult:
        """Gather, rank and show."""
        if not self._query.groups:
            return self._listed()
        answer = self._first()
        if sum(1 for ranked in answer.ranked[:ENOUGH] if ranked.is_sure) < ENOUGH:
            meant = corrected(answer.sought, self._vocabulary, self._expansion)
            second = self._answer(meant, self._found(meant)) if meant else answer
            if second.coverage > answer.coverage + BETTER:
                text = text_of(self._query.typed, answer.sought, second.sought)
                return replace(self._shown(second), corrected=text)
        return self._shown(answer)

    def _first(self) -> _Answer:
        """Look for the words as they are written; further off only where that finds little."""
        sought = self._expansion.of(self._query)
        found = self._found(sought)
        if len(found.whole) * _words(sought) ** 2 < SCREEN:
            sought = self._expansion.of(self._query, widely=True)
            found = self._found(sought)
        return self._answer(sought, found)

    def _found(self, sought: tuple[Sought, ...]) -> Found:
        return self._narrowed(self._request.kind).find(sought)

    def _narrowed(self, kind: str | None) -> Candidates:
        known, naming = self._remembered.alone, self._tally.get("named", 0) > 0
        return Candidates(self._rows, self._narrowings(kind), self._limit, known, naming=naming)

    def _narrowings(self, kind: str | None) -> tuple[Narrowing, ...]:
        chosen = self._request.facets
        since = facets.updated_filters(chosen, self._today)
        others = [one for one in chosen if one[0] != facets.UPDATED]
        return narrowings(kind, others, [*self._query.filters, *since])

    def _listed(self) -> SearchResult:
        """Without words: what the filters leave, by name; nothing without any."""
        narrowed = bool(self._query.filters or self._request.kind or self._request.facets)
        if not narrowed or self._query.excluded:
            return self._shown(_Answer((), Found(), []))
        listing = self._remembered.listing(self._rows, self._narrowings(self._request.kind))
        first = listing.first[: min(self._request.limit, LISTED_MOST)]
        ranked = [Ranked(docid=docid, score=0.0, coverage=1.0, places=()) for docid in first]
        known, capped = self._remembered.facets, listing.capped
        return SearchResult(
            query=self._request.query,
            hits=self._hits((), ranked),
            total=len(listing.every),
            facets={
                "kind": facets.kinds(listing.every, capped=False),
                **facets.values(self._rows, listing.facets, capped, known),
                **facets.updated(listing.updated, self._today, capped),
            },
        )

    def _answer(self, sought: tuple[Sought, ...], found: Found) -> _Answer:
        return self._answer_of(self._narrowed(self._request.kind), sought, found)

    def _answer_of(
        self, candidates: Candidates, sought: tuple[Sought, ...], found: Found
    ) -> _Answer:
        if len(found.whole) < _screen(sought):
            candidates.add_partial(found, sought)
        texts, tokens = self._tally.get("texts", 0), self._tally.get("tokens", 0)
        average = tokens / texts if texts else 1.0
        ranking = Ranking(sought, average, self._remembered.scorers)
        subjects = self._subjects(found)
        ranked, seen = self._ranked(ranking, subjects)
        ranked += _unread(found, {subject.docid for subject in subjects}, ranked)
        near = without_far(ranked, sum(1 for one in sought if not one.weak))
        found.settle(seen, {one.docid for one in near})
        near.sort(key=lambda one: (-one.score, one.docid))
        return _Answer(sought, found, near)

    def _ranked(
        self, ranking: Ranking, subjects: Sequence[Subject]
    ) -> tuple[list[Ranked], set[int]]:
        """Rank as many as there is time for; also the row ids of those that were looked at."""
        found: list[Ranked] = []
        seen: set[int] = set()
        for number, subject in enumerate(subjects):
            if not number % _AT_ONCE and self._rows.is_late():
                break
            one = ranking.rank(subject)
            seen.add(subject.docid)
            if one is not None:
                found.append(one)
        return found, seen

    def _subjects(self, found: Found) -> list[Subject]:
        """What ranking reads of each candidate; the texts of as many as there is time for."""
        if not found.ranked:
            return []
        if self._query.excluded:
            by_docid = self._ranked_rows(list(found.ranked), *self._unwanted())
        else:
            by_docid = with_missing(self._remembered.ranked, found.ranked, self._ranked_rows)
        for phrase in phrases_in(self._excluded()):
            for table in PLACES:
                for docid in holding(self._rows, table, list(by_docid), phrase):
                    del by_docid[docid]
        rows = [by_docid[docid] for docid in found.ranked if docid in by_docid]
        long = [row[0] for row in rows if row[2]][:BODIES]
        texts = with_missing(self._remembered.texts, long, self._texts)
        self._read.update((row[0], row) for row in rows)
        return [
            Subject(
                docid,
                kind_of(docid),
                short,
                *texts.get(docid, NO_TEXT),
                length=length,
                stale=is_stale(docid),
            )
            for docid, short, length, _ in rows
        ]

    def _ranked_rows(
        self, docids: Sequence[int], unwanted: str = "", values: Sequence[str] = ()
    ) -> dict[int, tuple[Any, ...]]:
        rows = self._rows.all(
            f"SELECT docid, short, length, facets FROM ranked WHERE docid {LISTED}{unwanted}",
            (json.dumps(docids), *values),
        )
        return {row[0]: row for row in rows}

    def _texts(self, docids: Sequence[int]) -> dict[int, tuple[str, str]]:
        rows = self._rows.all(
            f"SELECT docid, heading, head FROM text WHERE docid {LISTED}", (json.dumps(docids),)
        )
        return {docid: (heading, unpacked(head)) for docid, heading, head in rows}

    def _unwanted(self) -> tuple[str, list[str]]:
        """The condition that leaves out what was excluded with a minus, but for phrases."""
        sql, values = "", []
        for one in self._excluded():
            matches = zip(PLACES, (in_short([one]), in_body([one])), strict=True)
            for table, match in () if phrases_in([one]) else matches:
                if match:
                    sql += f" AND docid NOT IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)"
                    values.append(match)
        return sql, values

    def _excluded(self) -> list[Sought]:
        return [self._expansion.plain(term) for term in self._query.excluded]

    def _shown(self, answer: _Answer) -> SearchResult:
        docids = answer.found.counted if not self._query.excluded else self._left(answer)
        read = [self._read[one.docid] for one in answer.ranked if one.docid in self._read]
        lists = [row[3] for row in read]
        capped, known = len(docids) > len(answer.ranked), self._remembered.facets
        counted = facets.values(self._rows, lists, capped, known)
        hits = self._hits(answer.sought, answer.ranked[: self._limit])
        dates = [hit.updated for hit in hits if hit.updated]
        return SearchResult(
            query=self._request.query,
            hits=hits,
            total=len(docids),
            capped=answer.found.capped or self._rows.cut_short,
            confident=bool(answer.ranked and answer.ranked[0].is_sure),
            facets={
                "kind": self._scopes(answer, docids),
                **counted,
                **facets.updated(dates, self._today, capped),
            },
        )

    def _hits(self, sought: Sequence[Sought], ranked: Sequence[Ranked]) -> tuple[Hit, ...]:
        shown = Shown(self._rows, sought, self._query.typed, self._remembered)
        return shown.hits(ranked, self._read)

    def _scopes(self, answer: _Answer, docids: set[int]) -> tuple[FacetCount, ...]:
        """How many hits each kind has; also those left out because one kind was chosen."""
        capped, kind = answer.found.capped, self._request.kind
        if kind and answer.sought and not self._query.excluded:
            every = self._narrowed(None)
            others = self._answer_of(every, answer.sought, every.find(answer.sought)).found
            docids = docids | {one for one in others.counted if kind_of(one) != kind}
            capped = capped or others.capped
        return facets.kinds(docids, capped)

    def _left(self, answer: _Answer) -> set[int]:
        return {ranked.docid for ranked in answer.ranked}


def _screen(sought: Sequence[Sought]) -> int:
    """How many documents with all words make it needless to look for those with some.

    The more words there are, the more it says that one has them all.
    """
    return SCREEN // _words(sought)


def _words(sought: Sequence[Sought]) -> int:
    return max(1, sum(1 for one in sought if not one.weak))


def _unread(found: Found, wanted: set[int], ranked: Sequence[Ranked]) -> list[Ranked]:
    """Documents that hold every word in a text that was too long, or too far down, to read."""
    missing = (found.whole & wanted) - {one.docid for one in ranked}
    return [Ranked(docid=docid, score=0.0, coverage=1.0, places=()) for docid in missing]

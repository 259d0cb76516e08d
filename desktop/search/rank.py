"""How well a document answers what is sought, and why.

Pure arithmetic over token texts: no database, no query syntax. The score of a word is BM25F
over the fields it stands in; the document's is the sum over the words, times how much of the
query it covers, times what a name or a title that is meant whole adds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.search.fields import (
    BODY_WEIGHT,
    BY_CODE,
    HEADING_WEIGHT,
    KIND_FACTOR,
    NAME_CODES,
    TITLE_CODES,
)
from desktop.search.language import is_weak
from desktop.search.sought import EXACT, JOINED, PART, PREFIX, SOUND, SPELLING, Sought, Variant

SATURATION: Final = 2.0  # where a word's score has reached half of what it can
LENGTH_SHARE: Final = 0.6  # how much a long body weakens a word in it
LINE_SHARE: Final = 0.04  # how much each further token of a short field weakens the others
IN_TEXTS: Final = 10  # variants of a word that are counted in texts
UNCOVERED: Final = 0.2  # what is left of the score when nothing is covered
PART_SHARE: Final = 0.6  # what a compound is worth when found by all of its parts
NAMED: Final = 0.5  # added, as a factor, when all words stand in the name
WHOLE_TITLE: Final = 1.0  # added, as a factor, when the words are all of the title
TOGETHER: Final = 0.5  # of a pair's weight, when two neighbours stand in one value
ADJACENT: Final = 0.5  # of a pair's weight, when they stand side by side
STALE: Final = 0.8
SURE: Final = 0.62  # coverage from which a hit is an answer
_MEANT: Final = (EXACT, PREFIX, SPELLING, JOINED)
_TEXT_CODES: Final = "#*"  # headings and body, which are no lines of the short fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What ranking sees of a document. ``short`` has a line for each value: code and tokens."""

    docid: int
    kind: str
    short: str
    heading: str = ""
    body: str = ""
    length: int = 0
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word was found: field code, number of the line (-1: a text), by which variant."""

    code: str
    line: int
    variant: Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A document with its score, and what the score is made of.

    ``coverage`` is the share of the query that is there, from 0 to 1, discounted where only a
    form of a word was found; ``places`` has the best place of each word that is not weak.
    """

    docid: int
    score: float
    coverage: float
    places: tuple[Place, ...]

    @property
    def is_sure(self) -> bool:
        """Whether this is likely to be what was asked for."""
        return self.coverage >= SURE


@dataclass(frozen=True, slots=True)
class _Word:
    """What one word found in one document."""

    score: float
    strength: float
    place: Place | None
    lines: frozenset[int]


_NOTHING: Final = _Word(0.0, 0.0, None, frozenset())


class Ranking:
    """Scores documents for one query. ``average`` is the mean length of a body, in tokens."""

    def __init__(self, sought: Sequence[Sought], average: float) -> None:
        self._sought = sought
        self._strong = [one for one in sought if not one.weak]
        self._total = sum(one.weight for one in self._strong) or 1.0
        self._average = max(average, 1.0)

    def rank(self, subject: Subject) -> Ranked | None:
        """Return the document's rank; ``None`` if a required word is missing, or all are."""
        lines = subject.short.split("\n")
        found = [self._word(one, subject, lines) for one in self._sought]
        strong = [word for one, word in zip(self._sought, found, strict=True) if not one.weak]
        if not any(word.strength for word in strong) or self._lacks_required(strong):
            return None
        covered, coverage = self._covered(strong)
        score = sum(one.weight * word.score for one, word in zip(self._sought, found, strict=True))
        score += self._neighbours(subject, strong)
        score *= UNCOVERED + (1 - UNCOVERED) * covered * covered
        score *= 1 + self._named(subject, strong) + self._titled(lines, strong)
        score *= KIND_FACTOR.get(subject.kind, 1.0) * (STALE if subject.stale else 1.0)
        places = tuple(word.place for word in strong if word.place)
        return Ranked(docid=subject.docid, score=score, coverage=coverage, places=places)

    def _lacks_required(self, strong: list[_Word]) -> bool:
        pairs = zip(self._strong, strong, strict=True)
        return any(one.required and not word.strength for one, word in pairs)

    def _covered(self, strong: list[_Word]) -> tuple[float, float]:
        """The share of the query's weight that is there at all, and discounted by form."""
        pairs = list(zip(self._strong, strong, strict=True))
        there = sum(one.weight * min(1.0, word.strength * 2) for one, word in pairs)
        sure = sum(one.weight * word.strength for one, word in pairs)
        return there / self._total, sure / self._total

    def _word(self, one: Sought, subject: Subject, lines: list[str]) -> _Word:
        whole = self._direct(one, subject, lines)
        if not one.parts or whole.strength >= PART_SHARE:
            return whole
        parts = [self._direct(part, subject, lines) for part in one.parts]
        there = sum(1 for part in parts if part.strength) / len(parts)
        score = PART_SHARE * there * there * sum(part.score for part in parts) / len(parts)
        if score <= whole.score:
            return whole
        place = max(parts, key=lambda part: part.score).place
        strength = PART_SHARE * there * there
        return _Word(score, strength, place, frozenset().union(*(part.lines for part in parts)))

    def _direct(self, one: Sought, subject: Subject, lines: list[str]) -> _Word:
        """Score a word by all fields it stands in, its best variant in each."""
        fields: dict[str, float] = {}
        best: tuple[float, Place | None] = (0.0, None)
        at = set()
        strength = 0.0
        present = [v for v in one.variants if v.needle in subject.short]
        for number, line in enumerate(lines) if present else ():
            variant = _first(present, line, one.columns)
            if variant is None:
                continue
            code = line[0]
            value = variant.value * BY_CODE[code].weight / (1 + LINE_SHARE * line.count(" "))
            fields[code] = max(fields.get(code, 0.0), value)
            strength = max(strength, variant.value)
            at.add(number)
            best = max(best, (value, Place(code, number, variant)), key=lambda pair: pair[0])
        total = sum(fields.values())
        if subject.body and not one.columns:
            texts = self._in_texts(one, subject)
            total += sum(value for value, _ in texts)
            strength = max([strength, *(place.variant.value for _, place in texts)])
            best = max([best, *texts], key=lambda pair: pair[0])
        if not total:
            return _NOTHING
        score = total * (1 + SATURATION) / (SATURATION + total)
        return _Word(score, strength, best[1], frozenset(at))

    def _in_texts(self, one: Sought, subject: Subject) -> list[tuple[float, Place]]:
        """What a word is worth in headings and body, each with its best variant."""
        norm = 1 - LENGTH_SHARE + LENGTH_SHARE * subject.length / self._average
        said = [(v.needle, v.value, v) for v in one.variants[:IN_TEXTS] if v.how != SOUND]
        found = []
        for code, text, weight in (
            ("#", subject.heading, HEADING_WEIGHT),
            ("*", subject.body, BODY_WEIGHT / norm),
        ):
            counted = [
                (value * min(text.count(needle), 20), variant)
                for needle, value, variant in said
                if needle in text
            ]
            if counted:
                times = sum(value for value, _ in counted)
                nearest = max(counted, key=lambda pair: pair[1].value)[1]
                found.append((weight * times, Place(code, -1, nearest)))
        return found

    def _neighbours(self, subject: Subject, strong: list[_Word]) -> float:
        """What it adds that words which stand together in the query do so in the document."""
        added = 0.0
        pairs = list(zip(self._strong, strong, strict=True))
        for (one, first), (other, second) in zip(pairs, pairs[1:], strict=False):
            if first.place is None or second.place is None:
                continue
            weight = min(one.weight, other.weight)
            if first.lines & second.lines:
                added += TOGETHER * weight
            if _side_by_side(subject, first.place.variant, second.place.variant):
                added += ADJACENT * weight
        return added

    def _named(self, subject: Subject, strong: list[_Word]) -> float:
        if subject.kind != "person":
            return 0.0
        places = [word.place for word in strong]
        if not all(place and place.code in NAME_CODES for place in places):
            return 0.0
        meant = sum(1 for place in places if place and place.variant.how in _MEANT)
        return NAMED * (0.5 + meant / len(places))

    def _titled(self, lines: list[str], strong: list[_Word]) -> float:
        """How much of the title the query is, if all of the query is in the title."""
        if not all(word.strength for word in strong):
            return 0.0
        best = 0.0
        for number, line in enumerate(lines):
            if line[:1] in TITLE_CODES + "oa" and all(number in word.lines for word in strong):
                telling = [token for token in line[1:].split() if not is_weak(token)]
                share = min(1.0, len(strong) / max(1, len(telling)))
                nearness = min(word.strength for word in strong)
                best = max(best, share * nearness)
        return WHOLE_TITLE * best


def _first(present: list[Variant], line: str, columns: tuple[str, ...]) -> Variant | None:
    """The best variant that stands in a line where it counts."""
    code = line[:1]
    if columns and (not code or BY_CODE[code].column not in columns):
        return None
    for variant in present:
        if variant.needle in line and (variant.how != SOUND or code in NAME_CODES):
            return None if variant.how == PART and code in NAME_CODES else variant
    return None


def _side_by_side(subject: Subject, first: Variant, second: Variant) -> bool:
    pair = f" {first.text} {second.needle[1:]}"
    return pair in subject.body or pair in subject.short or pair in subject.heading

"""What one sought word is worth in one document.

Pure: BM25F over the fields and texts it stands in. It must not know the rest of the query.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.search.fields import BODY_WEIGHT, BY_CODE, HEADING_WEIGHT, NAME_CODES
from desktop.search.sought import PART, SOUND, Sought, Variant

SATURATION: Final = 2.0  # where a word's score has reached a half more than its first
LENGTH_SHARE: Final = 0.6  # how much a long body weakens a word in it
LINE_SHARE: Final = 0.04  # how much each further token of a short field weakens the others
IN_TEXTS: Final = 10  # variants of a word that are counted in texts
MOST_COUNTED: Final = 20  # times a word counts in one text
PART_SHARE: Final = 0.6  # what a compound is worth when found by all of its parts
HEADING: Final = "#"
BODY: Final = "*"


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
    """Where a word was found, and as what.

    ``line`` is where its line begins in ``Subject.short``; -1 in headings and texts.
    """

    code: str
    line: int
    variant: Variant


@dataclass(frozen=True, slots=True)
class WordScore:
    """What one word found in one document.

    ``strength`` is the value of its best variant, 0 where it was not found; ``lines`` are the
    beginnings of the lines it stands in.
    """

    score: float
    strength: float
    place: Place | None
    lines: frozenset[int]


NOTHING: Final = WordScore(0.0, 0.0, None, frozenset())


class WordScorer:
    """Scores one word, with all that is looked for written out once.

    ``average`` is the mean length of a body, in tokens.
    """

    def __init__(self, one: Sought, average: float) -> None:
        said = [variant for variant in one.variants if variant.how != SOUND][:IN_TEXTS]
        self._columns = one.columns
        self._in_fields = [(variant.needle, variant) for variant in one.variants]
        self._in_texts = [] if one.columns else _worths(said)
        self._parts = [WordScorer(part, average) for part in one.parts]
        self._average = average

    def score(self, subject: Subject) -> WordScore:
        """Score the word itself, or by its parts if they say more."""
        whole = self._whole(subject)
        if not self._parts or whole.strength >= PART_SHARE:
            return whole
        parts = [part.score(subject) for part in self._parts]
        there = sum(1 for part in parts if part.strength) / len(parts)
        share = PART_SHARE * there * there
        score = share * sum(part.score for part in parts) / len(parts)
        if score <= whole.score:
            return whole
        place = max(parts, key=lambda part: part.score).place
        return WordScore(score, share, place, frozenset().union(*(part.lines for part in parts)))

    def _whole(self, subject: Subject) -> WordScore:
        fields: dict[str, float] = {}
        places: list[tuple[float, Place]] = []
        for place in self._places(subject):
            value = place.variant.value * _weight(subject.short, place)
            fields[place.code] = max(fields.get(place.code, 0.0), value)
            places.append((value, place))
        lines = frozenset(place.line for _, place in places)
        total = sum(fields.values())
        if subject.body and self._in_texts:
            texts = self._texts(subject)
            total += sum(value for value, _ in texts)
            places += texts
        if not places:
            return NOTHING
        strength = max(place.variant.value for _, place in places)
        best = max(places, key=lambda pair: pair[0])[1]
        return WordScore(total * (1 + SATURATION) / (SATURATION + total), strength, best, lines)

    def _places(self, subject: Subject) -> list[Place]:
        """Where the word's variants stand in the short fields, where they count."""
        short, found = subject.short, []
        for needle, variant in self._in_fields:
            at = short.find(needle)
            while at >= 0:
                start = short.rfind("\n", 0, at) + 1
                if self._counts(variant, short[start]):
                    found.append(Place(short[start], start, variant))
                at = short.find(needle, at + 1)
        return found

    def _counts(self, variant: Variant, code: str) -> bool:
        """Names may be found by their sound, and not by what is only a part of them."""
        if self._columns and BY_CODE[code].column not in self._columns:
            return False
        return variant.how != (PART if code in NAME_CODES else SOUND)

    def _texts(self, subject: Subject) -> list[tuple[float, Place]]:
        """What a word is worth in headings and body, each with its best variant."""
        norm = 1 - LENGTH_SHARE + LENGTH_SHARE * subject.length / self._average
        found = []
        for code, text, weight in (
            (HEADING, subject.heading, HEADING_WEIGHT),
            (BODY, subject.body, BODY_WEIGHT / norm),
        ):
            counted = [
                (worth * min(text.count(needle), MOST_COUNTED), variant)
                for needle, worth, variant in self._in_texts
                if needle in text
            ]
            if counted:
                times = sum(value for value, _ in counted)
                nearest = max(counted, key=lambda pair: pair[1].value)[1]
                found.append((weight * times, Place(code, -1, nearest)))
        return found


def _worths(variants: Sequence[Variant]) -> list[tuple[str, float, Variant]]:
    """Each needle with what a find of it adds, so that no find counts twice.

    What a half typed word begins is counted by that already; only what is worth more adds.
    """
    found = []
    for variant in variants:
        covering = (
            other.value
            for other in variants
            if other.prefix and other is not variant and variant.text.startswith(other.text)
        )
        worth = variant.value - max(covering, default=0.0)
        if worth > 0:
            found.append((variant.needle, worth, variant))
    return found


def _weight(short: str, place: Place) -> float:
    """A field's weight, less for a long value."""
    end = short.find("\n", place.line)
    tokens = short.count(" ", place.line, end if end >= 0 else len(short))
    return BY_CODE[place.code].weight / (1 + LINE_SHARE * tokens)

"""What one sought word is worth in one document.

Pure: BM25F over the fields and texts it stands in. It must not know the rest of the query.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final, NamedTuple

from desktop.search.fields import BODY_WEIGHT, BY_CODE, HEADING_WEIGHT, NAME_CODES
from desktop.search.sought import PART, SOUND, Sought, Variant, uncovered

SATURATION: Final = 2.0  # where a word's score has reached a half more than its first
LENGTH_SHARE: Final = 0.6  # how much a long body weakens a word in it
LINE_SHARE: Final = 0.04  # how much each further token of a short field weakens the others
IN_TEXTS: Final = 10  # variants of a word that are counted in texts
MOST_COUNTED: Final = 20  # times a word counts in one text
PART_SHARE: Final = 0.6  # what a compound is worth when found by all of its parts
REMEMBERED: Final = 300  # documents of one word: those of the last letters typed
HEADING: Final = "#"
BODY: Final = "*"


class Subject(NamedTuple):
    """What ranking sees of a document. ``short`` has a line for each value: code and tokens."""

    docid: int
    kind: str
    short: str
    heading: str = ""
    body: str = ""
    length: int = 0
    stale: bool = False


class Place(NamedTuple):
    """Where a word was found, as what, and how it was typed.

    ``line`` is where its line begins in ``Subject.short``; -1 in headings and texts.
    """

    code: str
    line: int
    variant: Variant
    typed: str = ""


class WordScore(NamedTuple):
    """What one word found in one document.

    ``strength`` is the value of its best variant, 0 where it was not found; ``lines`` are the
    beginnings of the lines it stands in.
    """

    score: float
    strength: float
    place: Place | None
    lines: AbstractSet[int]


NOTHING: Final = WordScore(0.0, 0.0, None, frozenset())


class WordScorer:
    """Scores one word in documents that stay as they are, each once.

    ``average`` is the mean length of a body, in tokens.
    """

    def __init__(self, one: Sought, average: float) -> None:
        variants = uncovered(one.variants)
        said = [variant for variant in variants if variant.how != SOUND][:IN_TEXTS]
        self._in_fields = [
            (variant.needle, variant, variant.value, _weights(variant.how, one.columns))
            for variant in variants
        ]
        self._in_texts = [] if one.columns else _worths(said)
        self._typed = one.typed
        self._parts = [WordScorer(part, average) for part in one.parts]
        self._average = average
        self._known: dict[tuple[int, bool], WordScore] = {}

    def score(self, subject: Subject) -> WordScore:
        """Score the word itself, or by its parts if they say more."""
        asked = subject.docid, bool(subject.body)
        found = self._known.get(asked)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[asked] = self._scored(subject)
        return found

    def _scored(self, subject: Subject) -> WordScore:
        whole = self._whole(subject)
        if not self._parts or whole.strength >= PART_SHARE:
            return whole
        parts = [part._scored(subject) for part in self._parts]
        there = sum(1 for part in parts if part.strength) / len(parts)
        share = PART_SHARE * there * there
        score = share * sum(part.score for part in parts) / len(parts)
        if score <= whole.score:
            return whole
        place = max(parts, key=lambda part: part.score).place
        return WordScore(score, share, place, frozenset().union(*(part.lines for part in parts)))

    def _whole(self, subject: Subject) -> WordScore:
        """Score the word as it is, in fields and texts.

        This runs for every word of every candidate, so it is written out in one piece.
        """
        short = subject.short
        fields: dict[str, float] = {}
        lines: set[int] = set()
        strength, best, found = 0.0, 0.0, None
        for needle, variant, value, weights in self._in_fields:
            at = short.find(needle) if needle in short else -1  # mostly not, and asked so often
            while at >= 0:
                start = short.rfind("\n", 0, at) + 1
                end = short.find("\n", at)
                end = end if end >= 0 else len(short)
                code = short[start]
                if code in weights:
                    worth = value * weights[code] / (1 + LINE_SHARE * short.count(" ", start, end))
                    lines.add(start)
                    if worth > fields.get(code, 0.0):
                        fields[code] = worth
                    strength = value if value > strength else strength
                    if worth > best:
                        best, found = worth, (code, start, variant)
                at = short.find(needle, end)
        total = sum(fields.values())
        for code, worth, variant in self._texts(subject) if subject.body else ():
            total += worth
            strength = max(strength, variant.value)
            if worth > best:
                best, found = worth, (code, -1, variant)
        if found is None:
            return NOTHING
        # What is too much of one word is cut off.
        score = total * (1 + SATURATION) / (SATURATION + total)
        return WordScore(score, strength, Place(*found, self._typed), lines)

    def _texts(self, subject: Subject) -> list[tuple[str, float, Variant]]:
        """What the word is worth in headings and body, each with its best variant."""
        found = []
        for code, text in ((HEADING, subject.heading), (BODY, subject.body)):
            times, nearest = 0.0, None
            for needle, worth, variant in self._in_texts:
                if needle in text:
                    times += worth * min(text.count(needle), MOST_COUNTED)
                    if nearest is None or variant.value > nearest.value:
                        nearest = variant
            if nearest is not None:
                found.append((code, times * self._weight_of(code, subject.length), nearest))
        return found

    def _weight_of(self, code: str, length: int) -> float:
        if code == HEADING:
            return HEADING_WEIGHT
        return BODY_WEIGHT / (1 - LENGTH_SHARE + LENGTH_SHARE * length / self._average)


@lru_cache(maxsize=256)
def _weights(how: str, columns: tuple[str, ...]) -> Mapping[str, float]:
    """The fields in which a variant counts, with their weights.

    Names may be found by their sound, and not by what is only a part of them.
    """
    return {
        code: field.weight
        for code, field in BY_CODE.items()
        if (not columns or field.column in columns)
        and how != (PART if code in NAME_CODES else SOUND)
    }


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

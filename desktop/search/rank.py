"""How well a document answers what is sought, and why.

Pure arithmetic over token texts: no database, no query syntax. The score of a word is BM25F
over the fields it stands in; the document's is the sum over the words, times how much of the
query it covers, times what a name or a title that is meant whole adds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from desktop.search.fields import CALLED_CODES, KIND_FACTOR, NAME_CODES
from desktop.search.language import WEAK
from desktop.search.sought import EXACT, JOINED, PREFIX, SOUND, SPELLING, Sought, Variant
from desktop.search.wordscore import Place, Subject, WordScore, WordScorer

UNCOVERED: Final = 0.2  # what is left of the score when nothing is covered
NAMED: Final = 0.5  # added, as a factor, when all words stand in the name
WHOLE_TITLE: Final = 1.0  # added, as a factor, when the words are all of the title
TOGETHER: Final = 0.5  # of a pair's weight, when two neighbours stand in one value
ADJACENT: Final = 0.5  # of a pair's weight, when they stand side by side
STALE: Final = 0.8
SURE: Final = 0.62  # coverage from which a hit is an answer
_MEANT: Final = (EXACT, PREFIX, SPELLING, JOINED)


class Ranked(NamedTuple):
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


class Ranking:
    """Scores documents for one query. ``average`` is the mean length of a body, in tokens.

    ``scorers`` keeps those of the words from one query to the next, as long as no document changes.
    """

    def __init__(
        self,
        sought: Sequence[Sought],
        average: float,
        scorers: dict[Sought, WordScorer] | None = None,
    ) -> None:
        self._sought = sought
        self._strong = [one for one in sought if not one.weak]
        self._total = sum(one.weight for one in self._strong) or 1.0
        known = {} if scorers is None else scorers
        self._scorers = []
        for one in sought:
            scorer = known.get(one)
            if scorer is None:
                scorer = known[one] = WordScorer(one, max(average, 1.0))
            self._scorers.append((one, scorer))

    def rank(self, subject: Subject) -> Ranked | None:
        """Return the document's rank; ``None`` if a required word is missing, or all are."""
        score = there = sure = 0.0
        strong: list[WordScore] = []
        missing, free, met = False, 0, 0
        for one, scorer in self._scorers:
            word = scorer.score(subject)
            score += one.weight * word.score
            if one.weak:
                continue
            strong.append(word)
            there += one.weight * min(1.0, word.strength * 2)
            sure += one.weight * word.strength
            missing = missing or (one.required and not word.strength)
            free += not one.required
            met += not one.required and word.strength > 0
        if missing or (free and not met):
            return None
        covered = there / self._total
        if len(strong) > 1:
            score += self._neighbours(subject, strong)
        score *= UNCOVERED + (1 - UNCOVERED) * covered * covered
        if strong[0].lines:
            score *= 1 + self._named(subject, strong) + self._titled(subject, strong)
        score *= KIND_FACTOR.get(subject.kind, 1.0) * (STALE if subject.stale else 1.0)
        return Ranked(
            docid=subject.docid,
            score=score,
            coverage=sure / self._total,
            places=tuple(word.place for word in strong if word.place),
        )

    def _neighbours(self, subject: Subject, strong: list[WordScore]) -> float:
        """What it adds that words which stand together in the query do so in the document."""
        added = 0.0
        for place in range(len(strong) - 1):
            first, second = strong[place], strong[place + 1]
            if first.place is None or second.place is None:
                continue
            weight = min(self._strong[place].weight, self._strong[place + 1].weight)
            if not first.lines.isdisjoint(second.lines):
                added += TOGETHER * weight
            if _side_by_side(subject, first.place.variant, second.place.variant):
                added += ADJACENT * weight
        return added

    def _named(self, subject: Subject, strong: list[WordScore]) -> float:
        if subject.kind != "person":
            return 0.0
        meant = 0
        for word in strong:
            if word.place is None or word.place.code not in NAME_CODES:
                return 0.0
            meant += word.place.variant.how in _MEANT
        return NAMED * (0.5 + meant / len(strong))

    def _titled(self, subject: Subject, strong: list[WordScore]) -> float:
        """How much of the title the query is, if all of the query is in the title."""
        common = strong[0].lines
        for word in strong[1:]:
            common = common & word.lines
        best = 0.0
        for start in common:
            if subject.short[start] in CALLED_CODES:
                line = subject.short[start + 1 :].partition("\n")[0]
                telling = len([token for token in line.split() if token not in WEAK])
                best = max(best, min(1.0, len(strong) / max(1, telling)))
        return WHOLE_TITLE * best * min(word.strength for word in strong) if best else 0.0


def _side_by_side(subject: Subject, first: Variant, second: Variant) -> bool:
    pair = f" {first.text} {second.needle[1:]}"
    return pair in subject.body or pair in subject.short or pair in subject.heading


def without_far(ranked: Sequence[Ranked], words: int) -> list[Ranked]:
    """Leave out what only sounds like some of ``words`` words where others have all of them."""
    if not any(one.is_sure and len(one.places) == words for one in ranked):
        return list(ranked)
    return [one for one in ranked if len(one.places) == words or not _only_sounds(one)]


def _only_sounds(one: Ranked) -> bool:
    return bool(one.places) and all(place.variant.how == SOUND for place in one.places)

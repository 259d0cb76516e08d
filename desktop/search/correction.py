"""What was probably meant by a word that the corpus does not know.

It asks the vocabulary for words that share a piece with the one typed, and measures how far
they are. It must not know how hits are ranked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from desktop.search.distance import distance
from desktop.search.expansion import Expansion
from desktop.search.sought import TYPO, Sought, Variant
from desktop.search.vocabulary import Known, Vocabulary

_MIN_WORD: Final = 4
_LONG: Final = 8
_LOOKED_AT: Final = 2_000
_KEPT: Final = 3
_VALUE: Final = 0.65


def corrected(
    sought: Sequence[Sought], vocabulary: Vocabulary, expansion: Expansion
) -> tuple[Sought, ...] | None:
    """Return ``sought`` with unknown words widened by near ones; ``None`` if there are none."""
    changed = [_nearest(one, vocabulary, expansion) for one in sought]
    return (
        tuple(changed)
        if any(new is not old for new, old in zip(changed, sought, strict=True))
        else None
    )


def text_of(typed: str, before: Sequence[Sought], after: Sequence[Sought]) -> str:
    """Return the query as it was answered: each corrected word instead of the one typed."""
    words = [
        new.variants[0].text if new is not old else old.typed
        for old, new in zip(before, after, strict=True)
    ]
    return " ".join(words) or typed


def _nearest(one: Sought, vocabulary: Vocabulary, expansion: Expansion) -> Sought:
    if one.documents or one.weak or one.required or len(one.typed) < _MIN_WORD:
        return one
    if not one.typed.isalpha():
        return one
    found = near(one.typed, vocabulary)
    if not found:
        return one
    variants = tuple(Variant(text=known.word, value=_VALUE, how=TYPO) for known in found)
    held = max(known.docs for known in found)
    return replace(
        one,
        variants=(*variants, *one.variants),
        documents=held,
        weight=expansion.weight(held),
        parts=(),
    )


def near(word: str, vocabulary: Vocabulary) -> list[Known]:
    """Return the words of the corpus nearest to ``word``, at most one or two slips away."""
    allowed = 2 if len(word) >= _LONG else 1
    lengths = (len(word) - allowed, len(word) + allowed)
    pool = vocabulary.trusted_containing(_pieces(word), lengths, _LOOKED_AT)
    measured = [
        (slips, -known.docs, known.word, known)
        for known in pool
        if _alike(word, known.word, allowed)
        and 0 < (slips := distance(word, known.word, allowed)) <= allowed
    ]
    if not measured:
        return []
    fewest = min(measured)[0]
    return [row[3] for row in sorted(measured)[:_KEPT] if row[0] == fewest]


def _pieces(word: str) -> list[str]:
    """Pieces of which one survives so few slips: every three letters of the word."""
    return sorted({word[start : start + 3] for start in range(len(word) - 2)})


def _alike(word: str, other: str, allowed: int) -> bool:
    """A cheap look before measuring: slips are rare at both ends, and spoil few letters."""
    if word[0] != other[0] and word[-1] != other[-1]:
        return False
    return len(set(word) - set(other)) <= allowed

"""A query widened by what the corpus knows: spellings, stems, parts, sound.

It asks the vocabulary; it must not know the tables that hold documents, or ranking.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from desktop.search.compounds import has_part, split
from desktop.search.distance import distance
from desktop.search.language import is_weak
from desktop.search.query import Group, Query, Term
from desktop.search.remembered import Asked
from desktop.search.sought import (
    EXACT,
    JOINED,
    PART,
    PHONE,
    PREFIX,
    SOUND,
    SPELLING,
    STEM,
    Sought,
    Variant,
)
from desktop.search.text import canonical, digits
from desktop.search.vocabulary import Known, Vocabulary

VALUE: Final = {
    EXACT: 1.0,
    PHONE: 1.0,
    JOINED: 0.95,
    SPELLING: 0.9,
    PREFIX: 0.8,
    STEM: 0.8,
    PART: 0.5,
    SOUND: 0.5,
}
MAX_VARIANTS: Final = 24
WEAK_SHARE: Final = 0.05
_STEMS, _SPELLINGS, _SOUNDS, _COMPOUNDS = 6, 6, 8, 12
_MIN_CONTAINED, _MIN_SOUND, _MIN_SPELLED, _MIN_JOINED = 4, 3, 2, 4
_MIN_PHONE: Final = 3
_LOOKED_AT: Final = 200
_LONG_NAME: Final = 5  # letters from which names that sound alike may differ by two


class Expansion:
    """Widens queries over one corpus of ``documents`` documents."""

    def __init__(self, vocabulary: Vocabulary, documents: int, known: dict[Asked, Sought]) -> None:
        """``known`` keeps what words stand for from one search to the next."""
        self._vocabulary = vocabulary
        self._documents = documents
        self._known = known

    def of(self, query: Query) -> tuple[Sought, ...]:
        """Return what to look for, one for each group of the query."""
        found = [self._group(group) for group in query.groups]
        found = self._with_joins(query.groups, found)
        found = _with_phones(query.groups, found)
        return _with_weak(found)

    def _group(self, group: Group) -> Sought:
        """The best of its terms speaks for the group; all of them may match."""
        found = [self._term(term) for term in group.terms]
        merged = max(found, key=lambda sought: sought.documents)
        variants = _unique(variant for sought in found for variant in sought.variants)
        columns = group.terms[0].columns
        return replace(merged, variants=variants, columns=columns, required=group.required)

    def _term(self, term: Term) -> Sought:
        text = " ".join(term.tokens)
        if term.phrase or len(term.tokens) > 1:
            counts = self._vocabulary.counts(term.tokens)
            held = min((counts.get(token, 0) for token in term.tokens), default=0)
            variant = Variant(text=text, value=1.0, how=EXACT, prefix=term.prefix)
            return self._sought(text, [variant], held)
        return self.word(text, prefix=term.prefix)

    def plain(self, term: Term) -> Sought:
        """Return a term as nothing but what it says: what is excluded is not guessed at."""
        text = " ".join(term.tokens)
        variant = Variant(text=text, value=1.0, how=EXACT, prefix=term.prefix)
        return Sought(typed=text, variants=(variant,), columns=term.columns)

    def word(self, word: str, *, prefix: bool = False, whole: bool = True) -> Sought:
        """Return what may stand for ``word``; a part of a compound is not taken apart again."""
        asked = (word, prefix, whole)
        if asked not in self._known:
            found = self._widened(word, prefix=prefix, whole=whole)
            if self._vocabulary.cut_short:
                return found
            self._known[asked] = found
        return self._known[asked]

    def _widened(self, word: str, *, prefix: bool, whole: bool) -> Sought:
        exact = self._vocabulary.counts((word,)).get(word, 0)
        variants = [_variant(word, EXACT)]
        held = exact
        if prefix:
            held = max(held, self._vocabulary.most_begun(word, _LOOKED_AT))
            variants.append(_variant(word, PREFIX, prefix=True))
        near = self._near(word, prefix=prefix, whole=whole)
        held = max([held, *(known.docs for known, how in near if how in (SPELLING, STEM))])
        variants += [_variant(known.word, how) for known, how in near]
        parts = split(word, self._vocabulary) if whole else ()
        sought = self._sought(word, variants, held)
        members = [self.word(part, whole=False) for part in parts]
        return replace(sought, parts=tuple(members))

    def _near(self, word: str, *, prefix: bool, whole: bool) -> list[tuple[Known, str]]:
        """Words of the corpus that may mean ``word``, nearest first, with the reason.

        A part of a compound is not listened to: *Passwort* is no name like *Paus*.
        """
        ask = self._vocabulary
        found: list[tuple[Known, str]] = []
        if len(word) >= _MIN_SPELLED:
            plain = ask.counts({canonical(word)} - {word})
            found += [(Known(*pair), SPELLING) for pair in plain.items()]
            found += [(k, SPELLING) for k in ask.with_canonical(word, prefix, _SPELLINGS)]
        found += [(known, STEM) for known in ask.with_stem(word, _STEMS)]
        if whole and len(word) >= _MIN_SOUND and word.isalpha():
            found += [(known, SOUND) for known in self._heard(word)]
        if len(word) >= _MIN_CONTAINED and word.isalpha():
            held = [k for k in ask.containing(word, _LOOKED_AT) if has_part(k.word, word)]
            held.sort(key=lambda known: (-known.docs, known.word))
            found += [(known, PART) for known in held[:_COMPOUNDS]]
        return [(known, how) for known, how in found if known.word != word]

    def _heard(self, word: str) -> list[Known]:
        """Names that sound alike and look alike too: a code of two or three digits says little."""
        allowed = 1 if len(word) < _LONG_NAME else 2
        heard = self._vocabulary.sounding_like(word, _LOOKED_AT)
        return [k for k in heard if distance(word, k.word, allowed) <= allowed][:_SOUNDS]

    def _with_joins(self, groups: Sequence[Group], found: list[Sought]) -> list[Sought]:
        """Neighbours that are one word here (*Mc Connell*) may be found as that word."""
        changed = list(found)
        for n in range(len(found) - 1):
            if groups[n].required or groups[n + 1].required:
                continue
            word = found[n].typed + found[n + 1].typed
            last = groups[n + 1].terms[-1].prefix
            known = self._joined(word, last)
            for place in (n, n + 1) if known else ():
                variant = _variant(word, JOINED, prefix=last)
                changed[place] = replace(
                    changed[place],
                    variants=_unique((*changed[place].variants, variant)),
                    documents=max(changed[place].documents, known),
                )
        return changed

    def _joined(self, word: str, prefix: bool) -> int:
        if len(word) < _MIN_JOINED or word.isdigit():
            return 0
        if prefix:
            found = self._vocabulary.beginning_with(word, 1)
            return found[0].docs if found else 0
        return self._vocabulary.counts((word,)).get(word, 0)

    def _sought(self, typed: str, variants: list[Variant], held: int) -> Sought:
        return Sought(
            typed=typed,
            variants=_unique(variants),
            weight=self.weight(held),
            documents=held,
            weak=is_weak(typed),
        )

    def weight(self, held: int) -> float:
        """Return the inverse document frequency of a word that ``held`` documents hold."""
        others = max(self._documents - held, 0)
        return math.log(1 + (others + 0.5) / (held + 0.5))


def _variant(word: str, how: str, *, prefix: bool = False) -> Variant:
    return Variant(text=word, value=VALUE[how], how=how, prefix=prefix)


def _unique(variants: Iterable[Variant]) -> tuple[Variant, ...]:
    """Each text once, with its best reason; the best first."""
    first: dict[tuple[str, bool], Variant] = {}
    for variant in sorted(variants, key=lambda variant: -variant.value):
        first.setdefault((variant.text, variant.prefix), variant)
    return tuple(first.values())[:MAX_VARIANTS]


def _with_phones(groups: Sequence[Group], found: list[Sought]) -> list[Sought]:
    """Digits that stand together may be one phone number, whatever stood between them."""
    changed = list(found)
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and found[end].typed.replace(" ", "").isdigit():
            end += 1
        number = digits("".join(sought.typed for sought in found[start:end]))
        for place in range(start, end) if len(number) >= _MIN_PHONE else ():
            variant = _variant(number, PHONE, prefix=True)
            changed[place] = replace(
                changed[place], variants=_unique((*changed[place].variants, variant))
            )
        start = max(end, start + 1)
    return changed


def _with_weak(found: list[Sought]) -> tuple[Sought, ...]:
    """Weak words keep a small share of their weight, unless there are no others."""
    if all(sought.weak for sought in found):
        return tuple(replace(sought, weak=False) for sought in found)
    return tuple(
        replace(sought, weight=sought.weight * WEAK_SHARE) if sought.weak else sought
        for sought in found
    )

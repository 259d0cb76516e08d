"""A query widened by what the corpus knows: spellings, stems, parts, sound.

It asks the vocabulary; it must not know the tables that hold documents, or ranking.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from desktop.search.compounds import compounds_of, split
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
_MIN_PHONE, _MIN_FORMED = 3, 3
_LOOKED_AT: Final = 200
_BEGUN: Final = 40
_LONG_NAME: Final = 5  # letters from which names that sound alike may differ by two


class Expansion:
    """Widens queries over one corpus of ``documents`` documents."""

    def __init__(self, vocabulary: Vocabulary, documents: int, known: dict[Asked, Sought]) -> None:
        """``known`` keeps what words stand for from one search to the next."""
        self._vocabulary = vocabulary
        self._documents = documents
        self._known = known

    def of(self, query: Query, *, widely: bool = False) -> tuple[Sought, ...]:
        """Return what to look for, one for each group of the query.

        ``widely`` adds what is further off and dearer to find: sound, parts of compounds.
        """
        found = [self._group(group, widely) for group in query.groups]
        found = self._with_joins(query.groups, found)
        found = _with_phones(query.groups, found)
        return _with_weak(found)

    def _group(self, group: Group, widely: bool) -> Sought:
        """The best of its terms speaks for the group; all of them may match."""
        found = [self._term(term, widely) for term in group.terms]
        merged = max(found, key=lambda sought: sought.documents)
        variants = _unique(variant for sought in found for variant in sought.variants)
        columns = group.terms[0].columns
        return replace(merged, variants=variants, columns=columns, required=group.required)

    def _term(self, term: Term, widely: bool) -> Sought:
        text = " ".join(term.tokens)
        if term.phrase or len(term.tokens) > 1:
            counts = self._vocabulary.counts(term.tokens)
            held = min((counts.get(token, 0) for token in term.tokens), default=0)
            variant = Variant(text=text, value=1.0, how=EXACT, prefix=term.prefix)
            return self._sought(text, [variant], held)
        return self._wide(text, term.prefix) if widely else self._word(text, term.prefix)

    def plain(self, term: Term) -> Sought:
        """Return a term as nothing but what it says: what is excluded is not guessed at."""
        text = " ".join(term.tokens)
        variant = Variant(text=text, value=1.0, how=EXACT, prefix=term.prefix)
        return Sought(typed=text, variants=(variant,), columns=term.columns)

    def _word(self, word: str, prefix: bool) -> Sought:
        """Return what a word is written as: itself, other spellings, other endings."""
        return self._once((word, prefix, False), lambda: self._written(word, prefix))

    def _wide(self, word: str, prefix: bool) -> Sought:
        """Return the same with what sounds alike, what it is a part of, and what are its parts."""
        return self._once((word, prefix, True), lambda: self._widened(word, prefix))

    def _once(self, asked: Asked, find: Callable[[], Sought]) -> Sought:
        """Remember what was found, unless time was up before all was."""
        if asked in self._known:
            return self._known[asked]
        found = find()
        if not self._vocabulary.cut_short:
            self._known[asked] = found
        return found

    def _written(self, word: str, prefix: bool) -> Sought:
        exact = self._vocabulary.counts((word,)).get(word, 0)
        variants = [_variant(word, EXACT)]
        held = exact
        if prefix:
            held = max(held, self._vocabulary.most_begun(word, _BEGUN))
            variants.append(_variant(word, PREFIX, prefix=True))
        # What one or two letters begin is found already, and they say nothing of a form.
        short = prefix and len(word) < _MIN_FORMED
        near = [] if short else [*self._spelled(word, prefix), *self._inflected(word)]
        held = max([held, *(known.docs for known, _ in near)])
        variants += [_variant(known.word, how) for known, how in near]
        return self._sought(word, variants, held)

    def _widened(self, word: str, prefix: bool) -> Sought:
        """A part of a compound is not listened to: *Passwort* is no name like *Paus*."""
        near = self._word(word, prefix)
        further: list[tuple[Known, str]] = []
        if len(word) >= _MIN_SOUND and word.isalpha():
            further += [(known, SOUND) for known in self._heard(word)]
        further += self._containing(word)
        parts = [self._part(part) for part in split(word, self._vocabulary)]
        return _with(near, further, parts)

    def _part(self, part: str) -> Sought:
        """What a part of a compound is written as; it is not taken apart again."""
        return _with(self._word(part, False), self._containing(part))

    def _spelled(self, word: str, prefix: bool) -> list[tuple[Known, str]]:
        if len(word) < _MIN_SPELLED:
            return []
        plain = self._vocabulary.counts({canonical(word)} - {word})
        found = [Known(*pair) for pair in plain.items()]
        found += self._vocabulary.with_canonical(word, prefix, _SPELLINGS)
        return [(known, SPELLING) for known in found if known.word != word]

    def _inflected(self, word: str) -> list[tuple[Known, str]]:
        found = self._vocabulary.with_stem(word, _STEMS)
        return [(known, STEM) for known in found if known.word != word]

    def _containing(self, word: str) -> list[tuple[Known, str]]:
        """Compounds of which ``word`` is the first or the last member, the frequent ones first."""
        if len(word) < _MIN_CONTAINED or not word.isalpha():
            return []
        held = compounds_of(word, self._vocabulary, _LOOKED_AT)
        held.sort(key=lambda known: (-known.docs, known.word))
        return [(known, PART) for known in held[:_COMPOUNDS]]

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


def _with(
    near: Sought, further: Sequence[tuple[Known, str]], parts: Sequence[Sought] = ()
) -> Sought:
    variants = [_variant(known.word, how) for known, how in further if known.word != near.typed]
    return replace(near, variants=_unique((*near.variants, *variants)), parts=tuple(parts))


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

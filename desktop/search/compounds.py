"""Compounds taken apart with the corpus's own vocabulary.

*Reisekostenabrechnung* is *reise*, *kosten*, *abrechnung* if these are words here. It asks the
vocabulary and must not know queries or ranking.
"""

from __future__ import annotations

from typing import Final

from desktop.search.language import german, is_weak
from desktop.search.lexicon import MAX_WORD
from desktop.search.vocabulary import Known, Vocabulary

MIN_COMPOUND: Final = 8
_MIN_PART: Final = 4
_MIN_REST: Final = 3
_MAX_ENDING: Final = 3
_ENDINGS: Final = ("", *"ensrmd", "en", "er", "es", "em", "ed", "ern", "ens", "nen", "ing", "in")
_LINKS: Final = ("", "s", "n", "en", "es", "e", "er")


def split(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the parts of ``word``, left to right; empty if it is no compound of known words."""
    if not MIN_COMPOUND <= len(word) <= MAX_WORD or not word.isalpha():
        return ()
    pieces = {
        word[start:end]
        for start in range(len(word))
        for end in range(start + _MIN_PART, len(word) + 1)
        if end - start < len(word)
    }
    known = {piece for piece in vocabulary.counts(pieces) if not is_weak(piece)}
    stems = {piece: german(piece) for piece in pieces if word.endswith(piece)}
    alive = vocabulary.stems_known(set(stems.values()))
    known |= {piece for piece, stem in stems.items() if stem in alive and len(stem) >= _MIN_PART}
    return _fewest(word, known)


def _fewest(word: str, known: set[str]) -> tuple[str, ...]:
    """Cover ``word`` with the fewest parts; among those, with the longest last one."""
    best: dict[int, tuple[str, ...]] = {len(word): ()}
    for start in range(len(word) - _MIN_PART, -1, -1):
        found = [
            (part, *best[after])
            for end in range(start + _MIN_PART, len(word) + 1)
            if (part := word[start:end]) in known
            for after in _continuations(word, end)
            if after in best
        ]
        if found:
            best[start] = min(found, key=lambda parts: (len(parts), -len(parts[-1])))
    return best.get(0, ()) if len(best.get(0, ())) > 1 else ()


def _continuations(word: str, end: int) -> list[int]:
    """Where the next part may begin after ``end``: at once, or behind a linking element."""
    if end == len(word):
        return [end]
    return [end + len(link) for link in _LINKS if word.startswith(link, end)]


def compounds_of(part: str, vocabulary: Vocabulary, limit: int) -> list[Known]:
    """Return likely compounds of which ``part`` is the first or the last member.

    As last it may be inflected, unless it is so short that this would be chance.
    """
    endings = _ENDINGS if len(part) > _MIN_PART else _ENDINGS[:1]
    found = {
        *vocabulary.beginning_with(part, limit),
        *vocabulary.ending_with(part, endings, limit),
    }
    return [known for known in found if has_part(known.word, part)]


def has_part(word: str, part: str) -> bool:
    """Whether ``part`` is likely to be a member of the compound ``word``: its first or its last."""
    rest = len(word) - len(part)
    if rest < _MIN_REST:
        return False
    if word.startswith(part):
        return True
    place = word.rfind(part)
    ending = rest - place
    return place >= _MIN_REST and (ending == 0 or (ending <= _MAX_ENDING and len(part) > _MIN_PART))

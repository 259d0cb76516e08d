"""What German and English make of a word: its stem, and whether it says anything.

Pure. The language of a query is not known, so both are asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from threading import local
from typing import Any, Final

import Stemmer
from whoosh.lang.stopwords import stoplists

from desktop.search.text import fold

# Asked, not looked for: words of questions that the stop lists leave out.
_ASKING: Final = (
    "bitte was wer wen wem wessen wann warum wieso wohin woher muss darf kriege bekomme gibt "
    "geht mache brauche moechte möchte kennt weiß hilft please get got want need would could may "
    "might must know knows "
    "whose one us im ive"
)
# Courtesy and nobility: they neither help nor hurt.
_TITLES: Final = (
    "herr frau mr mrs ms miss sir dr prof professor professorin doktor doctor dipl ing phd med "
    "rer nat jur hon rev freiherr frhr graf gräfin baron von vom van de del della der den di da "
    "du la le zu zum zur"
)
WEAK: Final = frozenset(
    fold(word) for word in (*stoplists["de"], *stoplists["en"], *_ASKING.split(), *_TITLES.split())
)
_MIN_STEM: Final = 4


class _Stemmers(local):
    """One pair for each thread: they are not made to be shared."""

    def __init__(self) -> None:
        # Without their own memory, which costs more than a stem does.
        self.german: Any = Stemmer.Stemmer("german", 0)
        self.english: Any = Stemmer.Stemmer("english", 0)


_stemmers: Final = _Stemmers()


@lru_cache(maxsize=1 << 12)
def german(token: str) -> str:
    """Return the German stem of a folded token; she and he have the same."""
    return german_stems((token,))[0]


@lru_cache(maxsize=1 << 12)
def english(token: str) -> str:
    """Return the English stem of a folded token."""
    return english_stems((token,))[0]


def german_stems(tokens: Iterable[str]) -> list[str]:
    """Return the German stem of each token."""
    return _stems(_stemmers.german, tokens)


def english_stems(tokens: Iterable[str]) -> list[str]:
    """Return the English stem of each token."""
    return _stems(_stemmers.english, tokens)


def _stems(stemmer: Any, tokens: Iterable[str]) -> list[str]:
    """The stems; a short word, or one with digits, is its own."""
    tokens = list(tokens)
    return [
        stem if len(token) >= _MIN_STEM and token.isalpha() else token
        for token, stem in zip(tokens, stemmer.stemWords(tokens), strict=True)
    ]


def is_weak(token: str) -> bool:
    """Whether a word says too little to decide anything: *wie, ich, the, Dr., von*."""
    return token in WEAK

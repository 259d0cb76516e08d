"""What German and English make of a word: its stem, and whether it says anything.

Pure. The language of a query is not known, so both are asked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from desktop.search.text import fold
from desktop.search.whoosh_edge import GermanStemmer, english_stem, stoplists

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
_feminine: Final = re.compile(r"(er|or|ist|ent|ant|eur|at|ed|id|and|ind|itz)(in|innen)$")
_MIN_STEM = 4
# No ending that a stemmer takes away ends so: these words need not go through it.
_WHOLE_GERMAN: Final = frozenset("abcfijlopquvwxyz")
_WHOLE_ENGLISH: Final = frozenset("abfhjkopquvwxz")
_german: Final = GermanStemmer()


@lru_cache(maxsize=1 << 15)
def german(token: str) -> str:
    """Return the German stem of a folded token; she and he have the same."""
    if len(token) < _MIN_STEM or not token.isalpha() or token[-1] in _WHOLE_GERMAN:
        return token
    return str(_german.stem(_feminine.sub(r"\1", token)))


@lru_cache(maxsize=1 << 15)
def english(token: str) -> str:
    """Return the English stem of a folded token."""
    if len(token) < _MIN_STEM or token[-1] in _WHOLE_ENGLISH:
        return token
    if not token.isascii() or not token.isalpha():
        return token
    return str(english_stem(token))


def is_weak(token: str) -> bool:
    """Whether a word says too little to decide anything: *wie, ich, the, Dr., von*."""
    return token in WEAK

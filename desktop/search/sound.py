"""How a German name sounds: Kölner Phonetik.

Pure. Names that sound alike have the same code (Meier, Mayer, Maier; Schmidt, Schmitt).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_SINGLE: Final = {
    **dict.fromkeys("aeiouyj", "0"),
    **dict.fromkeys("b", "1"),
    **dict.fromkeys("fvw", "3"),
    **dict.fromkeys("gkq", "4"),
    **dict.fromkeys("l", "5"),
    **dict.fromkeys("mn", "6"),
    **dict.fromkeys("r", "7"),
    **dict.fromkeys("sz", "8"),
}
_HARD_C_FIRST: Final = frozenset("ahkloqrux")
_HARD_C: Final = frozenset("ahkoqux")
_repeats: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 14)
def sound(token: str) -> str:
    """Return the code of a folded token; empty when it has no letters of the Latin alphabet."""
    letters = [letter for letter in token if "a" <= letter <= "z"]
    codes = "".join(_code(letters, place) for place in range(len(letters)))
    single = _repeats.sub(r"\1", codes)
    return single[:1] + single[1:].replace("0", "")


def _code(letters: list[str], place: int) -> str:
    letter = letters[place]
    before = letters[place - 1] if place else ""
    after = letters[place + 1] if place + 1 < len(letters) else ""
    if letter in _SINGLE:
        return _SINGLE[letter]
    match letter:
        case "p":
            return "3" if after == "h" else "1"
        case "d" | "t":
            return "8" if after in ("c", "s", "z") else "2"
        case "x":
            return "8" if before in ("c", "k", "q") else "48"
        case "c":
            return _code_of_c(before, after)
        case _:
            return ""  # h is not heard


def _code_of_c(before: str, after: str) -> str:
    if not before:
        return "4" if after in _HARD_C_FIRST else "8"
    if before in ("s", "z"):
        return "8"
    return "4" if after in _HARD_C else "8"

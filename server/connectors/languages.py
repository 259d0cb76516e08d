"""Guesses whether a text is German or English, by its commonest words. Knows nothing else."""

from __future__ import annotations

import re
from typing import Final

_STOP_WORDS: Final = {
    "de": re.compile(
        r"\b(?:aber|als|auch|auf|aus|bei|das|dass|dem|den|der|des|die|durch|ein|eine|einen|einer|für"
        r"|im|ist|mit|nach|nicht|oder|sich|sie|sind|über|um|und|unter|vom|von|werden|wie|wird|wir|zu"
        r"|zum|zur)\b"
    ),
    "en": re.compile(
        r"\b(?:a|an|and|are|as|at|be|by|can|for|from|has|have|if|in|is|it|not|of|on|or|our|that|the"
        r"|their|this|to|was|we|will|with|you|your)\b"
    ),
}
_READ: Final = 20_000


def guess(text: str) -> str | None:
    """Return ``de`` or ``en``; ``None`` if the text does not tell."""
    beginning = text[:_READ].lower()
    german, english = (len(words.findall(beginning)) for words in _STOP_WORDS.values())
    if german == english:
        return None
    return "de" if german > english else "en"

"""Why a document was found, in words.

Pure. It must not know how the score came about, only where the words were found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from desktop.search.fields import BY_CODE, NAME_CODES
from desktop.search.rank import Ranked
from desktop.search.sought import SOUND
from desktop.search.wordscore import HEADING as IN_HEADING
from desktop.search.wordscore import Place

_MAX_SHOWN: Final = 80
_TEXT: Final = "text"
_HEADING: Final = "heading"


def why(
    ranked: Ranked, kind: str, short: str, shown: Sequence[str], typed: Mapping[str, str]
) -> str:
    """Return the place that tells most: ``skill: Brandschutz``, ``page title``, ``name``, ``text``.

    ``shown`` are the document's values, one for each line of ``short``; ``typed`` has the words
    of the query as they were typed, by their tokens.
    """
    if not ranked.places:
        return _TEXT
    place = _telling(ranked.places)
    if place.line < 0:
        return _HEADING if place.code == IN_HEADING else _TEXT
    value = _shortened(shown[short.count("\n", 0, place.line)])
    if place.variant.how == SOUND:
        return f"sounds like {typed.get(place.typed, place.typed)}"
    if place.code in NAME_CODES[:1]:
        return "name"
    label = BY_CODE[place.code].label
    if place.code == "t":
        return f"{kind} {label}"
    return f"{label}: {value}"


def _telling(places: Sequence[Place]) -> Place:
    """The value that holds the most words; of equals, the one in the weightier field."""
    if len(places) == 1:
        return places[0]
    held = [(place.code, place.line) for place in places]
    return max(places, key=lambda place: (held.count((place.code, place.line)), _weight(place)))


def _weight(place: Place) -> float:
    return BY_CODE[place.code].weight * place.variant.value if place.code in BY_CODE else 0.0


def _shortened(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1].rstrip() + "…"

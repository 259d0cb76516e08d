"""Why a document was found, in words.

Pure. It must not know how the score came about, only where the words were found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from desktop.search.fields import BY_CODE, FACET_OF_CODE, NAME_CODES
from desktop.search.rank import Ranked
from desktop.search.sought import SOUND
from desktop.search.text import folded
from desktop.search.wordscore import HEADING as IN_HEADING
from desktop.search.wordscore import Place

_MAX_SHOWN: Final = 80
_TEXT: Final = "text"
_HEADING: Final = "heading"


class Values(NamedTuple):
    """The values of a document, as lines of tokens and as they are shown.

    ``shown`` has a line for each of ``short``, empty where the value is one of ``facets``, or no
    more than its tokens. ``facets`` are the numbers of facet values, ``known`` what they stand for.
    """

    short: str
    shown: str
    facets: str
    known: Mapping[int, tuple[str, str]]

    def at(self, place: Place) -> str:
        """The value in which a word was found."""
        shown = self.shown.split("\n")[self.short.count("\n", 0, place.line)]
        if shown:
            return shown
        facet = FACET_OF_CODE.get(place.code)
        tokens = self.short[place.line + 1 :].partition("\n")[0]
        counted = (self.known[int(number)] for number in self.facets.split())
        found = (value for name, value in counted if name == facet and folded(value) == tokens)
        return next(found, tokens.strip())


def why(ranked: Ranked, kind: str, values: Values, typed: Mapping[str, str]) -> str:
    """Return the place that tells most: ``skill: Brandschutz``, ``page title``, ``name``, ``text``.

    ``typed`` has the words of the query as they were typed, by their tokens.
    """
    if not ranked.places:
        return _TEXT
    place = _telling(ranked.places)
    if place.line < 0:
        return _HEADING if place.code == IN_HEADING else _TEXT
    if place.variant.how == SOUND:
        return f"sounds like {typed.get(place.typed, place.typed)}"
    if place.code in NAME_CODES[:1]:
        return "name"
    label = BY_CODE[place.code].label
    if place.code == "t":
        return f"{kind} {label}"
    return f"{label}: {_shortened(values.at(place))}"


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

"""The passage of a text that shows why it was found, and what to mark in a line.

Whoosh's fragmenter and scorer choose the passage among the matches found here. It must not know
the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from desktop.records import Marked
from desktop.search.sought import SOUND, Sought, Variant
from desktop.search.text import fold, spans
from desktop.search.whoosh_edge import BasicFragmentScorer, PinpointFragmenter, top_fragments

LENGTH: Final = 180
_SURROUND: Final = 60
_MAX_MATCHES: Final = 60
_LOOKED_AT: Final = 30_000  # characters of a text
# Letters as they are compared, one for one, so that places in the text stay what they are.
_PLAIN: Final = {
    ord(written): plain
    for plain, letters in {
        "a": "àáâãäåāăąÀÁÂÃÄÅĀĂĄ", "c": "çćčÇĆČ", "d": "ďđĎĐ", "e": "èéêëēęěÈÉÊËĒĘĚ",
        "g": "ğĞ", "i": "ìíîïīıÌÍÎÏĪİ", "l": "łŁ", "n": "ñńňÑŃŇ", "o": "òóôõöøōÒÓÔÕÖØŌ",
        "r": "řŘ", "s": "śşšŚŞŠ", "t": "ťţŤŢ", "u": "ùúûüūůÙÚÛÜŪŮ", "y": "ýÿÝ", "z": "źżžŹŻŽ",
    }.items()
    for written in letters
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Match:
    """A match as Whoosh's fragmenter takes it."""

    text: str
    startchar: int
    endchar: int
    boost: float


def variants_of(sought: Iterable[Sought]) -> tuple[Variant, ...]:
    """Return all that may be marked for a query, weak words left out."""
    found: list[Variant] = []
    for one in sought:
        if not one.weak:
            found += one.variants
            found += variants_of(one.parts)
    return tuple(found)


def marked(text: str, variants: Sequence[Variant]) -> Marked:
    """Return a line (a title, a subtitle) with what matched in it."""
    whole = {token for variant in variants if not variant.prefix for token in variant.text.split()}
    starts = tuple(variant.text for variant in variants if variant.prefix)
    marks = []
    for token in spans(text):
        start = max((s for s in starts if token.text.startswith(s)), key=len, default="")
        if token.text in whole:
            marks.append((token.start, token.end))
        elif start:
            same = len(fold(text[token.start : token.end])) == token.end - token.start
            marks.append((token.start, token.start + len(start) if same else token.end))
    return Marked(text, tuple(marks))


def snippet(text: str, variants: Sequence[Variant]) -> Marked:
    """Return the passage with the most of the query in it; the beginning if there is none."""
    matches = _matches(text, [v for v in variants if v.how != SOUND])
    if not matches:
        return Marked(_shortened(text))
    fragmenter = PinpointFragmenter(
        maxchars=LENGTH, surround=_SURROUND, autotrim=True, charlimit=None
    )
    fragments = fragmenter.fragment_matches(text, matches)
    best = top_fragments(fragments, 1, BasicFragmentScorer(), lambda one: one.startchar, 0)[0]
    start, end = best.startchar, min(best.endchar, best.startchar + 2 * LENGTH)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    shift = len(before) - start
    marks = [
        (match.startchar + shift, match.endchar + shift)
        for match in matches
        if start <= match.startchar and match.endchar <= end
    ]
    return Marked(f"{before}{text[start:end]}{after}", tuple(marks))


def _matches(text: str, variants: Sequence[Variant]) -> list[_Match]:
    compared = text[:_LOOKED_AT].translate(_PLAIN).lower()
    found = []
    for match in _pattern(tuple(variants)).finditer(compared) if variants else ():
        found.append(_Match(match.group(), match.start(), match.end(), 1.0))
        if len(found) == _MAX_MATCHES:
            break
    return found


@lru_cache(maxsize=64)
def _pattern(variants: tuple[Variant, ...]) -> re.Pattern[str]:
    """One expression for all variants, longest first, at the beginnings of words."""
    ordered = sorted(variants, key=lambda variant: -len(variant.text))
    either = "|".join(_written(v.text) + ("" if v.prefix else r"(?!\w)") for v in ordered)
    return re.compile(rf"(?<!\w)(?:{either})")


def _written(token: str) -> str:
    return token.replace("ss", "(?:ss|ß)").replace(" ", r"\W+")


def _shortened(text: str) -> str:
    if len(text) <= LENGTH:
        return text
    return text[:LENGTH].rpartition(" ")[0] + " …"

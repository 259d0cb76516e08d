"""The passage of a text that shows why it was found, and what to mark in a line.

It must not know the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from desktop.records import Marked
from desktop.search.sought import SOUND, Sought, Variant
from desktop.search.text import JOINERS, Token, fold, joined_spans, spans

LENGTH: Final = 180
_SURROUND: Final = 60
_MAX_MATCHES: Final = 8  # of one word
LOOKED_AT: Final = 16_000  # characters of a text, before the rest is looked at
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
_foreign: Final = re.compile(r"[^\x00-\u024f\u2000-\u20cf\u2100-\u22ff]")
_WESTERN: Final = "cp1252"
_JOINERS: Final = JOINERS.encode(_WESTERN, "ignore")
_TABLE: Final = b"".join(
    bytes([byte]).decode(_WESTERN, "replace").translate(_PLAIN).lower().encode(_WESTERN, "replace")
    for byte in range(256)
)


Span = tuple[int, int]  # where something begins and ends in a text, in characters


def variants_of(sought: Iterable[Sought]) -> tuple[Variant, ...]:
    """Return all that may be marked for a query, weak words left out."""
    found: list[Variant] = []
    for one in sought:
        if not one.weak:
            found += one.variants
            found += variants_of(one.parts)
    return tuple(found)


class Marker:
    """Marks what matched in lines such as titles, for one query.

    ``lines`` are those that will be: most variants stand in none, and are not looked for twice.
    """

    def __init__(self, variants: Sequence[Variant], lines: Sequence[str] | None = None) -> None:
        self._whole = {token for v in variants if not v.prefix for token in v.text.split()}
        self._starts = tuple(variant.text for variant in variants if variant.prefix)
        self._variants = variants
        if lines is not None:
            every = "\n".join([_line_compared(line) for line in lines])
            sharp = "ß" in every
            self._variants = [
                one for one in variants if one.text in every or (sharp and "ss" in one.text)
            ]

    def marked(self, text: str) -> Marked:
        """Return ``text`` with its marks."""
        compared = _line_compared(text)
        if compared.isascii() or not _foreign.search(compared):
            return Marked(text, tuple(_found(compared, self._variants)))
        # Letters that the table does not know: word by word, which is slow.
        found = ((token, self._end(text, token)) for token in spans(text))
        return Marked(text, tuple((token.start, end) for token, end in found if end))

    def places(self, text: str) -> list[Span]:
        """Where words of ``text`` match that are written apart and found as one."""
        joined = ((token.start, self._end(text, token)) for token in joined_spans(text))
        return [(start, end) for start, end in joined if end][:_MAX_MATCHES]

    def _end(self, text: str, token: Token) -> int:
        """Where the mark of a token ends; 0 if it did not match."""
        if token.text in self._whole:
            return token.end
        if not token.text.startswith(self._starts):
            return 0
        start = max((s for s in self._starts if token.text.startswith(s)), key=len)
        same = len(fold(text[token.start : token.end])) == token.end - token.start
        return token.start + len(start) if same else token.end


def snippet(
    text: str,
    variants: Sequence[Variant],
    *,
    found: Sequence[Variant] = (),
    surely: bool = True,
) -> Marked:
    """Return the passage with the most of the query in it; the beginning if there is none.

    ``found`` are the variants that are known to stand in this document: looking for them alone
    is quicker. ``surely`` says that the index found something in this text, so that it is worth
    a long look.
    """
    said = [variant for variant in variants if variant.how != SOUND]
    matches = _matches(text, [variant for variant in found if variant.how != SOUND])
    if not matches and surely:
        matches = _matches(text, said) or _joined(text, said)
    if not matches:
        return Marked(_shortened(text))
    start, end = _passage(text, matches)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    marks = _found(_compared(text[start:end]), said) or [
        (at - start, to - start) for at, to in matches if start <= at and to <= end
    ]
    shift = len(before)
    return Marked(
        f"{before}{text[start:end]}{after}", tuple((at + shift, to + shift) for at, to in marks)
    )


def _passage(text: str, matches: Sequence[Span]) -> Span:
    """Where the passage with the most different words begins and ends, both between words."""
    best, first, chosen = (0, 0), 0, (matches[0], matches[0])
    for last, (_, end) in enumerate(matches):
        while first < last and end - matches[first][0] > LENGTH:
            first += 1
        held = [text[start:end].lower() for start, end in matches[first : last + 1]]
        if (len(set(held)), len(held)) > best:
            best, chosen = (len(set(held)), len(held)), (matches[first], matches[last])
    return _widened(text, chosen[0][0], chosen[1][1])


def _widened(text: str, first: int, last: int) -> Span:
    """A part of a text with some of what surrounds it, from the beginning of a word to an end."""
    before, after = max(0, first - _SURROUND), min(len(text), last + _SURROUND)
    start = text.find(" ", before, first) + 1 or before if before else 0
    space = text.rfind(" ", last, after) if after < len(text) else -1
    end = space if space >= 0 else after
    most = start + 2 * LENGTH
    while end < min(len(text), most) and text[end].isalnum():
        end += 1
    return start, min(end, most)


def _matches(text: str, variants: Sequence[Variant]) -> list[Span]:
    """The places of the variants in the first part of the text that holds any."""
    for compare in (_mostly_compared, _compared) if variants else ():
        for first, part in ((0, text[:LOOKED_AT]), (LOOKED_AT, text[LOOKED_AT:])):
            found = _found(compare(part), variants) if part else []
            if found:
                return [(start + first, end + first) for start, end in found]
        if _is_western(text):
            break
    return []


def _joined(text: str, variants: Sequence[Variant]) -> list[Span]:
    """What the index finds where something stands between, as C-Bibliothek for cbibliothek."""
    squeezed = text.encode(_WESTERN, "replace").translate(_TABLE, _JOINERS).decode(_WESTERN)
    marker = Marker(variants)
    for variant in variants:
        at = squeezed.find(variant.text)
        if at >= 0:
            first = max(0, _unsqueezed(text, at) - LENGTH)
            places = marker.places(text[first : first + 2 * LENGTH])
            return [(start + first, end + first) for start, end in places]
    return []


def _unsqueezed(text: str, place: int) -> int:
    """Where in ``text`` that stands which is at ``place`` once the joiners are taken out."""
    there, before = place, -1
    while there != before:
        before = there
        there = place + sum(map(text[:there].count, JOINERS))
    return there


def _found(compared: str, variants: Sequence[Variant]) -> list[Span]:
    """The places of all variants, in order; of those that overlap, the longest."""
    ends: dict[int, int] = {}
    sharp = "ß" in compared
    for variant in variants:
        word = variant.text
        if word in compared:
            _note_ends(compared, word, variant.prefix, ends)
        if sharp and "ss" in word:
            _note_ends(compared, word.replace("ss", "ß"), variant.prefix, ends)
    found, last = [], 0
    for start, end in sorted(ends.items()):
        if start >= last:
            found.append((start, end))
            last = end
    return found


def _compared(text: str) -> str:
    """The text as it is compared, each letter at its place."""
    if text.isascii():
        return text.lower()
    # A table of bytes is twenty times as fast as one of letters, and mostly enough.
    western = _is_western(text)
    lower = _mostly_compared(text) if western else text.translate(_PLAIN).lower()
    return lower if len(lower) == len(text) else text


@lru_cache(maxsize=1 << 12)
def _line_compared(line: str) -> str:
    """The same for a line, which the next keystroke is likely to show again."""
    return _compared(line)


def _mostly_compared(text: str) -> str:
    """The same for a long text, quickly, with letters of the east left out."""
    return text.encode(_WESTERN, "replace").translate(_TABLE).decode(_WESTERN)


def _is_western(text: str) -> bool:
    try:
        text.encode(_WESTERN)
    except UnicodeEncodeError:
        return False
    return True


def _note_ends(text: str, word: str, prefix: bool, ends: dict[int, int]) -> None:
    """Note where ``word`` ends by where it begins, as a word or, for a prefix, as its beginning."""
    start = text.find(word)
    for _ in range(_MAX_MATCHES):
        if start < 0:
            return
        end = start + len(word)
        begins = not start or not text[start - 1].isalnum()
        if begins and (prefix or end == len(text) or not text[end].isalnum()):
            ends[start] = max(ends.get(start, 0), end)
        start = text.find(word, end)


def _shortened(text: str) -> str:
    if len(text) <= LENGTH:
        return text
    return text[:LENGTH].rpartition(" ")[0] + " …"

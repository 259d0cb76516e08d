"""Text to tokens: the same for documents and for queries.

Pure. It must not know what a field, a table or a ranking is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

MAX_TOKEN: Final = 64

# Letters that NFKD leaves whole although people type them without their stroke.
_PLAIN_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
# Marks that combine are no letters to the expression. It gives nothing back: that would be slow.
_WORD: Final = r"[^\W_]++(?:[\u0300-\u036f]+[^\W_]*+)*+"
JOINERS: Final = "-\u2010\u2011\u2012\u00ad'\u2019\u2018.&"
_JOINER: Final = f"[{JOINERS}]"
_words: Final = re.compile(_WORD)
_compounds: Final = re.compile(f"{_WORD}(?:{_JOINER}{_WORD})++")
_plain_words: Final = re.compile(r"[a-z0-9]++")
_plain_compounds: Final = re.compile(r"[a-z0-9]++(?:[-'.&][a-z0-9]++)++")
_plain_joiner: Final = re.compile(r"[-'.&]")
# Bytes of UTF-8: what is not ASCII is kept for a second look, which few words need.
_kept_together: Final = re.compile(rb"[a-z0-9\x80-\xff]++(?:[-'.&][a-z0-9\x80-\xff]++)++")
_JOINERS: Final = b"-'.&"
_ASCII: Final = 128
_LOWER: Final = bytes(
    byte
    if byte >= _ASCII or byte in _JOINERS or chr(byte).isdigit()
    else ord(chr(byte).lower() if chr(byte).isalpha() else " ")
    for byte in range(256)
)
_APART: Final = bytes(32 if byte in _JOINERS else byte for byte in range(256))
_ALIKE: Final = (("\u2019", "'"), ("\u2018", "'"), ("\u00ad", "-"), ("\u2010", "-"),
                 ("\u2011", "-"), ("\u2012", "-"))  # fmt: skip
_not_word: Final = re.compile(r"[\W_]+")
_umlaut_digraph: Final = re.compile(r"ae|oe|(?<![aeq])ue")
_digits: Final = re.compile(r"\d+")
_TRUNK: Final = "(0)"  # dialled at home only; some type it
_MIN_TAIL, _MAX_TAIL = 3, 8
_UNGROUPED = 6


@dataclass(frozen=True, slots=True)
class Token:
    """A token and where its word stands in the text, in characters."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Return ``text`` in the one spelling that is compared: no case, no accents, ß as ss."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in split if not unicodedata.combining(letter))
    return bare.casefold().translate(_PLAIN_LETTERS)


@lru_cache(maxsize=1 << 16)
def _token(word: str) -> str:
    """The token of one word; empty when nothing of it can be searched for."""
    folded = fold(word)
    return (folded if folded.isalnum() else _not_word.sub("", folded))[:MAX_TOKEN]


def spans(text: str) -> Iterator[Token]:
    """Yield the tokens of ``text`` in order; hyphens and apostrophes split."""
    for match in _words.finditer(text):
        token = _token(match.group())
        if token:
            yield Token(token, match.start(), match.end())


def joined_spans(text: str) -> Iterator[Token]:
    """Yield what stands together but for hyphens, apostrophes or dots, each as one token."""
    for match in _compounds.finditer(text):
        token = _token(match.group())
        if token:
            yield Token(token, match.start(), match.end())


def words(text: str) -> list[str]:
    """Return the tokens of ``text`` in order."""
    if text.isascii():
        return [word[:MAX_TOKEN] for word in _plain_words.findall(text.lower())]
    return [token for word in _words.findall(text) if (token := _token(word))]


def joined(text: str) -> list[str]:
    """Return what stands together but for hyphens, apostrophes or dots, written as one."""
    if text.isascii():
        plain = _plain_compounds.findall(text.lower())
        return [_plain_joiner.sub("", match)[:MAX_TOKEN] for match in plain]
    found = (_token(match) for match in _compounds.findall(text))
    return [token for token in found if token]


def tokens(text: str) -> list[str]:
    """Return every token to index: the words in order, then the joined ones."""
    return words(text) + joined(text)


def folded(text: str) -> str:
    """Return ``tokens`` as one text, each between two spaces; empty if there are none.

    Made for whole documents: what is ASCII, and that is nearly all, is done a text at a time.
    """
    plain = text.isascii()
    if plain and len(text) <= MAX_TOKEN and text.replace(" ", "").isalnum():
        return f" {' '.join(text.lower().split())} "
    if not plain:
        for written, joiner in _ALIKE:
            text = text.replace(written, joiner)
    lower = text.encode(errors="replace").translate(_LOWER)
    found = lower.translate(_APART).split()
    # Looking only at what is not a word alone is quicker than looking at everything.
    uneven = b" ".join([piece for piece in lower.split() if not piece.isalnum()])
    together = _kept_together.findall(uneven)
    if not plain:
        found = [word if word.isascii() else _folded_words(word) for word in found]
        together = [word if word.isascii() else _folded_together(word) for word in together]
    found += [word.translate(None, _JOINERS) for word in together]
    if max(map(len, found), default=0) > MAX_TOKEN:
        # What is not ASCII was cut already, by its letters.
        found = [word[:MAX_TOKEN] if word.isascii() else word for word in found]
    return f" {b' '.join(found).decode()} " if found else ""


@lru_cache(maxsize=1 << 15)
def _folded_words(word: bytes) -> bytes:
    return " ".join(words(word.decode())).encode()


@lru_cache(maxsize=1 << 13)
def _folded_together(word: bytes) -> bytes:
    return " ".join(joined(word.decode())).encode()


def canonical(token: str) -> str:
    """Return the form in which ae, oe, ue and ä, ö, ü agree (``mueller``, ``muller``)."""
    return _umlaut_digraph.sub(lambda match: match.group()[0], token)


def initials(text: str) -> str:
    """Return the acronym a phrase could have (``voluntary leave transfer program`` → vltp)."""
    return "".join(word[0] for word in words(text))


def digits(text: str) -> str:
    """Return only the digits, without what leads out of the country (``00``, ``+``)."""
    found = "".join(_digits.findall(text if text.isascii() else fold(text)))
    return found[2:] if found.startswith("00") else found


def dialled(number: str) -> str:
    """Return the digits by which two ways of writing a number are the same."""
    return digits(number.replace(_TRUNK, ""))


def phone_tokens(number: str, *, tails: bool = True) -> list[str]:
    """Return the digit strings under which a phone number is found.

    Each begins where a person may begin to type: at the country, at the area with and without
    its zero, at every group as written; without groups, with ``tails``, anywhere near the end.
    A prefix query over them finds any fragment.
    """
    number = number if number.isascii() else fold(number)
    groups = _digits.findall(number.replace(_TRUNK, " "))
    raw = "".join(groups)
    found = [raw, raw.removeprefix("00")]
    if _TRUNK in number:
        found.append("".join(_digits.findall(number)))
    start = 0
    for group in groups[:-1]:
        start += len(group)
        found.append(raw[start:])
    if groups and number.lstrip().startswith("+"):
        found += ["0" + national for national in _national(raw.removeprefix("00"), groups)]
    if tails and len(raw) > _UNGROUPED and max(map(len, groups)) > _UNGROUPED:
        found += [raw[-size:] for size in range(_MIN_TAIL, _MAX_TAIL + 1)]
    return sorted({token for token in found if len(token) >= _MIN_TAIL})


def _national(whole: str, groups: list[str]) -> list[str]:
    """The number without its country code; where that ends is known only from groups."""
    if len(groups) > 1:
        return [whole[len(groups[0]) :]]
    return [whole[size:] for size in ((1,) if whole[0] in "17" else (2, 3))]

"""Where on a page a link leads: the anchors of its headings, whatever a site called them.

Site generators spell anchors differently; here a heading is reached under its words in lower case
with dashes for spaces. Knows nothing of files.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import Final

from server.connectors.containers import without_name

LONGEST: Final = 80
# A cut anchor and a whole one must still be the same after loose spelling has shortened them.
_TOLD_APART: Final = 50

_HEADING = re.compile(
    r"^[ \t>]*#{1,6}[ \t]+(?P<title>\S[^\n]*)$"
    r"|<h[1-6]\b[^<>]*>(?P<tagged>.{1,1000}?)</h[1-6]\s*>",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"<[^<>]*>")
_MARKS = re.compile(r"[*`]|\\(?=\W)")
_DROPPED = re.compile(r"[^\w\- ]")
_LOOSE = re.compile(r"[\W_]+|and")


def anchors(text: str) -> dict[str, str]:
    """Return where each heading of a page is reached, by loose spelling and by given name."""
    found: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for heading in _HEADING.finditer(text):
        said = heading["title"] or " ".join((heading["tagged"] or "").split())
        title, name = without_name(said.rstrip().rstrip("#"))
        slug = slug_of(title)
        numbered = f"{slug}-{seen[slug]}" if seen[slug] else slug
        seen[slug] += 1
        found.setdefault(_loose(numbered), numbered)
        if name:
            found.setdefault(_loose(name), numbered)
    return found


def find(anchor: str, known: Mapping[str, str]) -> str:
    """Return the anchor as it is spelled here; one that no heading has stays as it is."""
    return known.get(_loose(anchor), anchor)


def slug_of(title: str) -> str:
    """Return the anchor under which a heading is reached."""
    words = html.unescape(_TAG.sub("", _LINK.sub(r"\1", title)))
    plain = _DROPPED.sub("", _MARKS.sub("", words).strip().lower())[:LONGEST]
    return plain.replace(" ", "-")


def _loose(anchor: str) -> str:
    """What different spellings of one anchor have in common."""
    plain = unicodedata.normalize("NFKD", anchor.lower())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _LOOSE.sub("", letters)[:_TOLD_APART]

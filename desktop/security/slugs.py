"""Anchors of headings: readable, stable, each once in a page."""

from __future__ import annotations

import re
from collections import Counter

LONGEST = 80
_DROPPED = re.compile(r"[^\w\- ]")


class Slugs:
    """Gives each heading of one page its anchor; the second of a name gets ``-1``."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._given: set[str] = set()

    def slug(self, words: str) -> str:
        plain = _DROPPED.sub("", words.strip().lower())[:LONGEST]
        base = plain.replace(" ", "-") or "section"
        slug = base
        while slug in self._given:
            self._seen[base] += 1
            slug = f"{base}-{self._seen[base]}"
        self._given.add(slug)
        return slug

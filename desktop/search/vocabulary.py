"""The corpus's own words: how many places hold each, and the forms it is found by.

It answers which words belong to a form. It must not know how they are kept, queries or ranking.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from desktop.search.language import english, german
from desktop.search.rows import LISTED, Rows
from desktop.search.sound import sound
from desktop.search.tables import BACKWARDS, CANONICAL, ENGLISH, GERMAN, SOUND, STEM
from desktop.search.text import canonical

_AFTER_LAST: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Known:
    """A word of the corpus and how many documents hold it."""

    word: str
    docs: int


class Vocabulary:
    """The words of one index, over one connection."""

    def __init__(self, tx: Connection, rows: Rows | None = None) -> None:
        self._tx = tx
        self._rows = rows or Rows(tx, budget=math.inf)

    @property
    def cut_short(self) -> bool:
        """Whether the time was up before everything was read."""
        return self._rows.cut_short

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many documents each of ``words`` stands; unknown ones are left out."""
        asked = (json.dumps(list(words)),)
        return dict(self._rows.some(f"SELECT word, docs FROM word WHERE word {LISTED}", asked))

    def with_stem(self, word: str, limit: int) -> list[Known]:
        """Return the words with the same stem, in German or in English, most frequent first."""
        found: dict[str, Known] = {}
        for kind, stem in ((GERMAN, german(word)), (ENGLISH, english(word))):
            found.update((known.word, known) for known in self._formed((kind, STEM), stem, limit))
            if stem != word and (german if kind == GERMAN else english)(stem) == stem:
                found.update((stem, Known(stem, docs)) for docs in self.counts((stem,)).values())
        return sorted(found.values(), key=_frequent)[:limit]

    def with_canonical(self, word: str, prefix: bool, limit: int) -> list[Known]:
        """Return words written with ae, oe, ue that are ``word`` (or begin so) without."""
        canon = canonical(word)
        if prefix:
            return self._top(
                "kind = ? AND form >= ? AND form < ?",
                (CANONICAL, canon, canon + _AFTER_LAST),
                limit,
            )
        return self._formed((CANONICAL,), canon, limit)

    def sounding_like(self, word: str, limit: int) -> list[Known]:
        """Return the words of names that sound like ``word``."""
        code = sound(word)
        return self._formed((SOUND,), code, limit) if len(code) > 1 else []

    def beginning_with(self, start: str, limit: int) -> list[Known]:
        """Return words that begin with ``start``, in the order of the alphabet."""
        rows = self._rows.some(
            "SELECT word, docs FROM word WHERE word >= ? AND word < ? ORDER BY word LIMIT ?",
            (start, start + _AFTER_LAST, limit),
        )
        return [Known(*row) for row in rows]

    def most_begun(self, start: str, limit: int) -> int:
        """Return how many documents hold the most frequent of the words that begin so."""
        rows = self._rows.some(
            "SELECT max(docs) FROM"
            " (SELECT docs FROM word WHERE word >= ? AND word < ? ORDER BY word LIMIT ?)",
            (start, start + _AFTER_LAST, limit),
        )
        return int(rows[0][0] or 0) if rows else 0

    def ending_with(self, part: str, endings: Sequence[str], limit: int) -> list[Known]:
        """Return words that end with ``part`` or with it and one of ``endings``."""
        ends = [(part + ending)[::-1] for ending in endings]
        rows = self._rows.some(
            "SELECT word.word, docs FROM json_each(?) AS ends CROSS JOIN form"
            " CROSS JOIN word ON word.id = form.word"
            " WHERE kind = ? AND form >= ends.value AND form < ends.value || ? LIMIT ?",
            (json.dumps(ends), BACKWARDS, _AFTER_LAST, limit),
        )
        return [Known(*row) for row in rows]

    def trusted_containing(
        self, parts: Sequence[str], lengths: tuple[int, int], limit: int
    ) -> list[Known]:
        """Return words that hold any of ``parts`` and are no slips: seen twice, or in a name.

        ``lengths`` are the least and the most letters.
        """
        rows = self._rows.some(
            "SELECT word, docs FROM word WHERE length(word) BETWEEN ? AND ?"
            " AND (docs > 1 OR trusted > 0) AND id IN"
            " (SELECT rowid FROM spelling WHERE spelling MATCH ? LIMIT ?)",
            (*lengths, " OR ".join(f'"{part}"' for part in parts), limit),
        )
        return [Known(*row) for row in rows]

    def stems_known(self, stems: Iterable[str]) -> set[str]:
        """Return those of ``stems`` that some word has in German."""
        asked = json.dumps(list(stems))
        rows = self._rows.some(
            f"SELECT DISTINCT form FROM form WHERE kind IN (?, ?) AND form {LISTED}",
            (GERMAN, STEM, asked),
        )
        own = {word for word in self.counts(json.loads(asked)) if german(word) == word}
        return {row[0] for row in rows} | own

    def _formed(self, kinds: tuple[int, ...], form: str, limit: int) -> list[Known]:
        listed = ", ".join("?" * len(kinds))
        return self._top(f"kind IN ({listed}) AND form = ?", (*kinds, form), limit)

    def _top(self, where: str, values: tuple[object, ...], limit: int) -> list[Known]:
        rows = self._rows.some(
            "SELECT word.word, docs FROM form CROSS JOIN word ON word.id = form.word"
            f" WHERE {where} ORDER BY docs DESC, word.word LIMIT ?",
            (*values, limit),
        )
        return [Known(*row) for row in rows]


def _frequent(known: Known) -> tuple[int, str]:
    return -known.docs, known.word

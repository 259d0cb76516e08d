"""The corpus's own words: how many documents hold each, and the forms it is found by.

It keeps the ``word`` and ``spelling`` tables and answers which words belong to a form. It must
not know queries or ranking.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from desktop.search.language import english, german
from desktop.search.rows import LISTED, Rows
from desktop.search.sound import sound
from desktop.search.text import canonical

MAX_WORD: Final = 40
_MIN_SOUND = 3
_MIN_TRIGRAM = 3
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

    def add(self, texts: Iterable[set[str]], called: Iterable[set[str]], names: set[str]) -> None:
        """Count the words of new documents; each set is one document's.

        ``called`` are words of names and titles, which count as spelled right; ``names`` those
        that are found by their sound too.
        """
        held, trusted = _counted(texts), _counted(called)
        there = self._count(held, trusted, 1)
        self._insert([word for word in sorted(held) if word not in there], held, trusted)
        sounds = [(code, word) for word in sorted(names) if (code := _sound(word))]
        self._each("UPDATE word SET sound = ? WHERE word = ? AND sound IS NULL", sounds)

    def subtract(self, texts: Iterable[set[str]], called: Iterable[set[str]]) -> None:
        """Take back the words of documents that go; a word that no document holds is forgotten."""
        self._count(_counted(texts), _counted(called), -1)
        gone = self._tx.exec_driver_sql("SELECT id FROM word WHERE docs <= 0").scalars().all()
        for statement in ("DELETE FROM spelling WHERE rowid = ?", "DELETE FROM word WHERE id = ?"):
            self._each(statement, [(number,) for number in gone])

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many documents each of ``words`` stands; unknown ones are left out."""
        asked = (json.dumps(list(words)),)
        return dict(self._rows.some(f"SELECT word, docs FROM word WHERE word {LISTED}", asked))

    def with_stem(self, word: str, limit: int) -> list[Known]:
        """Return the words with the same stem, in German or in English, most frequent first."""
        found = {
            known.word: known
            for column, stem in (("german", german(word)), ("english", english(word)))
            for known in self._top(f"{column} = ?", (stem,), limit)
        }
        return sorted(found.values(), key=_frequent)[:limit]

    def with_canonical(self, word: str, prefix: bool, limit: int) -> list[Known]:
        """Return words written with ae, oe, ue that are ``word`` (or begin so) without."""
        canon = canonical(word)
        if prefix:
            return self._top(
                "canon <> word AND canon >= ? AND canon < ?", (canon, canon + _AFTER_LAST), limit
            )
        return self._top("canon <> word AND canon = ?", (canon,), limit)

    def sounding_like(self, word: str, limit: int) -> list[Known]:
        """Return the words of names that sound like ``word``."""
        code = sound(word)
        return self._top("sound = ?", (code,), limit) if len(code) > 1 else []

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

    def containing(self, part: str, limit: int) -> list[Known]:
        """Return words that hold ``part`` (three letters or more) anywhere."""
        if len(part) < _MIN_TRIGRAM:
            return []
        rows = self._rows.some(
            "SELECT word, docs FROM word WHERE id IN"
            " (SELECT rowid FROM spelling WHERE spelling MATCH ? LIMIT ?)",
            (f'"{part}"', limit),
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
        rows = self._rows.some(
            "SELECT DISTINCT german FROM word WHERE german IN (SELECT value FROM json_each(?))",
            (json.dumps(list(stems)),),
        )
        return {row[0] for row in rows}

    def _top(self, where: str, values: tuple[str, ...], limit: int) -> list[Known]:
        rows = self._rows.some(
            f"SELECT word, docs FROM word WHERE {where} ORDER BY docs DESC, word LIMIT ?",
            (*values, limit),
        )
        return [Known(*row) for row in rows]

    def _count(self, held: Counter[str], trusted: Counter[str], sign: int) -> dict[str, int]:
        """Change the counts of words that are there, and return these."""
        there = self.counts(held)
        self._each(
            "UPDATE word SET docs = docs + ?, trusted = trusted + ? WHERE word = ?",
            [(sign * held[word], sign * trusted[word], word) for word in sorted(there)],
        )
        return there

    def _insert(self, new: list[str], held: Counter[str], trusted: Counter[str]) -> None:
        last = self._tx.exec_driver_sql("SELECT coalesce(max(id), 0) FROM word").scalar_one()
        rows = [
            (
                last + n,
                word,
                held[word],
                trusted[word],
                canonical(word),
                german(word),
                english(word),
            )
            for n, word in enumerate(new, 1)
        ]
        self._each("INSERT INTO word VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", rows)
        self._each(
            "INSERT INTO spelling (rowid, word) VALUES (?, ?)", [(row[0], row[1]) for row in rows]
        )

    def _each(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            self._tx.exec_driver_sql(statement, list(rows))


def _counted(sets: Iterable[set[str]]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for words in sets:
        counted.update(word for word in words if len(word) <= MAX_WORD)
    return counted


def _sound(word: str) -> str | None:
    return sound(word) or None if len(word) >= _MIN_SOUND else None


def _frequent(known: Known) -> tuple[int, str]:
    return -known.docs, known.word

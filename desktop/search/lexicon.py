"""Keeps the vocabulary: how many places hold each word, and the forms it is found by.

A change is counted word by word; after a load all of it is read back from the postings, a part
at a time. It must not know documents, queries or ranking.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from desktop.search.edits import gained_and_lost
from desktop.search.fields import BY_CODE, CALLED_CODES, NAME_CODES
from desktop.search.language import english_stems, german_stems
from desktop.search.sound import sound
from desktop.search.tables import (
    BACKWARDS,
    CANONICAL,
    ENGLISH,
    FACET_COLUMN,
    GERMAN,
    SOUND,
    STEM,
)
from desktop.search.text import canonical

MAX_WORD: Final = 40  # letters; what is longer is found as it is, and by no form
_MIN_SOUND: Final = 3
_MIN_BACKWARDS: Final = 7
_PART: Final = 40_000  # words read back at once
_PHONE: Final = "phone"
# The postings as words; they hold nothing of their own.
_TERMS: Final = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.short_terms USING fts5vocab(main, short, col)",
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.body_terms USING fts5vocab(main, body, row)",
)
_IN_SHORT: Final = (
    "SELECT term, sum(doc), sum(iif(col IN ('name', 'title'), doc, 0)),"
    " sum(iif(col = 'name', doc, 0)) FROM short_terms"
    f" WHERE term > ? AND col NOT IN ('{_PHONE}', '{FACET_COLUMN}')"
    " GROUP BY term ORDER BY term LIMIT ?"
)
_IN_BODY: Final = "SELECT term, doc FROM body_terms WHERE term > ? ORDER BY term LIMIT ?"
_SPELL: Final = "INSERT INTO spelling (rowid, word) VALUES (?, ?)"
_MISSPELL: Final = "DELETE FROM spelling WHERE rowid = ?"
_UNFORM: Final = "DELETE FROM form WHERE kind = ? AND form = ? AND word = ?"
_IN: Final = "IN (SELECT value FROM json_each(?))"


class Places(NamedTuple):
    """Where the words of one document stand: values with their codes, and its long text."""

    lines: Sequence[tuple[str, str]]
    text: str


class Count(NamedTuple):
    """How many places hold a word: all, those of names and titles, those of names alone.

    A place is a column of a document's short fields, or its long text.
    """

    docs: int
    trusted: int
    named: int

    @property
    def is_no_slip(self) -> bool:
        """Whether it is offered as a correction: seen twice, or in a name or a title."""
        return self.docs > 1 or self.trusted > 0


_Change = tuple[int, str, Count, Count]  # a word's id, the word, its count before and now
_Counted = tuple[str, int, int, int]  # a word and its count, for very many


class Lexicon:
    """The words of one index, within one transaction.

    While it is open, words behind the last one read back are left to ``complete``.
    """

    def __init__(self, tx: Connection) -> None:
        self._tx = tx

    def is_complete(self) -> bool:
        """Whether every word of the index is here."""
        found = self._tx.exec_driver_sql("SELECT value FROM tally WHERE name = 'worded'")
        return bool(found.scalar())

    def leave_open(self) -> None:
        """Count nothing until ``complete`` reads all words back: many documents are coming."""
        if self.is_complete():
            for table in ("word", "form"):
                self._tx.exec_driver_sql(f"DELETE FROM {table}")
            self._tx.exec_driver_sql("INSERT INTO spelling (spelling) VALUES ('delete-all')")
            self._tx.exec_driver_sql("UPDATE tally SET value = 0 WHERE name = 'worded'")

    def change(self, changes: Iterable[tuple[Places | None, Places | None]]) -> None:
        """Count the words up that documents gained and down that they lost: (before, after)."""
        changed = _difference(changes)
        if not self.is_complete():
            last = self._last()
            changed = {word: count for word, count in changed.items() if word <= last}
        here = self._here(changed)
        gone: list[_Change] = []
        kept: list[_Change] = []
        new: list[_Counted] = []
        for word, more in sorted(changed.items()):
            if word not in here:
                new.append((word, *more))
                continue
            number, count = here[word]
            now = Count(*(old + plus for old, plus in zip(count, more, strict=True)))
            (kept if now.docs > 0 else gone).append((number, word, count, now))
        self._forget(gone)
        self._update(kept)
        self._insert(new)

    def complete(self) -> bool:
        """Read the next words back from the postings; return whether these were the last."""
        for statement in _TERMS:
            self._tx.exec_driver_sql(statement)
        last = self._last()
        short = self._next(_IN_SHORT, last)
        long = self._next(_IN_BODY, last)
        ends = [found[-1][0] for found in (short, long) if len(found) == _PART]
        found: dict[str, _Counted] = {row[0]: row for row in short}
        for word, docs in long:
            had = found.get(word)
            found[word] = (word, had[1] + docs, *had[2:]) if had else (word, docs, 0, 0)
        end = min(ends) if ends else None
        self._insert(
            [
                found[word]
                for word in sorted(found)
                if len(word) <= MAX_WORD and (end is None or word <= end)
            ]
        )
        if end is None:
            self._tx.exec_driver_sql("UPDATE tally SET value = 1 WHERE name = 'worded'")
        return end is None

    def _next(self, words: str, last: str) -> list[Any]:
        """The next words that some postings hold, behind the last one read back."""
        found: Any = self._tx.exec_driver_sql(words, (last, _PART)).cursor
        return list(found.fetchall())

    def _last(self) -> str:
        """The last word read back."""
        return self._tx.exec_driver_sql("SELECT max(word) FROM word").scalar() or ""

    def _here(self, words: Iterable[str]) -> dict[str, tuple[int, Count]]:
        rows = self._tx.exec_driver_sql(
            f"SELECT word, id, docs, trusted, named FROM word WHERE word {_IN}",
            (json.dumps(list(words)),),
        )
        return {row[0]: (row[1], Count(*row[2:])) for row in rows}

    def _insert(self, words: Sequence[_Counted]) -> None:
        first = 1 + self._tx.exec_driver_sql("SELECT coalesce(max(id), 0) FROM word").scalar_one()
        numbered = [(number, *row) for number, row in enumerate(words, first)]
        self._each("INSERT INTO word VALUES (?, ?, ?, ?, ?)", numbered)
        self._each(
            _SPELL,
            [
                (number, word)
                for number, word, docs, trusted, _ in numbered
                if docs > 1 or trusted > 0
            ],
        )
        forms = _forms([row[0] for row in words], [row[3] for row in words])
        rows = [(kind, form, number) for number, found in enumerate(forms, first)
                for kind, form in found]  # fmt: skip
        rows.sort()
        self._each("INSERT INTO form VALUES (?, ?, ?)", rows)

    def _update(self, kept: Sequence[_Change]) -> None:
        self._each(
            "UPDATE word SET docs = ?, trusted = ?, named = ? WHERE id = ?",
            [(*now, number) for number, _, _, now in kept],
        )
        self._each(
            _SPELL,
            [row[:2] for row in kept if row[3].is_no_slip and not row[2].is_no_slip],
        )
        self._each(
            _MISSPELL,
            [row[:1] for row in kept if row[2].is_no_slip and not row[3].is_no_slip],
        )
        # A word has other forms than before only where it has become a name, or is none any more.
        turned = [row for row in kept if (row[2].named > 0) != (row[3].named > 0)]
        words = [row[1] for row in turned]
        before = _forms(words, [row[2].named for row in turned])
        after = _forms(words, [row[3].named for row in turned])
        rows = [
            (number, set(old), set(new))
            for (number, *_), old, new in zip(turned, before, after, strict=True)
        ]
        self._each(_UNFORM, [(*form, word) for word, old, new in rows for form in old - new])
        self._each(
            "INSERT INTO form VALUES (?, ?, ?)",
            [(*form, word) for word, old, new in rows for form in new - old],
        )

    def _forget(self, gone: Sequence[_Change]) -> None:
        self._each(_MISSPELL, [row[:1] for row in gone if row[2].is_no_slip])
        self._each("DELETE FROM word WHERE id = ?", [row[:1] for row in gone])
        forms = _forms([row[1] for row in gone], [row[2].named for row in gone])
        self._each(
            _UNFORM,
            [(*form, row[0]) for row, found in zip(gone, forms, strict=True) for form in found],
        )

    def _each(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            self._tx.exec_driver_sql(statement, list(rows))


def _forms(words: Sequence[str], named: Sequence[int]) -> Iterator[list[tuple[int, str]]]:
    """What each word is found by, but for what is the word itself; and whether it is a name.

    This runs for every word of an index, so it looks before it asks.
    """
    stems = german_stems(words), english_stems(words)
    for word, times, german, english in zip(words, named, *stems, strict=True):
        found: list[tuple[int, str]] = []
        if german != word:
            found.append((STEM if german == english else GERMAN, german))
        if english not in (word, german):
            found.append((ENGLISH, english))
        if ("ae" in word or "oe" in word or "ue" in word) and (plain := canonical(word)) != word:
            found.append((CANONICAL, plain))
        if times > 0 and len(word) >= _MIN_SOUND and (code := sound(word)):
            found.append((SOUND, code))
        if len(word) >= _MIN_BACKWARDS and word.isalpha():
            found.append((BACKWARDS, word[::-1]))
        yield found


def _words(place: Places | None) -> dict[str, set[str]]:
    """The words of a document by column, but for its long text."""
    if place is None:
        return {}
    columns: dict[str, set[str]] = {}
    for code, tokens in place.lines:
        columns.setdefault(BY_CODE[code].column, set()).update(tokens.split())
    columns.pop(_PHONE, None)
    return columns


_TRUSTED: Final = frozenset(BY_CODE[code].column for code in CALLED_CODES)
_NAMED: Final = frozenset(BY_CODE[code].column for code in NAME_CODES)
_COUNTED_IN: Final = (None, _TRUSTED, _NAMED)  # the columns that each part of a count is about


def _difference(changes: Iterable[tuple[Places | None, Places | None]]) -> dict[str, Count]:
    """What changed of each word, where anything did."""
    counters: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    for before, after in changes:
        more, fewer = gained_and_lost(before.text if before else "", after.text if after else "")
        counters[0].update(more)
        counters[0].subtract(fewer)
        old, new = _words(before), _words(after)
        for column in old.keys() | new.keys():
            had, has = old.get(column, set()), new.get(column, set())
            more, fewer = has - had, had - has
            for counter, counted in zip(counters, _COUNTED_IN, strict=True):
                if counted is None or column in counted:
                    counter.update(more)
                    counter.subtract(fewer)
    changed = {word for counter in counters for word, count in counter.items() if count}
    return {
        word: Count(*(counter[word] for counter in counters))
        for word in changed
        if len(word) <= MAX_WORD
    }

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
        new: list[tuple[str, Count]] = []
        for word, more in sorted(changed.items()):
            if word not in here:
                new.append((word, more))
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
        short = self._tx.exec_driver_sql(
            "SELECT term, sum(doc), sum(iif(col IN ('name', 'title'), doc, 0)),"
            " sum(iif(col = 'name', doc, 0)) FROM short_terms"
            f" WHERE term > ? AND col NOT IN ('{_PHONE}', '{FACET_COLUMN}')"
            " GROUP BY term ORDER BY term LIMIT ?",
            (last, _PART),
        ).all()
        long = self._tx.exec_driver_sql(
            "SELECT term, doc FROM body_terms WHERE term > ? ORDER BY term LIMIT ?", (last, _PART)
        ).all()
        ends = [found[-1][0] for found in (short, long) if len(found) == _PART]
        found = {row[0]: Count(*row[1:]) for row in short}
        for word, docs in long:
            count = found.get(word, Count(0, 0, 0))
            found[word] = count._replace(docs=count.docs + docs)
        self._insert(
            [
                (word, found[word])
                for word in sorted(found)
                if len(word) <= MAX_WORD and (not ends or word <= min(ends))
            ]
        )
        if not ends:
            self._tx.exec_driver_sql("UPDATE tally SET value = 1 WHERE name = 'worded'")
        return not ends

    def _last(self) -> str:
        """The last word read back."""
        return self._tx.exec_driver_sql("SELECT max(word) FROM word").scalar() or ""

    def _here(self, words: Iterable[str]) -> dict[str, tuple[int, Count]]:
        rows = self._tx.exec_driver_sql(
            f"SELECT word, id, docs, trusted, named FROM word WHERE word {_IN}",
            (json.dumps(list(words)),),
        )
        return {row[0]: (row[1], Count(*row[2:])) for row in rows}

    def _insert(self, words: Sequence[tuple[str, Count]]) -> None:
        first = 1 + self._tx.exec_driver_sql("SELECT coalesce(max(id), 0) FROM word").scalar_one()
        numbered = [(first + n, word, *count) for n, (word, count) in enumerate(words)]
        self._each("INSERT INTO word VALUES (?, ?, ?, ?, ?)", numbered)
        spelled = zip(numbered, words, strict=True)
        self._each(_SPELL, [row[:2] for row, (_, count) in spelled if count.is_no_slip])
        rows = [
            (kind, form, first + n) for n, found in enumerate(_forms(words)) for kind, form in found
        ]
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
        before = _forms([(word, count) for _, word, count, _ in turned])
        after = _forms([(word, now) for _, word, _, now in turned])
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
        forms = _forms([(word, count) for _, word, count, _ in gone])
        self._each(
            _UNFORM,
            [(*form, row[0]) for row, found in zip(gone, forms, strict=True) for form in found],
        )

    def _each(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            self._tx.exec_driver_sql(statement, list(rows))


def _forms(words: Sequence[tuple[str, Count]]) -> Iterator[list[tuple[int, str]]]:
    """What each word is found by, but for what is the word itself."""
    texts = [word for word, _ in words]
    stems = zip(german_stems(texts), english_stems(texts), strict=True)
    for (word, count), (german, english) in zip(words, stems, strict=True):
        if german == english:
            found = [(STEM, german)] if german != word else []
        else:
            found = [
                (kind, stem)
                for kind, stem in ((GERMAN, german), (ENGLISH, english))
                if stem != word
            ]
        if "e" in word and (plain := canonical(word)) != word:
            found.append((CANONICAL, plain))
        if count.named > 0 and len(word) >= _MIN_SOUND and (code := sound(word)):
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

"""Keeps the search index in step with the replica, in the replica's own transactions.

It knows documents and its own tables; it must not know rows, streams or how a search is run.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from desktop.records import Document
from desktop.search.analysis import Entry, analyse
from desktop.search.lexicon import Lexicon, Places
from desktop.search.load import Load
from desktop.search.packing import unpacked
from desktop.search.stored import Numbers, band_of, stored
from desktop.search.tables import (
    CREATE,
    KEYED,
    MERGED,
    POSTINGS,
    SETTINGS,
    TABLES,
    VERSION,
)
from desktop.search.text import folded

log = logging.getLogger(__name__)

_ROWIDS: Final = {
    **dict.fromkeys(("short", "named", "body"), "rowid"),
    **dict.fromkeys(("text", "ranked", "document"), "docid"),
}
NOTHING: Final[Mapping[str, frozenset[int]]] = {}
# Whoever was named has a whole document by now.
_NAMES_TOLD: Final = (
    "INSERT INTO named (named) VALUES ('delete-all')",
    "UPDATE tally SET value = 0 WHERE name = 'named'",
)
_SETTLED_FROM: Final = 1_000  # documents
_GROWTH: Final = 0.5
_SOMETHING: Final = 2  # changes by a merge that found something to do, as FTS5 defines it
_IN: Final = "IN (SELECT value FROM json_each(?))"


class _Held(NamedTuple):
    """A document as it lies here."""

    key: str
    docid: int
    length: int
    short: str
    facets: str
    heading: str | None
    head: str | bytes | None
    plain: str | bytes | None

    def places(self) -> Places:
        """Where its words stand."""
        lines = [(line[0], line[1:]) for line in self.short.split("\n")] if self.short else []
        return Places(lines, f"{self.heading or ''}{self._body()}")

    def _body(self) -> str:
        """The folded text; of nearly all, what ranking reads is the whole of it."""
        head = unpacked(self.head or "")
        return head if len(head) == self.length else folded(unpacked(self.plain or ""))


class SearchIndex:
    """The index that the replica keeps: FTS5 tables, documents, vocabulary and facets."""

    @property
    def version(self) -> int:
        """Grows when the index must be built anew."""
        return VERSION

    def create(self, tx: Connection) -> None:
        """Make the tables, empty."""
        for statement in (*CREATE, *SETTINGS):
            tx.exec_driver_sql(statement)

    def drop(self, tx: Connection) -> None:
        """Remove the tables, if they are there."""
        for table in TABLES:
            tx.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")

    def put(self, tx: Connection, documents: Sequence[Document]) -> None:
        """Take these in, each instead of what its key had before."""
        newest = {document.key: document for document in documents}
        if not newest:
            return
        held = _held(tx, newest)
        entries = [analyse(document) for document in newest.values()]
        self._write(tx, entries, held)
        before = {one.key: one.places() for one in held}
        Lexicon(tx).change([(before.get(one.document.key), _places(one)) for one in entries])
        self._settle(tx)

    def load(self, tx: Connection, instead: Iterable[str] = ()) -> Load:
        """Begin to take in many that are not there yet; their words are left to ``complete``.

        ``instead`` are keys that are there, with documents that take the place of theirs.
        """
        Lexicon(tx).leave_open()
        return Load(tx, instead)

    def retitle(self, tx: Connection, subtitles: Sequence[tuple[str, str]]) -> None:
        """Change no more than the subtitles of these: (key, subtitle)."""
        rows = [(subtitle, key) for key, subtitle in subtitles]
        _each(tx, f"UPDATE document SET subtitle = ?1 WHERE {KEYED.format('?2')}", rows)
        _tally(tx, {})

    def remove(self, tx: Connection, keys: Sequence[str]) -> None:
        """Forget these; a key that is not there is no error."""
        held = _held(tx, keys)
        self._forget(tx, held)
        Lexicon(tx).change([(one.places(), None) for one in held])

    def is_complete(self, tx: Connection) -> bool:
        """Whether every word is found by its forms too."""
        return Lexicon(tx).is_complete()

    def complete(self, tx: Connection) -> bool:
        """Do a part of what ``load`` has left for later; return whether nothing is left."""
        lexicon = Lexicon(tx)
        if lexicon.is_complete():
            return True
        for statement in _NAMES_TOLD:
            tx.exec_driver_sql(statement)
        if not self._is_settled(tx):
            self.compact(tx)
            return False
        _tally(tx, {})
        return lexicon.complete()

    def compact(self, tx: Connection) -> bool:
        """Rewrite a part of the postings; return whether nothing is left to do.

        In the end they are in one piece, and hold nothing of what was removed.
        """
        if any(_merge_some(tx, table) for table in POSTINGS):
            return False
        tx.exec_driver_sql(
            "INSERT OR REPLACE INTO tally SELECT 'settled', value FROM tally"
            " WHERE name = 'documents'"
        )
        log.info("search index rewritten")
        return True

    def _write(self, tx: Connection, entries: Sequence[Entry], held: Sequence[_Held]) -> None:
        numbered = _numbered(tx, entries, {one.key: one.docid for one in held})
        # Counted up before what is held is counted down: a value that stays keeps its id.
        written = list(stored(numbered, _facet_ids(tx, entries)))
        named = _named(tx, held)
        kept = _unchanged([one for one in held if one.docid not in named], written)
        self._forget(tx, held, kept)
        for insert, rows in written:
            stays = kept.get(_table_of(insert), frozenset())
            new = [row for row in rows if row[0] not in stays]
            _each(tx, f"{insert} ({', '.join('?' * len(rows[0]))})" if rows else insert, new)
        lengths = [len(entry.body) for entry in entries if entry.body]
        _tally(tx, {"documents": len(entries), "texts": len(lengths), "tokens": sum(lengths)})

    def _forget(
        self, tx: Connection, held: Sequence[_Held], kept: Mapping[str, frozenset[int]] = NOTHING
    ) -> None:
        """Forget what is held, but for the row ids that are ``kept``, by table."""
        if not held:
            return
        _drop_facets(tx, held)
        for table, rowid in _ROWIDS.items():
            stays = kept.get(table, frozenset())
            gone = [(one.docid,) for one in held if one.docid not in stays]
            _each(tx, f"DELETE FROM {table} WHERE {rowid} = ?", gone)
        texts = [one.length for one in held if one.length]
        _tally(tx, {"documents": -len(held), "texts": -len(texts), "tokens": -sum(texts)})

    def _settle(self, tx: Connection) -> None:
        """Join the pieces of the postings now and then: a search looks into each of them."""
        settled = self._is_settled(tx)
        while not settled:
            settled = self.compact(tx)

    def _is_settled(self, tx: Connection) -> bool:
        """Whether the index has not yet grown by half, so that all of it together costs little."""
        rows = tx.exec_driver_sql("SELECT name, value FROM tally").all()
        tally: dict[str, int] = {row[0]: row[1] for row in rows}
        settled = tally.get("settled", 0)
        return tally.get("documents", 0) - settled <= max(_SETTLED_FROM, settled * _GROWTH)


def _merge_some(tx: Connection, table: str) -> bool:
    """Merge some pages of the postings; return whether there was anything to merge.

    A negative number stands for all of them at once in the end, as for ``optimize``.
    """
    before = tx.exec_driver_sql("SELECT total_changes()").scalar_one()
    tx.exec_driver_sql(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', {-MERGED})")
    after = tx.exec_driver_sql("SELECT total_changes()").scalar_one()
    return bool(after - before >= _SOMETHING)


def _held(tx: Connection, keys: Iterable[str]) -> list[_Held]:
    rows = tx.exec_driver_sql(
        "SELECT document.key, docid, length, short, facets, heading, head, plain"
        " FROM json_each(?) AS asked CROSS JOIN document"
        " JOIN ranked USING (docid) LEFT JOIN text USING (docid)"
        f" WHERE {KEYED.format('asked.value')}",
        (json.dumps(list(dict.fromkeys(keys))),),
    )
    return [_Held(*row) for row in rows]


def _numbered(
    tx: Connection, entries: Sequence[Entry], held: Mapping[str, int]
) -> list[tuple[int, Entry]]:
    """Each with its row id: the one it had, or the next of its band."""
    numbers = Numbers(tx, held.values())
    found = []
    for entry in entries:
        first, last = band_of(entry)
        had = held.get(entry.document.key, -1)
        found.append((had if first <= had <= last else numbers.next(first, last), entry))
    return found


def _unchanged(
    held: Sequence[_Held], written: Sequence[tuple[str, Sequence[tuple[Any, ...]]]]
) -> dict[str, frozenset[int]]:
    """The row ids by table whose postings, or texts, are to be as they are already.

    Most changes are to one of the two, and postings are what a change costs most for.
    """
    rows = {_table_of(insert): {row[0]: row for row in some} for insert, some in written}
    ranked, texts = rows["ranked"], rows["text"]
    words = [one for one in held if ranked.get(one.docid, ())[2:] == (one.short, one.facets)]
    long = [one for one in held if texts.get(one.docid, ())[1:] == one[-3:]]
    same = frozenset(one.docid for one in long)
    return {"short": frozenset(one.docid for one in words), "body": same, "text": same}


def _named(tx: Connection, held: Sequence[_Held]) -> set[int]:
    """The row ids of those that have nothing but a name in the postings."""
    ids = json.dumps([one.docid for one in held])
    return set(tx.exec_driver_sql(f"SELECT id FROM named_docsize WHERE id {_IN}", (ids,)).scalars())


def _table_of(insert: str) -> str:
    return insert.split()[2]


def _places(entry: Entry) -> Places:
    return Places([(line.code, line.tokens) for line in entry.lines], entry.heading + entry.body)


def _facet_ids(tx: Connection, entries: Sequence[Entry]) -> dict[tuple[str, str], int]:
    """Ids of all facet values in ``entries``, with their uses counted up."""
    uses = Counter([facet for entry in entries for facet in entry.facets])
    _each(
        tx,
        "INSERT INTO facet_value (facet, value, uses) VALUES (?, ?, ?)"
        " ON CONFLICT (facet, value) DO UPDATE SET uses = uses + excluded.uses",
        [(*facet, count) for facet, count in sorted(uses.items())],
    )
    rows = tx.exec_driver_sql(
        f"SELECT facet, value, id FROM facet_value WHERE value {_IN}",
        (json.dumps(sorted({value for _, value in uses})),),
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _drop_facets(tx: Connection, held: Sequence[_Held]) -> None:
    """Count facet values down; one that no document has is forgotten."""
    uses = Counter([int(value) for one in held for value in one.facets.split()])
    changes = [(count, value) for value, count in uses.items()]
    _each(tx, "UPDATE facet_value SET uses = uses - ? WHERE id = ?", changes)
    _each(tx, "DELETE FROM facet_value WHERE id = ? AND uses <= 0", [(value,) for value in uses])


def _tally(tx: Connection, changes: dict[str, int]) -> None:
    _each(
        tx,
        "INSERT INTO tally VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = value + excluded.value",
        [*changes.items(), ("changes", 1)],
    )


def _each(tx: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        tx.exec_driver_sql(statement, list(rows))

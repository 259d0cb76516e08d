"""Keeps the search index in step with the replica, in the replica's own transactions.

It knows documents and its own tables; it must not know rows, streams or how a search is run.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection

from desktop.records import Document
from desktop.search.analysis import Entry, Line, analyse, scored
from desktop.search.fields import BY_CODE, CALLED_CODES, COLUMNS, KINDS
from desktop.search.packing import packed, unpacked
from desktop.search.tables import CREATE, POSTINGS, SETTINGS, TABLES, VERSION, band
from desktop.search.vocabulary import Vocabulary

log = logging.getLogger(__name__)

_SHORT: Final = f"INSERT INTO short (rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})"
_DOCUMENT: Final = f"INSERT INTO document VALUES (?{', ?' * 14})"
_FORGET: Final = (
    "DELETE FROM short WHERE rowid = ?",
    "DELETE FROM body WHERE rowid = ?",
    "DELETE FROM words WHERE docid = ?",
    "DELETE FROM excerpt WHERE docid = ?",
    "DELETE FROM document WHERE docid = ?",
)
_SETTLED_FROM: Final = 1_000  # documents
_GROWTH: Final = 0.5
_IN: Final = "IN (SELECT value FROM json_each(?))"


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
        self.remove(tx, tuple(newest))
        entries = [analyse(document) for document in newest.values()]
        numbered = list(zip(_new_ids(tx, newest.values()), entries, strict=True))
        facets = _facet_ids(tx, entries)
        _each(tx, _DOCUMENT, [_document_row(docid, entry, facets) for docid, entry in numbered])
        _each(tx, _SHORT, [_short_row(docid, entry.lines) for docid, entry in numbered])
        _put_texts(tx, [(docid, entry) for docid, entry in numbered if entry.body])
        _put_facets(tx, numbered, facets)
        Vocabulary(tx).add(
            [entry.vocabulary() for entry in entries],
            [entry.called() for entry in entries],
            {name for entry in entries for name in entry.names()},
        )
        texts = [len(entry.body) for entry in entries if entry.body]
        _tally(tx, {"documents": len(entries), "texts": len(texts), "tokens": sum(texts)})
        self._settle(tx)

    def remove(self, tx: Connection, keys: Sequence[str]) -> None:
        """Forget these; a key that is not there is no error."""
        rows = tx.exec_driver_sql(
            "SELECT docid, length, short, facets, coalesce(heading, '') AS heading, body"
            f" FROM document LEFT JOIN words USING (docid) WHERE key {_IN}",
            (json.dumps(list(keys)),),
        ).all()
        if not rows:
            return
        Vocabulary(tx).subtract(
            [_words_of(row.short, row.heading, row.body) for row in rows],
            [_called_of(row.short) for row in rows],
        )
        _drop_facets(tx, [(row.docid, json.loads(row.facets)) for row in rows])
        for statement in _FORGET:
            _each(tx, statement, [(row.docid,) for row in rows])
        texts = [row.length for row in rows if row.length]
        _tally(tx, {"documents": -len(rows), "texts": -len(texts), "tokens": -sum(texts)})

    def compact(self, tx: Connection) -> None:
        """Rewrite the postings so that nothing of what was removed is left in the file."""
        for table in POSTINGS:
            tx.exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        log.info("search index rewritten")

    def _settle(self, tx: Connection) -> None:
        """Join the pieces of the postings now and then: a search looks into each of them.

        Whenever the index has grown by half, so that all of it together costs little.
        """
        rows = tx.exec_driver_sql("SELECT name, value FROM tally").all()
        tally: dict[str, int] = {row[0]: row[1] for row in rows}
        grown = tally["documents"] - tally.get("settled", 0)
        if grown > max(_SETTLED_FROM, tally.get("settled", 0) * _GROWTH):
            self.compact(tx)
            _tally(tx, {"settled": grown})


def _new_ids(tx: Connection, documents: Iterable[Document]) -> list[int]:
    """One row id for each document, behind those its band has."""
    following: dict[int, int] = {}
    ids = []
    for document in documents:
        number = KINDS.index(document.kind) if document.kind in KINDS else len(KINDS)
        first, last = band(number, document.stale)
        if first not in following:
            found = tx.exec_driver_sql(
                "SELECT max(docid) FROM document WHERE docid BETWEEN ? AND ?", (first, last)
            ).scalar_one()
            following[first] = first if found is None else found + 1
        ids.append(following[first])
        following[first] += 1
    return ids


def _document_row(
    docid: int, entry: Entry, facets: dict[tuple[str, str], int]
) -> tuple[object, ...]:
    document = entry.document
    return (
        docid, document.key, document.kind, document.title, document.subtitle,
        document.thumbnail, document.source, document.source_key, document.updated,
        document.language, int(document.stale), len(entry.body),
        "\n".join(f"{line.code}{scored(line.tokens)}" for line in entry.lines),
        json.dumps([line.shown for line in entry.lines], ensure_ascii=False),
        json.dumps([facets[facet] for facet in entry.facets]),
    )  # fmt: skip


def _short_row(docid: int, lines: Sequence[Line]) -> tuple[object, ...]:
    columns: dict[str, list[str]] = {column: [] for column in COLUMNS}
    for line in lines:
        columns[BY_CODE[line.code].column].extend(line.tokens)
    return (docid, *(" ".join(found) for found in columns.values()))


def _put_texts(tx: Connection, numbered: Sequence[tuple[int, Entry]]) -> None:
    _each(
        tx,
        "INSERT INTO body (rowid, heading, text) VALUES (?, ?, ?)",
        [(docid, " ".join(entry.heading), " ".join(entry.body)) for docid, entry in numbered],
    )
    _each(
        tx,
        "INSERT INTO words VALUES (?, ?, ?)",
        [(docid, scored(entry.heading), packed(scored(entry.body))) for docid, entry in numbered],
    )
    _each(
        tx,
        "INSERT INTO excerpt VALUES (?, ?)",
        [(docid, packed(entry.plain)) for docid, entry in numbered],
    )


def _facet_ids(tx: Connection, entries: Sequence[Entry]) -> dict[tuple[str, str], int]:
    """Ids of all facet values in ``entries``, with their uses counted up."""
    uses = Counter(facet for entry in entries for facet in entry.facets)
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


def _put_facets(
    tx: Connection, numbered: Sequence[tuple[int, Entry]], ids: dict[tuple[str, str], int]
) -> None:
    _each(
        tx,
        "INSERT INTO facet VALUES (?, ?)",
        [(ids[facet], docid) for docid, entry in numbered for facet in entry.facets],
    )


def _drop_facets(tx: Connection, documents: Sequence[tuple[int, list[int]]]) -> None:
    """Take facet values from documents; one that no document has is forgotten."""
    uses = Counter(value for _, values in documents for value in values)
    pairs = [(value, docid) for docid, values in documents for value in values]
    _each(tx, "DELETE FROM facet WHERE value = ? AND docid = ?", pairs)
    changes = [(count, value) for value, count in uses.items()]
    _each(tx, "UPDATE facet_value SET uses = uses - ? WHERE id = ?", changes)
    _each(tx, "DELETE FROM facet_value WHERE id = ? AND uses <= 0", [(value,) for value in uses])


def _words_of(short: str, heading: str, body: bytes | None) -> set[str]:
    lines = (line for line in short.splitlines() if BY_CODE[line[0]].column != "phone")
    return {word for line in lines for word in line[1:].split()}.union(
        heading.split(), unpacked(body).split() if body else ()
    )


def _called_of(short: str) -> set[str]:
    lines = (line for line in short.splitlines() if line[0] in CALLED_CODES)
    return {word for line in lines for word in line[1:].split()}


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

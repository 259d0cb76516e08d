"""The tables of the search index, all derived and all its own.

``short`` and ``body`` hold postings and no text; where in a text a word stands they do not say,
because that is most of what postings weigh: a phrase is looked for in the text itself. ``ranked``
is what ranking reads of many documents, ``document`` what a result shows of few, ``text`` their
long texts, packed. ``word`` is the vocabulary and ``form`` what each distinct word is found by
(canonical spelling, stems, sound, the word backwards); ``spelling`` has the trigrams of the words.
Forms belong to words, not to documents: they cost once for each distinct word, and a query is
widened by them before it is matched.

``named`` is made as ``short`` is, and empty but for a first sync: people are in it as soon as their
names are known. To replace these in ``short`` later would cost three times an insert.
"""

from __future__ import annotations

from typing import Final

from desktop.search.fields import COLUMNS, KINDS

VERSION: Final = 9

# What a document is counted and filtered by, as tokens that no typed word can be.
FACET_COLUMN: Final = "facet"
FACET_SIGN: Final = "§"
_FTS: Final = "content='', contentless_delete=1"
# All keys of a kind begin alike, so that an index on their ends is as good and half as large.
KEYED: Final = "substr(document.key, -8) = substr({0}, -8) AND document.key = {0}"

CREATE: Final = (
    "CREATE TABLE ranked (docid INTEGER PRIMARY KEY,"
    " length INTEGER NOT NULL, short TEXT NOT NULL, facets TEXT NOT NULL)",
    """CREATE TABLE document (
        docid INTEGER PRIMARY KEY, key TEXT NOT NULL,
        title TEXT NOT NULL, subtitle TEXT NOT NULL, thumbnail TEXT,
        source TEXT, source_key TEXT, updated TEXT, shown TEXT NOT NULL)""",
    "CREATE INDEX document_by_key ON document (substr(key, -8))",
    "CREATE TABLE text (docid INTEGER PRIMARY KEY,"
    " heading TEXT NOT NULL, head BLOB NOT NULL, plain BLOB NOT NULL)",
    """CREATE TABLE word (
        id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE,
        docs INTEGER NOT NULL, trusted INTEGER NOT NULL, named INTEGER NOT NULL)""",
    """CREATE TABLE form (
        kind INTEGER NOT NULL, form TEXT NOT NULL, word INTEGER NOT NULL,
        PRIMARY KEY (kind, form, word)) WITHOUT ROWID""",
    """CREATE TABLE facet_value (
        id INTEGER PRIMARY KEY, facet TEXT NOT NULL, value TEXT NOT NULL, uses INTEGER NOT NULL,
        UNIQUE (facet, value))""",
    "CREATE TABLE tally (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    *(
        f"CREATE VIRTUAL TABLE {table} USING fts5({', '.join(COLUMNS)}, {FACET_COLUMN}, {_FTS},"
        " tokenize='ascii', detail=column, prefix='1 2 3 4')"
        for table in ("short", "named")
    ),
    f"CREATE VIRTUAL TABLE body USING fts5(text, {_FTS},"
    " tokenize='ascii', detail=none, prefix='3 4')",
    f"CREATE VIRTUAL TABLE spelling USING fts5(word, {_FTS}, tokenize='trigram', detail=none)",
)
TABLES: Final = (
    *("ranked", "document", "text", "word", "form", "facet_value", "tally"),
    *("short", "named", "body", "spelling"),
)
POSTINGS: Final = ("short", "named", "body", "spelling")
# Postings are gathered in memory before they are written: the more, the fewer pieces are merged.
GATHERED: Final = 32 << 20
# Pages of postings merged at a time: half a second, and a log of 20 MB, on a large index.
MERGED: Final = 2_000
# A piece of postings fits into one page of the file beside the cipher's 80 bytes: FTS5's own
# measure takes two, and each is decrypted and proved by itself.
PIECE: Final = 3_900
TUNING: Final = tuple(
    f"INSERT INTO {table} ({table}, rank) VALUES ('{name}', {value})"
    for table in POSTINGS
    for name, value in (("hashsize", GATHERED), ("pgsz", PIECE))
)
SETTINGS: Final = (
    *TUNING,
    f"INSERT INTO tally VALUES ('version', {VERSION}), ('worded', 1)",
)

# Kinds of forms; one that is the word itself is not stored.
CANONICAL, GERMAN, ENGLISH, STEM, SOUND, BACKWARDS = range(1, 7)  # STEM: the same in both

# Row ids are given in bands: the kind leads, then what has left or is stale. FTS5 streams in
# the order of row ids, so the first matches of a kind are its good ones.
BAND_BITS: Final = 40
STALE_BIT: Final = 39


def band(kind_number: int, stale: bool) -> tuple[int, int]:
    """Return the first and the last row id for documents of a kind."""
    first = (kind_number + 1) << BAND_BITS | int(stale) << STALE_BIT
    return first, first + (1 << STALE_BIT) - 1


def kind_range(kind_number: int) -> tuple[int, int]:
    """Return the first and the last row id of a kind, stale ones included."""
    return (kind_number + 1) << BAND_BITS, ((kind_number + 2) << BAND_BITS) - 1


def kind_of(docid: int) -> str:
    """Return the kind that a row id tells; empty for one that has no band of its own."""
    number = (docid >> BAND_BITS) - 1
    return KINDS[number] if number < len(KINDS) else ""


def is_stale(docid: int) -> bool:
    """Return whether a row id tells of what has left, or is stale."""
    return bool(docid >> STALE_BIT & 1)

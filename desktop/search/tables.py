"""The tables of the search index, all derived and all its own.

``short`` and ``body`` hold postings and no text; ``document`` is what a result shows and what
ranking reads; ``word`` is the vocabulary, with the forms under which each distinct word is
found (canonical spelling, stems, sound), and ``spelling`` its trigrams. Forms belong to words,
not to documents: they cost once for each distinct word, and a query is widened by them before
it is matched.
"""

from __future__ import annotations

from typing import Final

from desktop.search.fields import COLUMNS

VERSION: Final = 4

_FTS: Final = "content='', contentless_delete=1"

CREATE: Final = (
    """CREATE TABLE document (
        docid INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        title TEXT NOT NULL, subtitle TEXT NOT NULL, thumbnail TEXT,
        source TEXT, source_key TEXT, updated TEXT, language TEXT, stale INTEGER NOT NULL,
        length INTEGER NOT NULL,
        short TEXT NOT NULL,
        shown TEXT NOT NULL,
        facets TEXT NOT NULL)""",
    "CREATE TABLE words (docid INTEGER PRIMARY KEY, heading TEXT NOT NULL, body BLOB NOT NULL)",
    "CREATE TABLE excerpt (docid INTEGER PRIMARY KEY, text BLOB NOT NULL)",
    """CREATE TABLE word (
        id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE,
        docs INTEGER NOT NULL, trusted INTEGER NOT NULL,
        canon TEXT NOT NULL, german TEXT NOT NULL, english TEXT NOT NULL, sound TEXT)""",
    "CREATE INDEX word_by_canon ON word (canon) WHERE canon <> word",
    "CREATE INDEX word_by_german ON word (german)",
    "CREATE INDEX word_by_english ON word (english)",
    "CREATE INDEX word_gone ON word (id) WHERE docs <= 0",
    "CREATE INDEX word_by_sound ON word (sound) WHERE sound IS NOT NULL",
    """CREATE TABLE facet_value (
        id INTEGER PRIMARY KEY, facet TEXT NOT NULL, value TEXT NOT NULL, uses INTEGER NOT NULL,
        UNIQUE (facet, value))""",
    """CREATE TABLE facet (value INTEGER NOT NULL, docid INTEGER NOT NULL,
        PRIMARY KEY (value, docid)) WITHOUT ROWID""",
    "CREATE TABLE tally (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    f"CREATE VIRTUAL TABLE short USING fts5({', '.join(COLUMNS)}, {_FTS},"
    " tokenize='ascii', prefix='1 2 3')",
    f"CREATE VIRTUAL TABLE body USING fts5(heading, text, {_FTS}, tokenize='ascii', prefix='3')",
    f"CREATE VIRTUAL TABLE spelling USING fts5(word, {_FTS}, tokenize='trigram')",
)
TABLES: Final = (
    *("document", "words", "excerpt", "word", "facet_value", "facet", "tally"),
    *("short", "body", "spelling"),
)
POSTINGS: Final = ("short", "body", "spelling")
# Postings are gathered in memory before they are written: the more, the fewer pieces are merged.
GATHERED: Final = 8 << 20
SETTINGS: Final = (
    *(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', {GATHERED})" for table in POSTINGS),
    f"INSERT INTO tally VALUES ('version', {VERSION})",
)

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

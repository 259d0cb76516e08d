"""Other ways to search the same documents, for comparison in the same run."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import tantivy
from sqlalchemy import Engine

from desktop.search.packing import unpacked
from desktop.search.text import words
from desktop.store.engine import reading

with warnings.catch_warnings():
    # As in the desktop: Whoosh's sources hold escapes that newer Pythons warn of.
    warnings.filterwarnings("ignore", message=r".*invalid escape sequence")
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.filedb.filestore import RamStorage
    from whoosh.qparser import MultifieldParser

LIMIT = 50
_TANTIVY_HEAP = 128 << 20
Peer = Callable[[str], Any]


def fts5_by_rank(engine: Engine) -> Peer:
    """FTS5 tables with positions, every match scored and sorted by SQLite itself."""

    def ask(query: str) -> Any:
        *whole, last = words(query) or [""]
        match = " AND ".join([*(f'"{word}"' for word in whole), f'"{last}"*'])
        with reading(engine) as tx:
            return [
                tx.exec_driver_sql(
                    f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rank LIMIT ?",
                    (match, LIMIT),
                ).all()
                for table in (("short", "body") if last else ())
            ]

    return ask


def whoosh_index(engine: Engine) -> Peer:
    """A Whoosh index in memory over the same titles and texts, a prefix query over both."""
    index = RamStorage().create_index(Schema(key=ID(stored=True), title=TEXT, text=TEXT))
    writer = index.writer()
    for key, title, text in _documents(engine):
        writer.add_document(key=key, title=title, text=text)
    writer.commit()
    searcher, parser = index.searcher(), MultifieldParser(["title", "text"], index.schema)

    def ask(query: str) -> Any:
        return list(searcher.search(parser.parse(" ".join(words(query)) + "*"), limit=LIMIT))

    return ask


def tantivy_index(engine: Engine) -> Peer:
    """A tantivy index in memory over the same titles and texts; the last word is a prefix.

    It is unencrypted and outside the transaction of the rows: what speed alone could be.
    """
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw")
    builder.add_text_field("title")
    builder.add_text_field("text")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=_TANTIVY_HEAP, num_threads=1)
    for key, title, text in _documents(engine):
        folded = (title, " ".join(words(text)))
        writer.add_document(tantivy.Document(key=key, title=folded[0], text=folded[1]))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(query: str) -> Any:
        *whole, last = words(query) or [""]
        if not last:
            return []
        fields = ("title", "text")
        parts = [_either(tantivy.Query.term_query(schema, field, word) for field in fields)
                 for word in whole]  # fmt: skip
        begun = f"{last}.*"
        parts.append(_either(tantivy.Query.regex_query(schema, field, begun) for field in fields))
        every = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])
        return searcher.search(every, LIMIT).hits

    return ask


def _either(queries: Iterator[Any]) -> Any:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _documents(engine: Engine) -> list[tuple[str, str, str]]:
    """Key, the words of all short fields, text."""
    with reading(engine) as tx:
        rows = tx.exec_driver_sql(
            "SELECT key, short, plain FROM document JOIN ranked USING (docid)"
            " LEFT JOIN text USING (docid)"
        ).all()
    return [
        (row[0], " ".join(line[1:] for line in row[1].split("\n")), unpacked(row[2] or ""))
        for row in rows
    ]

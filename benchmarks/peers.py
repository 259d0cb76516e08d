"""Other ways to search the same documents, for comparison in the same run."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

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
Peer = Callable[[str], Any]


def fts5_by_rank(engine: Engine) -> Peer:
    """The same FTS5 tables with every match scored and sorted by SQLite itself."""

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
    for key, title, shown, text in _documents(engine):
        writer.add_document(key=key, title=" ".join([title, *shown.split("\n")]), text=text)
    writer.commit()
    searcher, parser = index.searcher(), MultifieldParser(["title", "text"], index.schema)

    def ask(query: str) -> Any:
        return list(searcher.search(parser.parse(" ".join(words(query)) + "*"), limit=LIMIT))

    return ask


def _documents(engine: Engine) -> list[tuple[str, str, str, str]]:
    with reading(engine) as tx:
        rows = tx.exec_driver_sql(
            "SELECT key, title, shown, plain FROM document LEFT JOIN text USING (docid)"
        ).all()
    return [(row[0], row[1], row[2], unpacked(row[3] or "")) for row in rows]

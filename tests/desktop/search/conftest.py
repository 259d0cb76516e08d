"""Indexes in encrypted databases of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.search.index import SearchIndex
from desktop.store.engine import open_database, transaction
from tests.desktop.search.corpora import HANDBOOK, STAFF, Corpus

KEY = b"k" * 32


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Corpus]:
    """An index with nothing in it."""
    engine = open_database(tmp_path / "index.db", KEY)
    corpus = Corpus(engine, SearchIndex())
    with transaction(engine) as tx:
        corpus.index.create(tx)
    yield corpus
    engine.dispose()


@pytest.fixture
def company(empty: Corpus) -> Corpus:
    """The small company's people, units and pages."""
    empty.put(*STAFF, *HANDBOOK)
    return empty

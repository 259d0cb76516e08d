"""A home, an empty replica, and a feed of answers for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.paths import Home
from desktop.store.files import Store
from tests.desktop.replicas import DocumentTable, Feed, new_store


@pytest.fixture
def home(tmp_path: Path) -> Home:
    root = tmp_path / "home"
    root.mkdir()
    return Home(root)


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    opened = new_store(home, DocumentTable())
    yield opened
    opened.close()


@pytest.fixture
def feed(store: Store) -> Feed:
    """The replica holds the stream ``all``, still empty."""
    feed = Feed(store.replica)
    feed.hold("all")
    return feed

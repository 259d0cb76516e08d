"""A server with something in it, and a caller who is signed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.settings import Settings
from tests.callers import Caller
from tests.entities import page, person, space
from tests.servers import running, sqlite_settings, token_for, write_entities


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return sqlite_settings(tmp_path)


@pytest.fixture
def url(settings: Settings) -> Iterator[str]:
    write_entities(settings, space(), page(text="By train."), person("ada"), person("bob"))
    with running(settings) as address:
        yield address


@pytest.fixture
def ada(settings: Settings, url: str) -> Caller:
    return Caller(url, token_for(settings, "ada"))

"""The same server on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from server.database import open_database
from server.settings import Settings
from tests.postgres import Cluster, running_cluster
from tests.servers import sqlite_settings


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    with running_cluster() as found:
        yield found


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """A server with nothing in it, on one database and on the other."""
    if request.param == "sqlite":
        return sqlite_settings(tmp_path)
    cluster: Cluster = request.getfixturevalue("cluster")
    return Settings(database=cluster.new_database(), files=tmp_path)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    opened = open_database(settings)
    yield opened
    opened.dispose()

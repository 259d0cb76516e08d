"""The schema: migrated is the same as declared, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, select

from server import schema
from server.database import connect_engine, migrate, reading
from server.settings import Settings
from tests.postgres import Cluster
from tests.servers import sqlite_settings

OPENERS = 4


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with nothing in it at all."""
    settings = sqlite_settings(tmp_path)
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("cluster")
        settings = Settings(database=cluster.empty_database(), files=tmp_path)
    engine = connect_engine(settings)
    yield engine
    engine.dispose()


def test_a_migrated_database_is_the_declared_one(empty: Engine) -> None:
    migrate(empty)
    with reading(empty) as tx:
        context = MigrationContext.configure(tx, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_two_databases_have_two_epochs(empty: Engine, tmp_path: Path) -> None:
    other = connect_engine(sqlite_settings(tmp_path / "other"))
    assert migrate(empty)
    assert migrate(other)
    assert epoch(empty) != epoch(other)
    other.dispose()


def test_several_processes_that_start_at_once_migrate_once(empty: Engine) -> None:
    done: list[bool] = []
    threads = [Thread(target=lambda: done.append(migrate(empty))) for _ in range(OPENERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == OPENERS
    assert epoch(empty)


def epoch(engine: Engine) -> str:
    with reading(engine) as tx:
        return str(tx.execute(select(schema.clock.c.epoch)).scalar_one())

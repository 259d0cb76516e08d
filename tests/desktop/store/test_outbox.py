"""The outbox: whom the home belongs to, and its tables through versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from desktop.errors import AlreadyConnected, HomeTooNew
from desktop.paths import Home
from desktop.store.engine import open_database, reading, transaction, user_version
from desktop.store.files import open_outbox
from desktop.store.migrate import STEPS, migrate
from desktop.store.outbox import Outbox, ServerConnection
from tests.desktop.replicas import KEY

MINE = ServerConnection(
    server="https://one.example", viewer="person:7f", replica="d3b0", token="secret", epoch="e1"
)
OP = "INSERT INTO op VALUES ('o1', 1, 'page:9c', 'waiting', x'00')"


@pytest.fixture
def engine(home: Home) -> Iterator[Engine]:
    engine, _ = open_outbox(home, KEY)
    yield engine
    engine.dispose()


@pytest.fixture
def outbox(home: Home, engine: Engine) -> Outbox:
    return Outbox(engine, home.outbox)


def test_every_commit_reaches_the_disk_before_it_counts(engine: Engine) -> None:
    with reading(engine) as tx:
        assert tx.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_a_new_outbox_belongs_to_nobody_and_holds_nothing(outbox: Outbox) -> None:
    assert outbox.connection() is None
    assert (outbox.waiting(), outbox.drafts(), outbox.conflicts()) == (0, 0, 0)


def test_it_remembers_whom_it_belongs_to(outbox: Outbox) -> None:
    outbox.connect(MINE)
    assert outbox.connection() == MINE
    outbox.set_epoch("e2")
    assert outbox.connection() == replace(MINE, epoch="e2")


OTHERS = [
    replace(MINE, server="https://two.example", epoch="e2"),
    replace(MINE, viewer="person:8a"),
]


@pytest.mark.parametrize("other", OTHERS)
def test_an_empty_outbox_may_go_to_another_owner(outbox: Outbox, other: ServerConnection) -> None:
    outbox.connect(MINE)
    outbox.connect(other)
    assert outbox.connection() == other


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("waiting", [OP, "INSERT INTO draft VALUES ('page:9c', x'00')"])
def test_while_anything_waits_it_stays_with_its_owner(
    engine: Engine, outbox: Outbox, other: ServerConnection, waiting: str
) -> None:
    outbox.connect(MINE)
    with transaction(engine) as tx:
        tx.exec_driver_sql(waiting)
    with pytest.raises(AlreadyConnected, match="not sent yet"):
        outbox.connect(other)
    assert outbox.connection() == MINE


def test_its_owner_may_come_back_by_another_way(engine: Engine, outbox: Outbox) -> None:
    outbox.connect(MINE)
    with transaction(engine) as tx:
        tx.exec_driver_sql(OP)
    moved = replace(MINE, server="https://two.example", token="new")
    outbox.connect(moved)
    assert outbox.connection() == moved


def second_step(tx: Connection) -> None:
    tx.exec_driver_sql("ALTER TABLE draft ADD COLUMN title TEXT")


def failing_step(tx: Connection) -> None:
    tx.exec_driver_sql("ALTER TABLE draft ADD COLUMN title TEXT")
    raise ZeroDivisionError


def test_a_step_keeps_a_copy_of_what_was_before(home: Home, engine: Engine, outbox: Outbox) -> None:
    outbox.connect(MINE)
    assert migrate(engine, home.outbox, (*STEPS, second_step)) == 1
    assert user_version(engine) == len(STEPS) + 1
    assert Outbox.connection(outbox) == MINE
    copy = open_database(Path(f"{home.outbox}.v{len(STEPS)}"), KEY)
    assert user_version(copy) == len(STEPS)
    with reading(copy) as tx:
        assert tx.exec_driver_sql("SELECT token FROM connection").scalar() == "secret"
    copy.dispose()


def test_a_step_that_fails_leaves_the_version_before(
    home: Home, engine: Engine, outbox: Outbox
) -> None:
    outbox.connect(MINE)
    with pytest.raises(ZeroDivisionError):
        migrate(engine, home.outbox, (*STEPS, failing_step))
    assert user_version(engine) == len(STEPS)
    assert migrate(engine, home.outbox, (*STEPS, second_step)) == 1
    assert outbox.connection() == MINE


def test_a_file_of_a_newer_program_is_left_alone(home: Home, engine: Engine) -> None:
    migrate(engine, home.outbox, (*STEPS, second_step))
    with pytest.raises(HomeTooNew, match="Update"):
        Outbox(engine, home.outbox)

"""The encrypted file: opening, transactions, damage."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from desktop.errors import ReplicaDamaged
from desktop.store.engine import (
    PLAIN_HEADER,
    check_integrity,
    checkpoint,
    open_database,
    reading,
    transaction,
)
from tests.desktop.replicas import KEY, impatient

PAGE = 4096
PLANTED = "zanzibarquoll"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some.db"


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    engine = open_database(path, KEY)
    with transaction(engine) as tx:
        tx.exec_driver_sql("CREATE TABLE word (n INTEGER PRIMARY KEY, text TEXT)")
        tx.exec_driver_sql(
            "INSERT INTO word VALUES (?, ?)", [(n, f"{PLANTED} {n} " * 20) for n in range(2000)]
        )
    yield engine
    engine.dispose()


def words(engine: Engine) -> int:
    with reading(engine) as tx:
        return len(tx.exec_driver_sql("SELECT * FROM word").all())


def changed(path: Path, engine: Engine, change: bytes | None = None, *, at: int = 0) -> None:
    """Close the file and write ``change`` into it at ``at``."""
    engine.dispose()
    with path.open("r+b") as file:
        file.seek(at)
        file.write(change or b"")


def test_neither_file_nor_log_shows_what_was_written(path: Path, engine: Engine) -> None:
    files = list(path.parent.iterdir())
    assert len(files) == 3
    for file in files:
        assert PLANTED.encode() not in file.read_bytes()
    assert path.read_bytes()[: len(PLAIN_HEADER)] != PLAIN_HEADER


def test_another_key_opens_nothing(path: Path, engine: Engine) -> None:
    engine.dispose()
    with pytest.raises(ReplicaDamaged):
        open_database(path, bytes(32))


def test_a_key_of_another_length_is_a_bug_of_the_caller(path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_database(path, b"short")


def test_a_plain_database_is_none_of_ours(path: Path) -> None:
    path.write_bytes(PLAIN_HEADER + bytes(PAGE))
    with pytest.raises(ReplicaDamaged, match="not encrypted"):
        open_database(path, KEY)


def test_a_file_cut_to_nothing_is_damaged_and_not_new(path: Path, engine: Engine) -> None:
    engine.dispose()
    path.write_bytes(b"")
    with pytest.raises(ReplicaDamaged, match="empty"):
        open_database(path, KEY)


def test_a_file_whose_making_was_interrupted_is_made_again(path: Path) -> None:
    path.with_name("some.db.new").write_bytes(b"half")
    engine = open_database(path, KEY)
    assert check_integrity(engine) == ()
    engine.dispose()
    assert [file.name for file in path.parent.iterdir()] == ["some.db"]


def test_a_whole_file_passes_while_its_log_is_full(engine: Engine) -> None:
    assert check_integrity(engine) == ()


def test_a_flipped_bit_is_noticed(path: Path, engine: Engine) -> None:
    engine.dispose()
    flipped = path.read_bytes()[PAGE * 20 + 77] ^ 4
    changed(path, engine, bytes([flipped]), at=PAGE * 20 + 77)
    assert check_integrity(engine) != ()


@pytest.mark.parametrize("cut", [PAGE, 100, PAGE * 30])
def test_a_cut_file_is_noticed(path: Path, engine: Engine, cut: int) -> None:
    engine.dispose()
    os.truncate(path, path.stat().st_size - cut)
    try:
        problems = check_integrity(open_database(path, KEY))
    except ReplicaDamaged:
        return
    assert problems != ()


def test_a_page_too_many_is_noticed(path: Path, engine: Engine) -> None:
    engine.dispose()
    changed(path, engine, bytes(PAGE), at=path.stat().st_size)
    assert check_integrity(engine) != ()


def test_after_a_damaged_page_the_rest_is_read_by_a_fresh_connection(
    path: Path, engine: Engine
) -> None:
    with transaction(engine) as tx:
        tx.exec_driver_sql("CREATE TABLE other (n)")
        tx.exec_driver_sql("INSERT INTO other VALUES (7)")
    engine.dispose()
    changed(path, engine, b"damage", at=PAGE * 20 + 77)
    with pytest.raises(ReplicaDamaged):
        words(engine)
    with reading(engine) as tx:
        assert tx.exec_driver_sql("SELECT n FROM other").scalar() == 7


def test_a_failed_transaction_leaves_nothing(engine: Engine) -> None:
    with pytest.raises(DatabaseError, match="no such table"):
        _delete_and_fail(engine)
    assert words(engine) == 2000


def _delete_and_fail(engine: Engine) -> None:
    with transaction(engine) as tx:
        tx.exec_driver_sql("DELETE FROM word")
        tx.exec_driver_sql("SELECT * FROM nowhere")


def test_a_reader_sees_one_moment(engine: Engine) -> None:
    with reading(engine) as before:
        before.exec_driver_sql("SELECT count(*) FROM word").scalar()
        with transaction(engine) as tx:
            tx.exec_driver_sql("DELETE FROM word")
        assert before.exec_driver_sql("SELECT count(*) FROM word").scalar() == 2000
    assert words(engine) == 0


def test_a_reader_holds_up_the_emptying_of_the_log(path: Path, engine: Engine) -> None:
    impatient(engine)
    with transaction(engine) as tx:
        tx.exec_driver_sql("DELETE FROM word WHERE n = 1")
    with reading(engine) as tx:
        tx.exec_driver_sql("SELECT count(*) FROM word").scalar()
        assert not checkpoint(engine)
    assert checkpoint(engine)
    assert path.with_name("some.db-wal").stat().st_size == 0


@pytest.mark.parametrize("statement", ["ATTACH '{}' AS copy KEY ''", "VACUUM INTO '{}'"])
def test_no_statement_can_write_a_copy_elsewhere(
    engine: Engine, tmp_path: Path, statement: str
) -> None:
    with reading(engine) as tx:
        tx.exec_driver_sql("COMMIT")
        with pytest.raises(DatabaseError, match="authoriz"):
            tx.exec_driver_sql(statement.format(tmp_path / "copy.db"))
    assert not (tmp_path / "copy.db").exists()


def test_what_the_pragmas_promise_is_set_on_every_connection(engine: Engine) -> None:
    with reading(engine) as first, reading(engine) as second:
        for tx in (first, second):
            found = [
                tx.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
            ]
            assert found == ["wal", 1, 1, 1]
            assert tx.exec_driver_sql("PRAGMA trusted_schema").scalar() == 0

"""One encrypted database file: opening, transactions, integrity.

It knows files, keys and pages; it must not know what any table means.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool, StaticPool

from desktop.errors import ReplicaDamaged, StorageFull, StorageReadOnly
from desktop.paths import PRIVATE, not_written
from desktop.store.failures import AGAIN, classify, translate, translating

log = logging.getLogger(__name__)

KEY_BYTES: Final = 32
PLAIN_HEADER: Final = b"SQLite format 3\0"
BUSY_MILLISECONDS: Final = 5_000
_BEGIN: Final = "vademecum_begin"
_OUTSIDE: Final = {_BEGIN: ""}
# Either could write the replica's content somewhere in the clear.
_DENIED: Final = (sqlcipher.SQLITE_ATTACH, sqlcipher.SQLITE_DETACH)


def open_database(
    path: Path, key: bytes, *, cache_mb: int = 16, synchronous: str = "NORMAL"
) -> Engine:
    """Open the encrypted database at ``path``, making it if there is none.

    ``key`` is 32 raw bytes. Where the folder cannot be written the database opens for reading
    only. Raises ``ReplicaDamaged`` for a file that is not one of ours or not of this key,
    ``StorageReadOnly`` and ``StorageFull`` where the disk is in the way.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"A key has {KEY_BYTES} bytes, not {len(key)}.")
    if not path.exists():
        _make_whole(path, lambda new: _connector(new, key, cache_mb, synchronous))
    _refuse_foreign(path)
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=_connector(path, key, cache_mb, synchronous),
        poolclass=QueuePool,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", partial(_note_damage, path))
    event.listen(engine, "handle_error", translate)
    engine.connect().close()
    return engine


def passing_database() -> Engine:
    """An empty database in memory, for reading on where a file is damaged."""
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=partial(_connect_raw, ":memory:", uri=False),
        poolclass=StaticPool,
    )
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A transaction that may write: all of it is kept, or nothing."""
    writing = engine.connect().execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
    with writing as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one moment of the database and writes nothing."""
    with engine.connect() as connection, connection.begin():
        yield connection


def check_integrity(engine: Engine) -> tuple[str, ...]:
    """Say what is wrong with the file, page by page; empty when nothing is.

    Neither check sees all damage: a missing last page escapes the cipher's, a page too many
    escapes SQLite's. Pages that wait in the log are moved into the file first, because the
    cipher's check reads only the file and would raise a false alarm.
    """
    try:
        moved = checkpoint(engine)
        found = _pragma(engine, "PRAGMA quick_check(20)")
        if moved:
            found += _pragma(engine, "PRAGMA cipher_integrity_check")
    except ReplicaDamaged as error:
        return (str(error.__cause__ or error),)
    problems = tuple(line for line in found if line != "ok")
    if problems:
        doubt(engine)
    return problems


def check_pages(engine: Engine) -> bool:
    """Whether every page is as it was written: 3 ms a megabyte, and it sees the file alone."""
    checkpoint(engine)
    try:
        return not _pragma(engine, "PRAGMA cipher_integrity_check")
    except ReplicaDamaged:
        return False


def has_its_length(engine: Engine) -> bool:
    """Whether the file is as long as it says; true where a log holds its latest pages."""
    path = _path_of(engine)
    log_file = _beside(path, "-wal")
    before = path.stat().st_size, log_file.exists() and log_file.stat().st_size
    pages, size = (int(_pragma(engine, f"PRAGMA page_{what}")[0]) for what in ("count", "size"))
    after = path.stat().st_size, log_file.exists() and log_file.stat().st_size
    # While another process writes, nothing can be said.
    return bool(before[1] or after[1]) or before[0] != after[0] or pages * size == after[0]


def doubt(engine: Engine) -> None:
    """Note beside the file that something in it is wrong: the next sync looks, and mends it."""
    note_doubt(_path_of(engine))


def note_doubt(path: Path) -> None:
    """The same for a file by its path; where nothing can be written it is found again."""
    with suppress(OSError):
        doubtful(path).touch(mode=PRIVATE)


def doubtful(path: Path) -> Path:
    """The note beside a database file in which something was found wrong."""
    return _beside(path, ".doubtful")


def checkpoint(engine: Engine) -> bool:
    """Move all of the log into the file and empty it; false while a reader holds it up."""
    if is_read_only(engine):
        return True
    return _pragma(engine, "PRAGMA wal_checkpoint(TRUNCATE)") == ["0"]


def copy_into(engine: Engine, path: Path) -> None:
    """Write what is alive in the database into a new file, encrypted with the same key."""
    try:
        path.unlink(missing_ok=True)
        path.touch(mode=PRIVATE)
    except OSError as error:
        raise not_written(path, error) from error
    with engine.connect().execution_options(**_OUTSIDE) as connection:
        raw: Any = connection.connection.driver_connection
        raw.set_authorizer(None)  # to SQLite the copy is an attached file
        try:
            connection.exec_driver_sql("VACUUM INTO ?", (str(path),))
        finally:
            raw.set_authorizer(_authorise)
    _refuse_foreign(path)


def is_read_only(engine: Engine) -> bool:
    """Whether the database was opened in a folder that cannot be written."""
    return _pragma(engine, "PRAGMA query_only") == ["1"]


def has_room(engine: Engine) -> bool:
    """Whether the disk could take the whole file a second time."""
    path = _path_of(engine)
    return shutil.disk_usage(path.parent).free > path.stat().st_size


def user_version(engine: Engine) -> int:
    """The version of the tables, as the file says."""
    return int(_pragma(engine, "PRAGMA user_version")[0])


def _path_of(engine: Engine) -> Path:
    return Path(_pragma(engine, "PRAGMA database_list", column=2)[0])


def _note_damage(path: Path, context: ExceptionContext) -> None:
    if isinstance(classify(context.original_exception), ReplicaDamaged):
        note_doubt(path)


def _pragma(engine: Engine, statement: str, *, column: int = 0) -> list[str]:
    with engine.connect().execution_options(**_OUTSIDE) as connection:
        return [str(row[column]) for row in connection.exec_driver_sql(statement)]


def _begin(connection: Connection) -> None:
    statement = connection.get_execution_options().get(_BEGIN, "BEGIN")
    if statement:
        connection.exec_driver_sql(statement)


def _make_whole(path: Path, connector: Callable[[Path], Callable[[], Any]]) -> None:
    """Make a new file under another name first: an empty one under its own means damage."""
    new = path.with_name(path.name + ".new")
    try:
        for leftover in (new, _beside(new, "-wal"), _beside(new, "-shm")):
            leftover.unlink(missing_ok=True)
        new.touch(mode=PRIVATE)  # the log beside it takes over the rights
        connector(new)().close()
        os.replace(new, path)
    except OSError as error:
        raise not_written(path, error) from error


def _refuse_foreign(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(len(PLAIN_HEADER))
    except OSError as error:
        raise StorageReadOnly(f"{path} cannot be read: {error.strerror}.") from error
    if not header:
        raise ReplicaDamaged(f"{path.name} is empty, and should not be. {AGAIN}")
    if header == PLAIN_HEADER:
        raise ReplicaDamaged(f"{path.name} is not encrypted, so it is none of ours. {AGAIN}")


def _connector(path: Path, key: bytes, cache_mb: int, synchronous: str) -> Callable[[], Any]:
    def connect() -> Any:
        writable = os.access(path.parent, os.W_OK) and (
            not path.exists() or os.access(path, os.W_OK)
        )
        try:
            with translating():
                return _connect(path, key, cache_mb, synchronous if writable else None)
        except StorageFull:
            # The log and its memory find no room; the file itself can still be read.
            if not path.exists():
                raise
        with translating():
            return _connect(path, key, cache_mb, None)

    return connect


def _connect(path: Path, key: bytes, cache_mb: int, synchronous: str | None) -> Any:
    """Open one connection; ``synchronous`` is ``None`` for one that only reads."""
    raw = _connect_raw(path if synchronous else _read_only_uri(path), uri=not synchronous)
    # SQLCipher would write to standard error what comes out as an error anyway.
    raw.execute("PRAGMA cipher_log_level = NONE")
    # The key comes next, then a read: only that finds out whether it is the right one.
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    raw.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    raw.execute(f"PRAGMA cache_size = {-1024 * cache_mb}")
    raw.execute("PRAGMA trusted_schema = OFF")
    raw.execute("PRAGMA foreign_keys = ON")
    if synchronous:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute(f"PRAGMA synchronous = {synchronous}")
        raw.execute("PRAGMA secure_delete = ON")
    else:
        raw.execute("PRAGMA query_only = ON")
    raw.set_authorizer(_authorise)
    return raw


def _connect_raw(place: Path | str, *, uri: bool) -> Any:
    return sqlcipher.connect(place, uri=uri, isolation_level=None, check_same_thread=False)


def _read_only_uri(path: Path) -> str:
    """How to open a file in a folder that cannot be written.

    Without a log the file is all there is, and nothing can change it. With one, SQLite needs
    the log's shared memory to be there already.
    """
    wal = _beside(path, "-wal")
    if wal.exists() and wal.stat().st_size:
        return f"file:{quote(str(path))}?mode=ro"
    return f"file:{quote(str(path))}?mode=ro&immutable=1"


def _authorise(action: int, *_: str | None) -> int:
    return int(sqlcipher.SQLITE_DENY if action in _DENIED else sqlcipher.SQLITE_OK)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)

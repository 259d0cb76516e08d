"""Opening the database, SQLite or PostgreSQL, and its two kinds of transaction.

Knows nothing of rows or streams. A reader sees one state from its first to its last query. A
writer that lost a race is run again by ``transact``; the clock row makes writers queue.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar
from zlib import crc32

import alembic.command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from server.errors import DatabaseUnavailable
from server.settings import Settings

log = logging.getLogger(__name__)

T = TypeVar("T")

MIGRATIONS: Final = Path(__file__).resolve().parent / "migrations"
BUSY_MILLISECONDS: Final = 10_000
# Whoever waits longer for a connection is told to come again: the line behind them grows.
POOL_SECONDS: Final = 5.0
ATTEMPTS: Final = 8
# Serialisation failure, deadlock, lock_timeout; a key that another writer inserted first.
LOST_RACES: Final = frozenset({"40001", "40P01", "55P03", "23505"})
SQLITE_BUSY: Final = 5
MIGRATION_LOCK: Final = 7_012_019
# Names share so many locks, so that a large commit does not use up those PostgreSQL has.
NAME_LOCKS: Final = 256
NAME_LOCK: Final = 7_012_020


def open_database(settings: Settings) -> Engine:
    """Return an engine on a database that has this program's schema.

    Raises ``DatabaseUnavailable`` with a sentence.
    """
    engine = connect_engine(settings)
    try:
        migrate(engine)
    except DatabaseUnavailable:
        engine.dispose()
        raise
    return engine


def connect_engine(settings: Settings) -> Engine:
    """Return an engine as ``settings`` say, without looking at what is in the database."""
    url = _url(settings)
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite(url)
        return _postgresql(url)
    except (NoSuchModuleError, ImportError) as error:
        raise DatabaseUnavailable(
            f"No driver for {url.drivername}: use sqlite:///FILE or postgresql+psycopg://…"
        ) from error


def migrate(engine: Engine) -> bool:
    """Bring the schema up to date; ``False`` if it was. One process at a time does it.

    Raises ``DatabaseUnavailable``.
    """
    try:
        return _migrate(engine)
    except DBAPIError as error:
        shown = engine.url.render_as_string(hide_password=True)
        raise DatabaseUnavailable(
            f"The database {shown} cannot be opened: {first_line(error)}"
        ) from error


def _migrate(engine: Engine) -> bool:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    found = _revision(engine)
    if found == scripts.get_current_head():
        return False
    known = {script.revision for script in scripts.walk_revisions()}
    if found is not None and found not in known:
        raise DatabaseUnavailable("The database is newer than this program: update the program.")
    with writing(engine) as tx:
        if tx.dialect.name == "postgresql":
            tx.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        config.attributes["connection"] = tx
        alembic.command.upgrade(config, "head")
    return True


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One state of the database, however many queries."""
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        reader = connection if is_sqlite else connection.execution_options(**options)
        with reader.begin():
            yield reader


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it or nothing."""
    with engine.connect() as connection:
        writer = connection.execution_options(is_writer=True)
        with writer.begin():
            yield writer


def transact(engine: Engine, work: Callable[[Connection], T]) -> T:
    """Run ``work`` in a writing transaction, again if it lost a race with another writer."""
    for attempt in range(1, ATTEMPTS):
        try:
            with writing(engine) as tx:
                return work(tx)
        except DBAPIError as error:
            if not lost_a_race(error):
                raise
            log.info("a writer lost a race, attempt %d", attempt)
    with writing(engine) as tx:
        return work(tx)


def hold(tx: Connection, names: Iterable[str]) -> None:
    """Keep other writers away from what has these names, until the commit.

    Locks on rows would not do: a row that another writer adds meanwhile is not seen. On SQLite
    there is one writer at a time anyway.
    """
    if tx.dialect.name != "postgresql":
        return
    slots = sorted({crc32(name.encode()) % NAME_LOCKS for name in names})
    query = "SELECT pg_advisory_xact_lock(:lock, slot) FROM unnest(CAST(:slots AS int[])) AS slot"
    tx.execute(text(query), {"lock": NAME_LOCK, "slots": slots})


def lost_a_race(error: DBAPIError) -> bool:
    """Whether the same work may succeed when it is run again."""
    if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == SQLITE_BUSY:
        return True
    return getattr(error.orig, "sqlstate", None) in LOST_RACES


def first_line(error: DBAPIError) -> str:
    """What the database said, for a sentence; drivers go on with hints, or say nothing at all."""
    lines = str(error.orig).strip().splitlines()
    return lines[0] if lines else type(error.orig).__name__


def _url(settings: Settings) -> URL:
    try:
        url = make_url(settings.database)
    except ArgumentError as error:
        raise DatabaseUnavailable("The database's address is not a URL.") from error
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseUnavailable(
            f"No driver for {url.drivername}: use sqlite:///FILE or postgresql+psycopg://…"
        )
    return url


def _sqlite(url: URL) -> Engine:
    if url.database:
        _make_folder(Path(url.database).parent)
    engine = create_engine(
        url, hide_parameters=True, pool_size=20, max_overflow=40, pool_timeout=POOL_SECONDS
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(url: URL) -> Engine:
    return create_engine(
        url,
        hide_parameters=True,
        pool_size=10,
        max_overflow=30,
        pool_timeout=POOL_SECONDS,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": 10,
            "options": "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s",
        },
    )


def _make_folder(folder: Path) -> None:
    try:
        # What lies there is for the server's user alone: it holds every stream.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailable(f"The folder {folder} cannot be made: {error}") from error


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transactions would begin only at the first write: BEGIN is ours.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A reader that turns writer half-way cannot wait for its lock; who will write says so first.
    is_writer = connection.get_execution_options().get("is_writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")


def _revision(engine: Engine) -> str | None:
    with reading(engine) as tx:
        if not inspect(tx).has_table("alembic_version"):
            return None
        found = tx.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return None if found is None else str(found)

"""What a replica holds, beside what its server would have it hold."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from desktop.compose import Reach, connect, sync
from desktop.paths import Home
from desktop.records import ChangeSet, SyncProgress, SyncReport
from desktop.search.index import SearchIndex
from desktop.security.keys import load_key
from desktop.store import schema as held_schema
from desktop.store.engine import check_integrity
from desktop.store.files import Store, open_store
from desktop.store.state import State
from desktop.sync.http import HttpRemote
from desktop.sync.patience import Chance, Patience
from server import schema as server_schema
from server.database import open_database, reading
from server.settings import Settings
from tests import servers

DEADLINE = 0.5  # seconds; a right answer takes some hundredths
Rows = dict[tuple[str, str], tuple[int, bytes]]


class Nobody:
    """A listener that does not listen."""

    def progress(self, progress: SyncProgress) -> None:
        return

    def changed(self, changes: ChangeSet) -> None:
        return


def hasty(total: float = DEADLINE, tries: int = 2) -> Reach:
    """How to reach a server without ever waiting long."""
    patience = Patience(total=total, connect=total, tries=tries)
    chance = Chance(sleep=lambda seconds: None, jitter=lambda: 0.0)
    return functools.partial(HttpRemote, patience=patience, chance=chance)


def settings_with(folder: Path, files: Path | None, fill: Callable[[Settings], None]) -> Settings:
    """A server below ``folder`` with a copy of the server's files in ``files``, or filled anew."""
    if files:
        shutil.copytree(files, folder / "server")
    settings = servers.sqlite_settings(folder)
    if not files:
        fill(settings)
    return settings


def connected(folder: Path, address: str, token: str) -> Home:
    """A new home that belongs to the server and holds nothing yet."""
    home = Home(folder)
    connect(home, address, token, key_file=folder / "key")
    return home


def pass_over(home: Home, reach: Reach | None = None) -> SyncReport:
    return sync(home, Nobody(), reach=reach or hasty(total=30))


def held(home: Home) -> tuple[State, Rows]:
    """The state of the replica and its rows by (stream, key)."""
    store = open_store(home, load_key(home), SearchIndex())
    try:
        assert check_integrity(store.engine) == ()
        return held_by(store)
    finally:
        store.close()


def held_by(store: Store) -> tuple[State, Rows]:
    """The same of a store that is open."""
    row = held_schema.row.c
    with store.engine.connect() as connection:
        found = connection.execute(select(row.stream, row.key, row.seq, row.body)).all()
    rows = {(stream, key): (seq, bytes(body)) for stream, key, seq, body in found}
    return store.replica.state(), rows


def served(settings: Settings, streams: frozenset[str]) -> Rows:
    """The live rows of the server in these streams."""
    row = server_schema.row.c
    engine = open_database(settings)
    try:
        with reading(engine) as tx:
            query = select(row.stream, row.key, row.seq, row.body).where(row.body.is_not(None))
            found = tx.execute(query.where(row.stream.in_(sorted(streams)))).all()
    finally:
        engine.dispose()
    return {(stream, key): (seq, bytes(body)) for stream, key, seq, body in found}


def require_prefix(home: Home, settings: Settings) -> None:
    """Up to where the replica says it has come, it holds what the server has."""
    require_prefix_of(*held(home), settings)


def require_prefix_of(state: State, rows: Rows, settings: Settings) -> None:
    right = served(settings, state.streams)
    for place, (seq, body) in right.items():
        if seq <= reached(state, place[0]):
            assert rows.get(place) == (seq, body)
    for place, row in rows.items():
        newer = place in right and right[place][0] > reached(state, place[0])
        assert newer or row == right.get(place)


def reached(state: State, stream: str) -> int:
    boot = state.booting.get(stream)
    return boot.at if boot is not None else state.cursor or 0


def require_same(home: Home, settings: Settings) -> None:
    """The replica is at head and holds exactly what the server has for it."""
    require_same_of(*held(home), settings)


def require_same_of(state: State, rows: Rows, settings: Settings) -> None:
    assert not state.booting
    assert rows == served(settings, state.streams)

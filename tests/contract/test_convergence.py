"""Whatever happens, a replica arrives at what its viewer may see: writes, moves, grants, losses.

A small model of docs/protocol.md §8, driven by Hypothesis against the real server code.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, update

from server import access, schema
from server.checking import find_faults
from server.database import open_database, reading, transact
from server.write import Remove
from tests.contract.stored import account, decide, live_rows, put, replica
from tests.entities import page, person
from tests.replicas import HeldReplica
from tests.servers import sqlite_settings

SPACES = ("space:red", "space:blue")
VIEWERS = ("ada", "bob")

ids = st.sampled_from(["p1", "p2", "p3", "p4"])
spaces = st.sampled_from(["red", "blue"])
steps = st.one_of(
    st.tuples(st.just("page"), ids, spaces, st.integers(0, 3)),
    st.tuples(st.just("remove"), ids),
    st.tuples(st.just("person"), st.sampled_from(VIEWERS), st.integers(0, 3)),
    st.tuples(st.just("right"), st.sampled_from(VIEWERS), st.sampled_from(SPACES), st.booleans()),
    st.tuples(st.just("pull"), st.sampled_from(VIEWERS)),
    st.tuples(st.just("lost answer"), st.sampled_from(VIEWERS)),
    st.tuples(st.just("expire"), st.sampled_from(SPACES)),
    st.tuples(st.just("restore")),
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(steps, max_size=30), st.integers(1, 3))
def test_every_replica_arrives_at_what_its_viewer_may_see(
    story: Sequence[tuple[str, ...]], limit: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(sqlite_settings(Path(folder)))
        try:
            play(engine, story, limit)
        finally:
            engine.dispose()


def play(engine: Engine, story: Sequence[tuple[str, ...]], limit: int) -> None:
    put(engine, *(person(user) for user in VIEWERS))
    replicas = {user: replica(engine, account(engine, user), limit=limit) for user in VIEWERS}
    for step in story:
        happen(engine, replicas, step)
    for user, mine in replicas.items():
        mine.sync()
        assert mine.live() == live_rows(engine, user)
        assert mine.mismatches == []
    with reading(engine) as tx:
        assert list(find_faults(tx, Path("nowhere"))) == []


def happen(engine: Engine, replicas: dict[str, HeldReplica], step: tuple[str, ...]) -> None:
    match step:
        case "page", id_, space, text:
            put(engine, page(id_, text=str(text), space=space))
        case "remove", id_:
            put(engine, Remove("page", id_))
        case "person", user, mobile:
            put(engine, person(user, mobile=str(mobile)))
        case "right", user, stream, allowed:
            decide(engine, access.grant if allowed else access.revoke, user, stream)
        case "pull", user:
            replicas[user].apply(replicas[user].ask(replicas[user].request()))
        case "lost answer", user:
            replicas[user].ask(replicas[user].request())
        case "expire", stream:
            expire(engine, stream)
        case _:
            change = update(schema.clock).values(epoch=f"after {len(step)}")
            transact(engine, lambda tx: tx.execute(change))


def expire(engine: Engine, stream: str) -> None:
    """Forget the tombstones of a stream, as a server does after 90 days and more."""
    row, table = schema.row, schema.stream

    def work(tx: Connection) -> None:
        tx.execute(delete(row).where(row.c.stream == stream, row.c.body.is_(None)))
        tx.execute(update(table).where(table.c.id == stream).values(floor=table.c.head))

    transact(engine, work)

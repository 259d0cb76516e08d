"""Tombstones of long ago go, and nobody who held what they deleted keeps it."""

from __future__ import annotations

import random
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from server import access, expiry, schema
from server.access import allow
from server.checking import find_faults
from server.database import reading, transact
from server.expiry import expire, expire_old, note_milestone
from server.write import Remove
from tests.contract.stored import account, live_rows, put, replica, rows
from tests.entities import page, person, space
from tests.snapshots import NOON, build, rows_of

HANDBOOK = "space:handbook"
DAYS = 90
EVERYTHING = 10**9


@pytest.fixture
def ada(engine: Engine) -> str:
    """A viewer who may read the handbook."""
    transact(engine, lambda tx: allow(tx, HANDBOOK, access.STAFF))
    put(engine, space(), page(), person("ada"), person("bob"))
    return account(engine, "ada")


def test_old_tombstones_go_and_their_streams_floors_rise(engine: Engine, ada: str) -> None:
    put(engine, Remove("page", "travel"))  # seq 2
    put(engine, Remove("person", "bob"))  # seq 3
    assert expire(engine, 2) == 1
    assert floors(engine) == {"all": 0, HANDBOOK: 2}
    assert [key for (_, key), (_, body) in rows(engine).items() if body is None] == [
        "person:bob#core"
    ]


def test_a_floor_rises_to_a_tombstone_that_went_and_no_further(engine: Engine, ada: str) -> None:
    put(engine, Remove("page", "travel"))
    put(engine, person("eve"))
    expire(engine, EVERYTHING)
    assert floors(engine) == {"all": 0, HANDBOOK: 2}


def test_expiry_leaves_head_count_and_sum(engine: Engine, ada: str, tmp_path: Path) -> None:
    put(engine, Remove("page", "travel"))
    before = entries(engine)
    expire(engine, EVERYTHING)
    assert entries(engine) == before
    with reading(engine) as tx:
        assert list(find_faults(tx, tmp_path)) == []


def test_who_was_there_in_time_notices_nothing(engine: Engine, ada: str) -> None:
    mine = replica(engine, ada)
    put(engine, Remove("page", "travel"))
    mine.sync()
    expire(engine, EVERYTHING)
    [answer] = mine.sync()
    assert answer.unchanged


def test_who_was_away_for_too_long_boots_what_expired_again(engine: Engine, ada: str) -> None:
    mine = replica(engine, ada)
    mine.sync()
    put(engine, Remove("page", "travel"))
    put(engine, Remove("person", "bob"))
    expire(engine, 2)
    first, *_ = mine.sync()
    assert first.again == (HANDBOOK,)
    assert mine.live() == live_rows(engine, ada)
    assert mine.mismatches == []


def test_a_key_whose_tombstone_expired_can_come_back(engine: Engine, ada: str) -> None:
    away, there = replica(engine, ada), replica(engine, ada)
    away.sync()
    there.sync()
    put(engine, Remove("page", "travel"))
    there.sync()
    expire(engine, EVERYTHING)
    put(engine, page("travel", text="back"))
    for one in (away, there):
        one.sync()
        assert one.live() == live_rows(engine, ada)
        assert one.mismatches == []


def test_many_go_in_several_commits(
    engine: Engine, ada: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(expiry, "BATCH", 3)
    put(engine, *(page(f"p{n}") for n in range(10)))
    for n in range(10):
        put(engine, Remove("page", f"p{n}"))
    assert expire(engine, EVERYTHING) == 10
    assert floors(engine)[HANDBOOK] == 12
    with reading(engine) as tx:
        assert list(find_faults(tx, tmp_path)) == []


def test_expiry_that_is_to_stop_stops_between_commits(
    engine: Engine, ada: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expiry, "BATCH", 1)
    put(engine, Remove("page", "travel"))
    put(engine, Remove("person", "bob"))
    answers = iter([False, True])
    assert expire(engine, EVERYTHING, lambda: next(answers)) == 1
    assert expire(engine, EVERYTHING) == 1


def test_only_what_is_older_than_the_days_goes(engine: Engine, ada: str) -> None:
    put(engine, Remove("page", "travel"))
    assert expire_old(engine, NOON, DAYS) == 0  # notes where the clock stood
    put(engine, Remove("person", "bob"))
    assert expire_old(engine, NOON + timedelta(days=DAYS, seconds=-1), DAYS) == 0
    assert expire_old(engine, NOON + timedelta(days=DAYS), DAYS) == 1
    assert floors(engine) == {"all": 0, HANDBOOK: 2}


def test_where_the_clock_stood_is_noted_once_a_day(engine: Engine, ada: str) -> None:
    for hours in (0, 1, 23, 24, 25, 60):
        put(engine, page("travel", text=str(hours)))
        note_milestone(engine, NOON + timedelta(hours=hours))
    note_milestone(engine, NOON + timedelta(days=9))  # nothing was written since
    assert [seq for seq, _ in milestones(engine)] == [2, 5, 7]


def test_a_clock_that_was_years_ahead_does_not_stop_expiry_for_years(
    engine: Engine, ada: str
) -> None:
    note_milestone(engine, NOON + timedelta(days=3650))
    put(engine, Remove("page", "travel"))
    note_milestone(engine, NOON)
    assert expire_old(engine, NOON + timedelta(days=DAYS), DAYS) == 1


def test_writers_that_bring_things_back_meanwhile_lose_nothing(
    engine: Engine, ada: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expiry, "BATCH", 2)
    faults: list[BaseException] = []
    done = threading.Event()
    writers = [
        threading.Thread(target=come_and_go, args=(engine, number, faults)) for number in range(3)
    ]
    expirer = threading.Thread(target=expire_until, args=(engine, done, faults))
    for thread in (*writers, expirer):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    expirer.join()
    assert faults == []
    kept = {key for (_, key), (_, body) in rows(engine).items() if body is not None}
    assert kept >= {f"page:{number}-{n}" for number in range(3) for n in range(4)}
    with reading(engine) as tx:
        assert list(find_faults(tx, tmp_path)) == []


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_removed_expires_and_comes_back_every_replica_arrives(
    engine: Engine, ada: str, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    plain = [replica(engine, ada, limit=limit) for limit in (1, 2000)]
    replicas = [*plain, replace(replica(engine, ada), fetch=rows_of(tmp_path))]
    for _ in range(60):
        disturb(engine, chance, tmp_path)
        one = chance.choice(replicas)
        one.apply(one.ask(one.request()))
        if chance.random() < 0.1:
            one.cursor = None
    for one in replicas:
        one.sync()
        assert one.live() == live_rows(engine, ada)
        assert one.mismatches == []


def disturb(engine: Engine, chance: random.Random, files: Path) -> None:
    """One random thing happens on the server."""
    name = f"p{chance.randrange(5)}"
    match chance.randrange(6):
        case 0 | 1:
            put(engine, page(name, text=str(chance.random())), person(name))
        case 2 | 3:
            put(engine, Remove("page", name), Remove("person", name))
        case 4:
            expire(engine, chance.randrange(60))
        case _:
            build(engine, files)


def come_and_go(engine: Engine, number: int, faults: list[BaseException]) -> None:
    try:
        for turn in range(8):
            for n in range(4):
                put(engine, Remove("page", f"{number}-{n}"))
            put(engine, *(page(f"{number}-{n}", text=str(turn)) for n in range(4)))
    except BaseException as error:
        faults.append(error)
        raise


def expire_until(engine: Engine, done: threading.Event, faults: list[BaseException]) -> None:
    try:
        while not done.is_set():
            expire(engine, EVERYTHING)
    except BaseException as error:
        faults.append(error)
        raise


def floors(engine: Engine) -> dict[str, int]:
    return {identity: entry[-1] for identity, entry in _streams(engine).items()}


def entries(engine: Engine) -> dict[str, tuple[object, ...]]:
    """Head, count, sum and bytes of each stream."""
    return {identity: entry[:-1] for identity, entry in _streams(engine).items()}


def _streams(engine: Engine) -> dict[str, tuple[Any, ...]]:
    stream = schema.stream.c
    query = select(stream.id, stream.head, stream.n, stream.sum, stream.bytes, stream.floor)
    with reading(engine) as tx:
        return {identity: tuple(entry) for identity, *entry in tx.execute(query)}


def milestones(engine: Engine) -> list[tuple[int, int]]:
    milestone = schema.milestone.c
    query = select(milestone.seq, milestone.at).order_by(milestone.seq)
    with reading(engine) as tx:
        return [(seq, at) for seq, at in tx.execute(query)]

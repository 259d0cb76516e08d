"""A polling reader sees every commit, once and in order, however many writers there are."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from server import access
from server.database import transact
from server.write import Put, write
from tests.contract.stored import account, live_rows, put, replica, rows
from tests.entities import page

WRITERS = 4
COMMITS = 25
MOVES = 5


class _RolledBack(Exception):
    """A writer changed its mind."""


def test_writers_and_rollbacks_lose_nothing_for_a_polling_reader(engine: Engine) -> None:
    transact(engine, lambda tx: access.allow(tx, "space:handbook", access.STAFF))
    ada = account(engine, "ada")
    reader = replica(engine, ada)
    reader.sync()
    seen: list[tuple[int, str]] = []
    with writing_threads(engine) as threads:
        while any(thread.is_alive() for thread in threads):
            seen.extend((row.seq, row.key) for answer in reader.sync() for row in answer.rows)
    seen.extend((row.seq, row.key) for answer in reader.sync() for row in answer.rows)
    assert [seq for seq, _ in seen] == sorted(seq for seq, _ in seen)
    assert len(seen) == len(set(seen))
    assert reader.live() == live_rows(engine, ada)
    assert {seq for seq, _ in seen} == set(range(1, (reader.cursor or 0) + 1))
    assert reader.mismatches == []


def test_every_commit_has_a_seq_of_its_own_without_gaps(engine: Engine) -> None:
    seqs: list[int] = []
    with writing_threads(engine, seqs):
        pass
    assert sorted(seqs) == list(range(1, len(seqs) + 1))


def test_a_thing_that_several_move_at_once_arrives_in_one_place(engine: Engine) -> None:
    found: list[int] = []
    all_moved = threading.Barrier(WRITERS, lambda: found.append(live_copies(engine, "page:travel")))

    def move(number: int) -> None:
        for turn in range(MOVES):
            put(engine, page("travel", space=f"{number}-{turn}"))
            all_moved.wait()

    threads = [threading.Thread(target=move, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * MOVES


def live_copies(engine: Engine, key: str) -> int:
    return sum(at == key and body is not None for (_, at), (_, body) in rows(engine).items())


@contextmanager
def writing_threads(
    engine: Engine, seqs: list[int] | None = None
) -> Iterator[list[threading.Thread]]:
    """Writers that share some pages, each with its own chance of changing its mind."""
    faults: list[BaseException] = []
    told = seqs if seqs is not None else []
    threads = [
        threading.Thread(target=write_much, args=(engine, number, told, faults))
        for number in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    try:
        yield threads
    finally:
        for thread in threads:
            thread.join()
    assert faults == []


def write_much(engine: Engine, number: int, seqs: list[int], faults: list[BaseException]) -> None:
    chance = random.Random(number)
    try:
        for turn in range(COMMITS):
            write_once(engine, f"{number}-{turn}", chance, seqs)
    except BaseException as error:
        faults.append(error)
        raise


def write_once(engine: Engine, text: str, chance: random.Random, seqs: list[int]) -> None:
    shared = sorted({chance.randrange(5) for _ in range(2)})
    pages = [page(f"shared{n}", text=text) for n in shared] + [page(text)]
    gives_up = chance.random() < 0.2

    def work(tx: Connection) -> int:
        seq = write(tx, [Put(one) for one in pages]).seq
        if gives_up:
            raise _RolledBack
        assert seq is not None
        return seq

    try:
        seqs.append(transact(engine, work))
    except _RolledBack:
        return

"""Pulling: what docs/protocol.md §3 promises, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, Engine, event, update

from server import access, pull, schema
from server.access import allow, grant, revoke
from server.database import reading, transact
from server.problems import Refused
from server.write import Remove
from tests.contract.stored import WAIT, account, decide, live_rows, put, replica
from tests.entities import page, person, space
from wire.codec import encode
from wire.messages import BootPosition, PullRequest, PullResponse


@pytest.fixture
def ada(engine: Engine) -> str:
    """A viewer who may read the handbook."""
    transact(engine, lambda tx: allow(tx, "space:handbook", access.STAFF))
    put(engine, space(), page(), person("ada", mobile="1"), person("bob", mobile="2"))
    return account(engine, "ada")


def test_a_first_sync_brings_exactly_what_the_viewer_may_see(engine: Engine, ada: str) -> None:
    mine = replica(engine, ada)
    mine.sync()
    assert mine.live() == live_rows(engine, ada)
    assert ("hr", "person:bob#private") not in mine.live()
    assert ("self:ada", "person:ada#private") in mine.live()


def test_people_boot_before_pages(engine: Engine, ada: str) -> None:
    mine = replica(engine, ada)
    slices = [part.stream for answer in mine.sync() for part in answer.slices]
    assert slices[0] == "all"


def test_the_answer_that_ends_the_people_keeps_no_page_waiting_with_them(
    engine: Engine, ada: str
) -> None:
    answers = replica(engine, ada).sync()
    [last] = [a for a in answers if any(part.stream == "all" for part in a.slices)]
    assert [part.stream for part in last.slices] == ["all"]


def test_a_pull_with_nothing_new_says_so_and_when_to_come_again(engine: Engine, ada: str) -> None:
    mine = replica(engine, ada)
    mine.sync()
    [answer] = mine.sync()
    assert answer == PullResponse(mine.epoch or "", mine.cursor or 0, unchanged=True, wait=WAIT)


def test_a_pull_with_nothing_new_reads_no_row(engine: Engine, ada: str) -> None:
    mine = replica(engine, ada)
    mine.sync()
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    mine.sync()
    tables = {table for table in schema.metadata.tables if any(names(s, table) for s in statements)}
    assert tables <= {"clock", "stream", "stream_acl", "member"}


def test_what_is_written_elsewhere_changes_nothing_here(engine: Engine, ada: str) -> None:
    mine = replica(engine, ada)
    mine.sync()
    put(engine, page("secret", space="board"))
    [answer] = mine.sync()
    assert answer.unchanged


def test_a_change_comes_alone_with_its_check(engine: Engine, ada: str) -> None:
    mine = replica(engine, ada)
    mine.sync()
    put(engine, person("bob", role="Fitter", mobile="2"))
    [answer] = mine.sync()
    assert [(row.stream, row.key) for row in answer.rows] == [("all", "person:bob#core")]
    assert list(answer.check) == ["all"]
    assert mine.mismatches == []


def test_a_slice_never_ends_inside_a_commit(engine: Engine, ada: str) -> None:
    mine = replica(engine, ada, limit=3)
    mine.sync()
    for turn in range(4):
        put(engine, *(page(f"p{n}", text=f"{turn}") for n in range(2 + turn)))
    answers = mine.sync()
    for answer in answers:
        seqs = {row.seq for row in answer.rows}
        assert not seqs or max(seqs) <= answer.cursor
    told = [{row.seq for row in answer.rows} for answer in answers]
    assert all(not (one & two) for one in told for two in told if one is not two)
    assert mine.live() == live_rows(engine, ada)


def test_a_commit_larger_than_asked_for_comes_whole(engine: Engine, ada: str) -> None:
    mine = replica(engine, ada, limit=2)
    mine.sync()
    put(engine, *(page(f"p{n}") for n in range(9)))
    first, *_ = mine.sync()
    assert len(first.rows) == 9
    assert mine.live() == live_rows(engine, ada)


def test_an_answer_ends_once_it_is_heavy(
    engine: Engine, ada: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pull, "SOFT_BYTES", 1000)
    mine = replica(engine, ada)
    mine.sync()
    for n in range(4):
        put(engine, page(f"heavy{n}", text="x" * 1000))
    answers = mine.sync()
    assert [len(answer.rows) for answer in answers] == [1, 1, 1, 1]
    fresh = replica(engine, ada)
    assert len(fresh.sync()) > 4
    assert fresh.live() == mine.live() == live_rows(engine, ada)


@pytest.mark.parametrize("limit", [1, 2, 1000])
def test_changes_while_booting_are_not_lost(engine: Engine, ada: str, limit: int) -> None:
    for n in range(6):
        put(engine, page(f"p{n}"))
    mine = replica(engine, ada, limit=limit)
    turn = 0
    while mine.epoch is None or mine.booting:
        mine.apply(mine.ask(mine.request()))
        turn += 1
        if turn < 6:
            put(engine, page(f"p{turn}", text="newer"), Remove("page", f"p{turn - 1}"))
    mine.sync()
    assert mine.live() == live_rows(engine, ada)
    assert mine.mismatches == []


def test_a_grant_boots_the_stream_and_a_revocation_purges_it(engine: Engine, ada: str) -> None:
    put(engine, space("board", private=True), page("plans", space="board"))
    mine = replica(engine, ada)
    mine.sync()
    assert ("space:board", "page:plans") not in mine.live()
    decide(engine, grant, ada, "space:board")
    mine.sync()
    assert ("space:board", "page:plans") in mine.live()
    decide(engine, revoke, ada, "space:board")
    mine.sync()
    assert mine.live() == live_rows(engine, ada)
    assert "space:board" not in mine.held


def test_another_epoch_boots_everything_again(engine: Engine, ada: str) -> None:
    mine = replica(engine, ada)
    mine.sync()
    transact(engine, lambda tx: tx.execute(update(schema.clock).values(epoch="restored")))
    first, *_ = mine.sync()
    assert first.reset
    assert not first.rows
    assert first.streams is not None
    assert mine.epoch == "restored"
    assert mine.live() == live_rows(engine, ada)


@pytest.mark.parametrize("cursor", [None, -1, 10**6, 10**30])
def test_a_cursor_that_is_not_of_this_history_is_reset(
    engine: Engine, ada: str, cursor: int | None
) -> None:
    mine = replica(engine, ada)
    mine.sync()
    answer = mine.ask(PullRequest("r", epoch=mine.epoch, cursor=cursor))
    assert answer.reset
    assert answer.cursor == answer.head == 1


def test_a_stream_whose_tombstones_are_gone_boots_again(engine: Engine, ada: str) -> None:
    mine = replica(engine, ada)
    mine.sync()
    put(engine, Remove("page", "travel"))
    expire_tombstones(engine, "space:handbook")
    first, *_ = mine.sync()
    assert first.again == ("space:handbook",)
    assert mine.live() == live_rows(engine, ada)
    assert mine.mismatches == []


def test_a_boot_from_a_snapshot_older_than_the_floor_begins_again(engine: Engine, ada: str) -> None:
    mine = replica(engine, ada)
    mine.sync()
    put(engine, page("more"))
    expire_tombstones(engine, "space:handbook")
    mine.sync()
    request = mine.request()
    booting = {"space:handbook": BootPosition(at=1, start=1)}
    answer = mine.ask(PullRequest("r", mine.epoch, mine.cursor, request.streams, booting))
    assert answer.again == ("space:handbook",)
    assert answer.slices == ()
    assert answer.check == {}


def test_odd_positions_are_answered_and_not_obeyed(engine: Engine, ada: str) -> None:
    mine = replica(engine, ada)
    mine.sync()
    positions = {"all": -5, "space:handbook": 10**30, "hr": 0}
    booting = {stream: BootPosition(at) for stream, at in positions.items()}
    answer = mine.ask(PullRequest("r", mine.epoch, mine.cursor, mine.request().streams, booting, 0))
    assert [part.stream for part in answer.slices] == ["all"]


@pytest.mark.parametrize("cursor", [2, 10**6])
def test_a_standby_that_lags_behind_the_client_is_asked_again_later(
    engine: Engine, ada: str, cursor: int
) -> None:
    mine = replica(engine, ada)
    mine.sync()
    ahead = PullRequest("r", mine.epoch, cursor)
    with reading(engine) as tx:
        with pytest.raises(Refused) as raised:
            pull.pull(tx, ada, ahead, WAIT, standby=True)
        assert pull.pull(tx, ada, PullRequest("r", "other", cursor), WAIT, standby=True).reset
        assert pull.pull(tx, ada, mine.request(), WAIT, standby=True).unchanged
    assert raised.value.problem.status == 503
    assert 5 <= int(raised.value.headers["Retry-After"]) <= 15


MANY = 300


@pytest.fixture
def widely(engine: Engine) -> str:
    """A viewer of three hundred spaces, with something in each."""
    spaces = [f"s{n:03}" for n in range(MANY)]

    def work(tx: Connection) -> None:
        for name in spaces:
            allow(tx, f"space:{name}", access.STAFF)

    transact(engine, work)
    put(engine, *(space(name) for name in spaces))
    for start in range(0, MANY, 100):
        put(engine, *(page(f"in-{s}", space=s) for s in spaces[start : start + 100]))
    return account(engine, "eve")


def test_three_hundred_streams_are_filled_followed_and_asked_for_at_once(
    engine: Engine, widely: str
) -> None:
    mine = replica(engine, widely)
    assert len(mine.sync()) <= 4
    assert mine.live() == live_rows(engine, widely)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    [nothing] = mine.sync()
    assert nothing.unchanged
    assert len(encode(nothing)) < 1000
    assert len([one for one in statements if one.startswith("SELECT")]) == 3
    put(engine, *(page(f"in-s{n:03}", text="newer", space=f"s{n:03}") for n in range(MANY)))
    [answer] = mine.sync()
    assert len(answer.rows) == MANY
    assert mine.live() == live_rows(engine, widely)
    assert mine.mismatches == []


def expire_tombstones(engine: Engine, stream: str) -> None:
    row, table = schema.row, schema.stream

    def work(tx: Connection) -> None:
        tx.execute(row.delete().where(row.c.stream == stream, row.c.body.is_(None)))
        head = table.c.head
        tx.execute(update(table).where(table.c.id == stream).values(floor=head))

    transact(engine, work)


def names(statement: str, table: str) -> bool:
    return f" {table}" in f" {statement.lower().replace(',', ' ').replace('.', ' ')} ".replace(
        '"', ""
    )

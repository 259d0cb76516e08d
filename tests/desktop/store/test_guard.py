"""No mass deletion on anybody's word alone: a right one can be shown, and a wrong one is kept."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from desktop.store.engine import reading
from desktop.store.files import Store
from desktop.store.guard import FEW
from tests.desktop.replicas import EPOCH, Feed, row, stream_list
from wire.bodies import Names, PersonCore
from wire.messages import Check, PullResponse, Slice
from wire.rows import SUM_MODULUS, row_digest

MANY = 200


def key(number: int) -> str:
    return f"person:p{number:04}#core"


def body(number: int) -> PersonCore:
    return PersonCore(names=Names(display=f"Person {number}"))


def check(seqs: dict[int, int]) -> dict[str, Check]:
    """What a server says that holds these people, each with its seq."""
    total = sum(row_digest(key(number), seq) for number, seq in seqs.items()) % SUM_MODULUS
    return {"all": Check(n=len(seqs), sum=str(total))}


@pytest.fixture
def feed(feed: Feed) -> Feed:
    """``all`` holds 200 people, written one by one."""
    feed.bring(*(("all", key(number), body(number)) for number in range(MANY)))
    return feed


def held(store: Store) -> int:
    with reading(store.engine) as tx:
        return int(tx.exec_driver_sql("SELECT count(*) FROM row").scalar_one())


def found(store: Store) -> int:
    return store.replica.counts().get("person", 0)


def delete(
    feed: Feed,
    numbers: Iterable[int],
    checks: dict[str, Check] | None = None,
    *,
    more: bool = False,
) -> PullResponse:
    """An answer that deletes these people in one commit."""
    feed.seq += 1
    rows = tuple(row("all", key(number), feed.seq, None) for number in numbers)
    return PullResponse(epoch=EPOCH, cursor=feed.seq, rows=rows, check=checks or {}, more=more)


def left(numbers: Iterable[int]) -> dict[str, Check]:
    return check({number: 1 for number in numbers})


def test_a_few_deletions_need_no_proof(store: Store, feed: Feed) -> None:
    assert feed.apply(delete(feed, range(FEW))).refused == 0
    assert (held(store), found(store)) == (MANY - FEW, MANY - FEW)


def test_many_deletions_pass_when_the_check_shows_that_they_are_right(
    store: Store, feed: Feed
) -> None:
    applied = feed.apply(delete(feed, range(150), left(range(150, MANY))))
    assert (applied.refused, applied.mismatched) == (0, ())
    assert (held(store), found(store)) == (50, 50)
    assert store.replica.scrub_owed()


def test_everything_may_be_deleted_name_by_name(store: Store, feed: Feed) -> None:
    assert feed.apply(delete(feed, range(MANY), left(()))).refused == 0
    assert held(store) == 0


@pytest.mark.expects_log
@pytest.mark.parametrize("says", [left(range(MANY)), left(range(170, MANY)), left(())])
def test_many_deletions_that_the_check_does_not_fit_are_refused(
    store: Store, feed: Feed, says: dict[str, Check]
) -> None:
    applied = feed.apply(delete(feed, range(150), says))
    assert applied.refused == 150
    assert (held(store), found(store)) == (MANY, MANY)


def test_what_waits_for_its_check_is_kept_and_then_goes(store: Store, feed: Feed) -> None:
    for start in (0, 60, 120):
        feed.apply(delete(feed, range(start, start + 60), more=True))
        assert (held(store), found(store)) == (MANY, MANY)
    assert store.replica.state().request().check == ("all",)
    assert not store.replica.up_to_date()
    last = PullResponse(epoch=EPOCH, cursor=feed.seq, check=left(range(180, MANY)))
    assert feed.apply(last).up_to_date
    assert (held(store), found(store)) == (20, 20)
    assert store.replica.state().request().check == ()


@pytest.mark.expects_log
def test_what_waits_for_its_check_stays_when_that_does_not_fit(store: Store, feed: Feed) -> None:
    feed.apply(delete(feed, range(150), more=True))
    applied = feed.apply(PullResponse(epoch=EPOCH, cursor=feed.seq, check=left(range(MANY))))
    assert applied.refused == 150
    assert store.replica.state().request().check == ()
    assert (held(store), found(store)) == (MANY, MANY)


def test_a_server_that_tells_no_check_holds_nothing_up(store: Store, feed: Feed) -> None:
    feed.apply(delete(feed, range(150)))
    assert not store.replica.up_to_date()
    applied = feed.apply(PullResponse(epoch=EPOCH, cursor=feed.seq, unchanged=True))
    assert applied.up_to_date
    assert held(store) == MANY


def test_a_little_at_a_time_does_not_get_past_the_guard(store: Store, feed: Feed) -> None:
    for start in range(0, MANY, 10):
        feed.apply(delete(feed, range(start, start + 10), more=True))
    assert held(store) == MANY - FEW


def test_whoever_comes_back_is_not_deleted_with_the_rest(store: Store, feed: Feed) -> None:
    feed.apply(delete(feed, range(150), more=True))
    feed.bring(("all", key(3), body(3)))
    says = check({**dict.fromkeys(range(150, MANY), 1), 3: feed.seq})
    feed.apply(PullResponse(epoch=EPOCH, cursor=feed.seq, check=says))
    assert (held(store), found(store)) == (51, 51)


def boot_again(feed: Feed, numbers: Iterable[int], checks: dict[str, Check]) -> PullResponse:
    """Fill ``all`` anew with only these people; returns the answer that ends it."""
    streams = stream_list("all")
    feed.seq += 1
    feed.apply(PullResponse(epoch="new", cursor=feed.seq, reset=True, streams=streams))
    rows = tuple(row("all", key(number), 1, body(number)) for number in numbers)
    part = Slice(stream="all", to=feed.seq, done=True, rows=rows)
    return PullResponse(epoch="new", cursor=feed.seq, slices=(part,), check=checks)


def test_a_boot_sweeps_much_when_the_check_shows_that_it_is_right(store: Store, feed: Feed) -> None:
    assert feed.apply(boot_again(feed, range(30), left(range(30)))).refused == 0
    assert (held(store), found(store)) == (30, 30)


@pytest.mark.expects_log
@pytest.mark.parametrize(
    ("brought", "says"),
    [(range(30), left(range(MANY))), (range(0), left(range(MANY))), (range(0), left(()))],
    ids=["a part of what there is", "nothing of what there is", "nothing, and there is nothing"],
)
def test_a_boot_that_would_sweep_nearly_all_is_refused(
    store: Store, feed: Feed, brought: range, says: dict[str, Check]
) -> None:
    applied = feed.apply(boot_again(feed, brought, says))
    assert applied.refused == MANY - len(brought)
    assert (held(store), found(store)) == (MANY, MANY)


@pytest.mark.expects_log
def test_what_was_refused_goes_once_the_server_can_show_it(store: Store, feed: Feed) -> None:
    feed.apply(delete(feed, range(150), left(range(170, MANY))))
    assert set(store.replica.state().booting) == {"all"}
    rows = tuple(row("all", key(number), 1, body(number)) for number in range(150, MANY))
    part = Slice(stream="all", to=feed.seq, done=True, rows=rows)
    says = left(range(150, MANY))
    answer = PullResponse(epoch=EPOCH, cursor=feed.seq, slices=(part,), check=says)
    assert feed.apply(answer).up_to_date
    assert (held(store), found(store)) == (50, 50)


def test_a_stream_that_is_no_longer_listed_goes_whole(store: Store, feed: Feed) -> None:
    assert feed.apply(
        PullResponse(epoch=EPOCH, cursor=feed.seq, streams=stream_list("partners"))
    ).purged == ("all",)
    assert held(store) == 0


def test_what_waits_for_its_check_is_decided_anew_by_a_boot(store: Store, feed: Feed) -> None:
    feed.apply(delete(feed, range(FEW + 10), more=True))
    feed.apply(PullResponse(epoch="restored", cursor=9_000, reset=True, streams=stream_list("all")))
    rows = tuple(row("all", key(number), 8_000, body(number)) for number in range(20))
    part = Slice(stream="all", to=8_000, rows=rows)
    feed.apply(PullResponse(epoch="restored", cursor=9_000, more=True, slices=(part,)))
    assert (held(store), found(store)) == (MANY, MANY)

"""One answer of the server, taken in or refused."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import pytest

from desktop.errors import BeingRebuilt, HomeTooNew, ProtocolMismatch
from desktop.paths import Home
from desktop.store.engine import reading
from desktop.store.files import Store
from tests.desktop.replicas import EPOCH, NOON, DocumentTable, Feed, new_store, row, stream_list
from tests.desktop.replicas import documents as documents_in
from wire.bodies import Membership, Names, PageBody, PersonContact, PersonCore, UnitBody
from wire.messages import Check, PullResponse, Slice, StreamList

ADA = PersonCore(names=Names(display="Ada Berg"))


def titles(store: Store) -> dict[str, str]:
    with reading(store.engine) as tx:
        return {key: one["title"] for key, one in documents_in(tx).items()}


def stored(store: Store) -> list[tuple[object, ...]]:
    with reading(store.engine) as tx:
        found = tx.exec_driver_sql("SELECT stream, key, seq FROM row ORDER BY seq, stream")
        return [tuple(one) for one in found]


def test_a_new_replica_asks_for_everything(store: Store) -> None:
    request = store.replica.state().request(rows=50)
    assert (request.replica, request.epoch, request.cursor, request.rows) == (
        "d3b0",
        None,
        None,
        50,
    )
    assert request.booting == {}


def test_rows_records_index_and_cursor_come_in_one_step(store: Store, feed: Feed) -> None:
    applied = feed.bring(("all", "person:7f#core", ADA))
    assert titles(store) == {"person:7f": "Ada Berg"}
    assert store.replica.counts() == {"person": 1}
    assert store.replica.state().cursor == 1
    assert applied.changes.keys == {"person:7f"}
    assert applied.up_to_date
    assert store.replica.synced_at() == NOON


def test_an_answer_to_an_older_request_changes_nothing(store: Store, feed: Feed) -> None:
    old = store.replica.state().request()
    feed.bring(("all", "person:7f#core", ADA))
    late = PullResponse(epoch=EPOCH, cursor=9, rows=(row("all", "person:7f#core", 9, None),))
    assert feed.apply(late, old).stale
    assert titles(store) == {"person:7f": "Ada Berg"}
    assert store.replica.state().cursor == 1


LISTED = StreamList(tag="0" * 16, ids=())
BROKEN = {
    "a list of streams that its hash does not prove": PullResponse(
        epoch=EPOCH, cursor=1, streams=LISTED
    ),
    "another epoch without a reset": PullResponse(epoch="other", cursor=1),
    "a reset without a list of streams": PullResponse(epoch="other", cursor=1, reset=True),
    "a cursor that goes backwards": PullResponse(epoch=EPOCH, cursor=0),
    "an older head": PullResponse(epoch=EPOCH, cursor=3, head=2),
    "a row of a stream that was not listed": PullResponse(
        epoch=EPOCH, cursor=2, rows=(row("hr", "person:7f#core", 2, ADA),)
    ),
    "a row in the slice of another stream": PullResponse(
        epoch=EPOCH,
        cursor=2,
        slices=(Slice(stream="all", to=2, rows=(row("hr", "unit:u", 2, None),)),),
    ),
    "a seq that no database holds": PullResponse(
        epoch=EPOCH, cursor=2, rows=(row("all", "person:7f#core", 2**63, ADA),)
    ),
}


@pytest.mark.parametrize("answer", BROKEN.values(), ids=list(BROKEN))
def test_an_answer_that_cannot_be_true_deletes_nothing(
    store: Store, feed: Feed, answer: PullResponse
) -> None:
    feed.bring(("all", "person:7f#core", ADA))
    before = store.replica.state()
    with pytest.raises(ProtocolMismatch, match="Nothing was changed"):
        feed.apply(answer)
    assert store.replica.state() == before
    assert titles(store) == {"person:7f": "Ada Berg"}


def test_a_stream_that_is_no_longer_listed_is_purged(store: Store, feed: Feed) -> None:
    feed.list_streams("all", "hr")
    feed.finish()
    feed.bring(
        ("all", "person:7f#core", ADA),
        ("hr", "person:8a#core", PersonCore(names=Names(display="Bo"))),
    )
    applied = feed.list_streams("all")
    assert applied.purged == ("hr",)
    assert titles(store) == {"person:7f": "Ada Berg"}
    assert stored(store) == [("all", "person:7f#core", 1)]
    assert store.replica.scrub_owed()


def test_what_another_stream_still_carries_outlives_a_purge(store: Store, feed: Feed) -> None:
    feed.list_streams("all", "hr")
    feed.finish()
    feed.bring(("all", "person:7f#core", ADA), ("hr", "person:7f#core", ADA))
    feed.list_streams("all")
    assert titles(store) == {"person:7f": "Ada Berg"}


def test_of_one_key_in_two_streams_the_newest_row_counts(store: Store, feed: Feed) -> None:
    feed.list_streams("all", "hr")
    feed.finish()
    feed.bring(("all", "person:7f#core", ADA))
    feed.bring(("hr", "person:7f#core", PersonCore(names=Names(display="Ada Winter"))))
    assert titles(store) == {"person:7f": "Ada Winter"}


def test_a_reset_keeps_everything_readable_until_it_is_filled_again(
    store: Store, feed: Feed
) -> None:
    feed.bring(("all", "person:7f#core", ADA), ("all", "page:9c", PageBody(space="s", title="Old")))
    feed.apply(PullResponse(epoch="new", cursor=5, reset=True, streams=stream_list("all")))
    assert titles(store) == {"person:7f": "Ada Berg", "page:9c": "Old"}
    again = (row("all", "person:7f#core", 2, ADA),)
    answer = Slice(stream="all", to=5, done=True, rows=again)
    applied = feed.apply(PullResponse(epoch="new", cursor=5, slices=(answer,)))
    assert titles(store) == {"person:7f": "Ada Berg"}
    assert applied.changes.keys == {"person:7f", "page:9c"}
    assert store.replica.state().epoch == "new"


def test_a_row_that_cannot_be_read_is_set_aside_and_the_rest_goes_on(
    store: Store, feed: Feed
) -> None:
    applied = feed.bring(
        ("all", "person:7f#core", b'{"names":{"display":7}}'),
        ("all", "person:8a#core", PersonCore(names=Names(display="Bo"))),
        ("all", "page:9c", b'{"space":"s","title":"\\ud800"}'),
        ("all", "page://x", PageBody(space="s", title="No address")),
    )
    assert titles(store) == {"person:8a": "Bo"}
    assert applied.unreadable == 3
    assert {key for key, _, _ in store.replica.unreadable()} == {
        "person:7f#core",
        "page:9c",
        "page://x",
    }
    assert len(stored(store)) == 4


def slices(*parts: Slice) -> PullResponse:
    return PullResponse(epoch=EPOCH, cursor=3, slices=parts)


@pytest.mark.parametrize(
    "answer",
    [
        slices(Slice(stream="hr", to=3), Slice(stream="hr", to=3, done=True)),
        slices(Slice(stream="hr", to=4, done=True)),
        slices(Slice(stream="hr", to=3, rows=(row("hr", "person:7f#core", 4, ADA),))),
        slices(Slice(stream="space:secret", to=3, done=True)),
        msgspec.structs.replace(
            slices(Slice(stream="hr", to=3, done=True)), streams=stream_list("all")
        ),
    ],
    ids=["twice", "beyond", "rows beyond", "unheld", "no longer listed"],
)
def test_slices_that_cannot_be_right_change_nothing(
    store: Store, feed: Feed, answer: PullResponse
) -> None:
    feed.bring(("all", "person:7f#core", ADA))
    feed.list_streams("all", "hr")
    before = store.replica.state()
    with pytest.raises(ProtocolMismatch, match="Nothing was changed"):
        feed.apply(answer)
    assert store.replica.state() == before


def test_a_row_that_can_be_read_again_is_no_longer_set_aside(store: Store, feed: Feed) -> None:
    feed.bring(("all", "person:7f#core", b"{}"))
    assert len(store.replica.unreadable()) == 1
    feed.bring(("all", "person:7f#core", ADA))
    assert store.replica.unreadable() == []


def test_an_unknown_kind_and_an_unknown_field_are_kept_as_they_came(
    store: Store, feed: Feed
) -> None:
    bodies = {
        "gadget:1": b'{"colour":"red"}',
        "person:7f#core": b'{"names":{"display":"Ada"},"shoe":43}',
        "person:7f#horoscope": b'{"sign":"leo"}',
    }
    feed.bring(*(("all", key, body) for key, body in bodies.items()))
    with reading(store.engine) as tx:
        found = tx.exec_driver_sql("SELECT key, body FROM row")
        assert {key: body for key, body in found} == bodies
    assert store.replica.unreadable() == []


def test_a_contact_facet_without_its_person_makes_no_record(store: Store, feed: Feed) -> None:
    feed.bring(("all", "person:7f#contact", PersonContact(chat="@ada")))
    assert titles(store) == {}
    feed.bring(("all", "person:7f#core", ADA))
    assert titles(store) == {"person:7f": "Ada Berg"}


@pytest.mark.expects_log
def test_a_stream_that_is_not_the_servers_is_filled_anew_once_a_day(home: Home) -> None:
    times = [NOON]

    def now() -> datetime:
        return times[-1]

    store = new_store(home, DocumentTable(), now)
    feed = Feed(store.replica)
    feed.hold("all")
    wrong = PullResponse(epoch=EPOCH, cursor=0, check={"all": Check(n=3, sum="1")})
    assert feed.apply(wrong).mismatched == ("all",)
    assert set(store.replica.state().booting) == {"all"}
    feed.finish()
    assert feed.apply(wrong).mismatched == ("all",)
    assert store.replica.state().booting == {}
    times.append(NOON + timedelta(days=1))
    feed.apply(wrong)
    assert set(store.replica.state().booting) == {"all"}
    feed.finish()
    times.append(NOON - timedelta(days=3650))
    feed.apply(wrong)
    assert set(store.replica.state().booting) == {"all"}
    store.close()


def test_names_that_arrive_late_are_mended_into_what_mentions_them(
    store: Store, feed: Feed
) -> None:
    feed.bring(("all", "page:9c", PageBody(space="s", title="Guide", author="7f")))
    feed.bring(("all", "person:7f#core", ADA))
    with reading(store.engine) as tx:
        assert documents_in(tx)["page:9c"]["fields"]["author"] == ["Ada Berg"]
    feed.bring(("all", "person:7f#core", PersonCore(names=Names(display="Ada Winter"))))
    with reading(store.engine) as tx:
        assert documents_in(tx)["page:9c"]["fields"]["author"] == ["Ada Winter"]


def test_who_has_left_is_in_no_unit_whoever_comes_along(store: Store, feed: Feed) -> None:
    memberships = (Membership(unit="buy"),)
    left = PersonCore(names=Names(display="Bo"), memberships=memberships, left="2026-01-31")
    feed.bring(
        ("all", "unit:buy", UnitBody(names={"de": "Einkauf"})),
        ("all", "person:7f#core", PersonCore(names=Names(display="Ada"), memberships=memberships)),
        ("all", "person:8a#core", left),
    )
    with reading(store.engine) as tx:
        found = documents_in(tx)
    assert found["person:7f"]["fields"]["unit"] == ["Einkauf"]
    assert "unit" not in found["person:8a"]["fields"]


def test_a_name_that_goes_away_goes_from_what_mentions_it(store: Store, feed: Feed) -> None:
    member = PersonCore(names=Names(display="Ada"), memberships=(Membership(unit="buy"),))
    feed.bring(("all", "unit:buy", UnitBody(names={"de": "Einkauf"})))
    feed.bring(("all", "person:7f#core", member))
    feed.bring(("all", "unit:buy", None))
    with reading(store.engine) as tx:
        assert "unit" not in documents_in(tx)["person:7f"]["fields"]
        assert tx.exec_driver_sql("SELECT subtitle FROM record").all() == [("",)]


def test_what_another_version_derived_is_derived_anew(store: Store, feed: Feed) -> None:
    feed.bring(("all", "person:7f#core", ADA))

    class Newer(DocumentTable):
        version = 2

    newer = type(store.replica)(store.engine, Newer())
    store.replica.require_ours()
    with pytest.raises(BeingRebuilt, match="again"):
        newer.require_ours()
    newer.derive_anew()
    newer.require_ours()
    with pytest.raises(HomeTooNew, match="Update this one"):
        store.replica.require_ours()
    assert titles(store) == {"person:7f": "Ada Berg"}

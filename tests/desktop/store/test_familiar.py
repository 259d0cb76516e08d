"""Stars, what was opened, and what is new since the news were seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import NotHere
from desktop.library import Library
from desktop.news import NewsGroup
from desktop.paths import Home
from desktop.records import Address
from desktop.search.engine import Search
from desktop.search.index import SearchIndex
from desktop.store.engine import open_database, reading, transaction
from desktop.store.familiar import Familiar
from desktop.store.files import Store, open_store, start_replica
from desktop.store.migrate import STEPS, migrate
from desktop.store.outbox import ServerConnection
from desktop.store.personal import KEPT_OPENED, Personal
from tests.desktop.replicas import (
    EPOCH,
    KEY,
    NOON,
    REPLICA_ID,
    Feed,
    new_store,
    row,
    stream_list,
)
from wire.bodies import Names, PageBody, PersonCore, PostBody
from wire.messages import PullResponse

ADA, BEA = "person:7f", "person:8a"
PAGE = Address("page", "9c")
ADA_BERG = PersonCore(names=Names(display="Ada Berg"))


def person(name: str, *, left: bool = False) -> PersonCore:
    return PersonCore(names=Names(display=name), left="2026-03-01" if left else None)


def page(title: str) -> PageBody:
    return PageBody(space="eng", title=title, text="words")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = new_store(Home(tmp_path / "home"), SearchIndex())
    yield opened
    opened.close()


@pytest.fixture
def familiar(store: Store) -> Familiar:
    return Library(store, Search(store.engine), now=lambda: NOON).familiar


@pytest.fixture
def feed(store: Store) -> Feed:
    """A replica that is whole, with one person and one page, and nothing seen yet."""
    feed = Feed(store.replica)
    feed.hold("all")
    feed.bring(("all", f"{ADA}#core", person("Ada Berg")), ("all", "page:9c", page("Pumps")))
    return feed


@pytest.fixture
def seen(familiar: Familiar, feed: Feed) -> Feed:
    """The news were seen."""
    familiar.see_news()
    return feed


def told(familiar: Familiar) -> dict[str, list[tuple[str, str]]]:
    return {
        group.name: [(one.reference.title, one.what) for one in group.changes]
        for group in familiar.contents().news
    }


def test_what_came_new_changed_or_left_since_the_news_were_seen_is_told_by_sort(
    familiar: Familiar, seen: Feed
) -> None:
    seen.bring(("all", f"{BEA}#core", person("Bea Kurz")))
    seen.bring(("all", f"{ADA}#core", person("Ada Berg", left=True)))
    seen.bring(
        ("all", "page:9c", page("Pumps and valves")),
        ("all", "post:p1", PostBody(space="eng", title="We move", text="soon")),
    )
    assert told(familiar) == {
        "people": [("Bea Kurz", "new"), ("Ada Berg", "left")],
        "pages": [("Pumps and valves", "changed")],
        "posts": [("We move", "new")],
    }
    assert familiar.contents().since == NOON.isoformat(timespec="seconds")


def test_what_was_seen_is_no_news_any_more(familiar: Familiar, seen: Feed) -> None:
    seen.bring(("all", f"{BEA}#core", person("Bea Kurz")))
    familiar.see_news()
    assert told(familiar) == {}
    seen.bring(("all", f"{BEA}#core", person("Bea Kurz-Lang")))
    assert told(familiar) == {"people": [("Bea Kurz-Lang", "changed")]}


def test_what_is_new_stays_new_when_it_is_changed_before_it_was_seen(
    familiar: Familiar, seen: Feed
) -> None:
    seen.bring(("all", f"{BEA}#core", person("Bea Kurz")))
    seen.bring(("all", f"{BEA}#core", person("Bea Lang")))
    assert told(familiar) == {"people": [("Bea Lang", "new")]}


def test_a_first_sync_brings_no_news(familiar: Familiar, store: Store) -> None:
    familiar.see_news()
    feed = Feed(store.replica)
    feed.apply(PullResponse(epoch=EPOCH, cursor=0, reset=True, streams=stream_list("all")))
    feed.seq = 2
    feed.apply(PullResponse(epoch=EPOCH, cursor=2, rows=(row("all", f"{ADA}#core", 1, ADA_BERG),)))
    feed.finish([row("all", f"{BEA}#core", 2, person("Bea Kurz"))])
    assert store.replica.up_to_date()
    assert told(familiar) == {}


def test_a_space_that_may_be_seen_from_now_on_is_no_news_but_what_changes_in_it_then(
    familiar: Familiar, seen: Feed
) -> None:
    seen.list_streams("all", "s:eng")
    seen.finish([row("s:eng", "page:e1", seen.seq, page("Boilers"))])
    assert told(familiar) == {}
    seen.bring(("s:eng", "page:e1", page("Boilers, new")))
    assert told(familiar) == {"pages": [("Boilers, new", "changed")]}


def test_of_what_is_gone_nothing_is_kept(familiar: Familiar, seen: Feed, store: Store) -> None:
    seen.list_streams("all", "s:eng")
    seen.finish()
    seen.bring(("s:eng", "page:e1", page("Boilers")))
    assert told(familiar) == {"pages": [("Boilers", "new")]}
    seen.list_streams("all")
    assert told(familiar) == {}
    with reading(store.engine) as tx:
        kept = tx.exec_driver_sql("SELECT key FROM news ORDER BY key").all()
    assert kept == [("page:9c",), (ADA,)]


def test_of_much_the_first_are_told_and_the_rest_counted(familiar: Familiar, seen: Feed) -> None:
    seen.bring(*(("all", f"person:n{n}#core", person(f"New {n:03}")) for n in range(30)))
    seen.bring(("all", f"{ADA}#core", person("Ada Lang")))
    (group,) = familiar.contents().news
    assert (group.name, group.total, group.new) == ("people", 31, 30)
    assert len(group.changes) < group.total
    assert all(change.what == "new" for change in group.changes), "who is new comes first"


def test_news_outlast_a_new_derivation_of_everything(
    familiar: Familiar, seen: Feed, store: Store
) -> None:
    seen.bring(("all", f"{BEA}#core", person("Bea Kurz")))
    store.replica.derive_anew()
    assert told(familiar) == {"people": [("Bea Kurz", "new")]}


def test_after_the_replica_was_begun_anew_only_what_came_since_is_news(
    familiar: Familiar, seen: Feed, store: Store
) -> None:
    for number in range(5):
        seen.bring(("all", f"person:n{number}#core", person("Somebody")))
    familiar.see_news()
    start_replica(store.home, KEY, SearchIndex(), REPLICA_ID)
    anew = open_store(store.home, KEY, SearchIndex())
    try:
        again = Library(anew, Search(anew.engine)).familiar
        feed = Feed(anew.replica)
        feed.hold("all")
        assert again.contents().news == ()
        feed.bring(("all", f"{BEA}#core", person("Bea Kurz")))
        assert [group.total for group in again.contents().news] == [1]
    finally:
        anew.close()


def test_the_first_look_takes_everything_for_seen(familiar: Familiar, feed: Feed) -> None:
    assert familiar.contents().news == ()
    feed.bring(("all", f"{BEA}#core", person("Bea Kurz")))
    assert familiar.contents().news == (
        NewsGroup(name="people", total=1, new=1, changes=familiar.contents().news[0].changes),
    )


def test_stars_are_kept_the_latest_first(familiar: Familiar, feed: Feed) -> None:
    familiar.star(Address.parse(ADA))
    familiar.star(PAGE)
    assert [one.title for one in familiar.contents().starred] == ["Pumps", "Ada Berg"]
    assert familiar.is_starred(PAGE)
    familiar.unstar(PAGE)
    assert not familiar.is_starred(PAGE)
    with pytest.raises(NotHere):
        familiar.star(Address("page", "nowhere"))


def test_what_was_opened_is_kept_once_each_the_latest_first_and_not_for_ever(
    familiar: Familiar, feed: Feed, store: Store
) -> None:
    for key in (ADA, "page:9c", ADA):
        familiar.note_opened(Address.parse(key))
    assert [one.title for one in familiar.contents().recent] == ["Ada Berg", "Pumps"]
    for number in range(2 * KEPT_OPENED):
        familiar.note_opened(Address("person", f"n{number}"))
    opened = Personal(store.outbox_engine).opened()
    assert len(opened) == KEPT_OPENED
    assert opened[0] == f"person:n{2 * KEPT_OPENED - 1}"


def test_what_is_no_longer_here_is_not_listed(familiar: Familiar, feed: Feed) -> None:
    familiar.star(PAGE)
    familiar.note_opened(PAGE)
    feed.bring(("all", "page:9c", None))
    contents = familiar.contents()
    assert (contents.starred, contents.recent) == ((), ())


def test_the_session_is_kept_as_it_is(familiar: Familiar) -> None:
    assert familiar.session() == ""
    familiar.keep_session('{"open": "page:9c"}')
    assert familiar.session() == '{"open": "page:9c"}'
    familiar.keep_session("x" * 200_000)
    assert familiar.session() == "", "what is too long is none"


def test_another_owner_finds_nothing_of_the_one_before(familiar: Familiar, store: Store) -> None:
    mine = ServerConnection(
        server="https://one.example", viewer=ADA, replica="r", token="t", epoch="e"
    )
    other = ServerConnection(
        server="https://two.example", viewer=BEA, replica="r", token="t", epoch="f"
    )
    store.outbox.connect(mine)
    familiar.note_opened(PAGE)
    familiar.keep_session("mine")
    familiar.see_news()
    store.outbox.connect(other)
    personal = Personal(store.outbox_engine)
    assert (personal.opened(), personal.session(), personal.seen()) == ((), "", None)


def test_an_outbox_of_the_version_before_gains_the_tables_and_keeps_what_it_holds(
    tmp_path: Path,
) -> None:
    path = tmp_path / "outbox.db"
    engine = open_database(path, KEY)
    migrate(engine, path, STEPS[:3])
    with transaction(engine) as tx:
        tx.exec_driver_sql("INSERT INTO pin VALUES ('page:9c')")
    migrate(engine, path)
    with reading(engine) as tx:
        assert tx.exec_driver_sql("SELECT key FROM pin").all() == [("page:9c",)]
    assert Personal(engine).opened() == ()
    engine.dispose()

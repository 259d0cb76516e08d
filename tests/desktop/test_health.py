"""The doctor: all is well, or what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import keyring
import pytest
from keyring.core import load_keyring

from desktop.health import examine
from desktop.paths import Home
from desktop.records import Finding
from desktop.search.index import SearchIndex
from desktop.security.keys import obtain_key
from desktop.store.engine import transaction
from desktop.store.files import Store, open_store, start_replica
from desktop.store.network import NetworkSettings
from desktop.store.outbox import ServerConnection
from tests.desktop.replicas import REPLICA_ID, Feed, indexed
from wire.bodies import Names, PageBody, PersonCore, Photo

CONNECTION = ServerConnection(
    server="https://one.example", viewer="person:7f", replica="d3b0", token="t", epoch="e"
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def key(home: Home, tmp_path: Path) -> bytes:
    return obtain_key(home, key_file=tmp_path / "test.key")


@pytest.fixture
def store(home: Home, key: bytes) -> Store:
    """A replica with a person and a page, closed again by whoever damages it."""
    start_replica(home, key, SearchIndex(), REPLICA_ID)
    store = open_store(home, key, SearchIndex())
    store.outbox.connect(CONNECTION)
    feed = Feed(store.replica)
    feed.hold("all")
    feed.bring(
        ("all", "person:7f#core", PersonCore(names=Names(display="Ada Berg"))),
        ("all", "page:9c", PageBody(space="s", title="Travel", text="By train. " * 2000)),
    )
    return store


def found(home: Home, hops: Iterable[Finding] = ()) -> dict[str, Finding]:
    def way(connection: ServerConnection, network: NetworkSettings) -> Iterable[Finding]:
        assert connection == CONNECTION
        return hops

    return {one.name: one for one in examine(home, SearchIndex(), indexed, way)}


def wrong(home: Home) -> set[str]:
    findings = found(home)
    assert all(one.ok or one.advice or one.name == "key" for one in findings.values())
    return {name for name, one in findings.items() if not one.ok}


def damage(store: Store, statement: str) -> None:
    with transaction(store.engine) as tx:
        tx.exec_driver_sql(statement)
    store.close()


def test_a_home_where_all_is_well_says_so(home: Home, store: Store) -> None:
    store.close()
    assert wrong(home) == set()
    assert list(found(home)) == [
        "disk",
        "key",
        "replica",
        "blobs",
        "outbox",
        "rows",
        "index",
        "unreadable rows",
        "pictures",
    ]


def test_the_way_to_the_server_is_looked_at_hop_by_hop(home: Home, store: Store) -> None:
    store.close()
    hop = Finding(name="server name", ok=False, detail="It is not known.", advice="Go online.")
    assert found(home, [hop])["server name"] == hop


def test_a_home_without_a_replica_says_to_connect(home: Home, key: bytes) -> None:
    assert found(home)["replica"].advice == "Connect to a server."


def test_a_missing_key_is_named_and_what_to_do(home: Home, store: Store, tmp_path: Path) -> None:
    store.close()
    (tmp_path / "test.key").unlink()
    findings = found(home)
    assert not findings["key"].ok
    assert "Put it back" in findings["key"].detail
    assert "replica" not in findings


def test_a_keyring_that_is_gone_is_named(home: Home, tmp_path: Path) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(load_keyring("keyring.backends.fail.Keyring"))
    obtain_key(home)
    keyring.set_keyring(before)
    assert found(home)["key"].ok


def test_flipped_bits_are_found_in_the_file_they_are_in(home: Home, store: Store) -> None:
    store.close()
    path = home.replica(1)
    data = bytearray(path.read_bytes())
    data[-3000] ^= 1
    path.write_bytes(data)
    assert "replica" in wrong(home)
    assert "\n" not in found(home)["replica"].detail
    assert "blobs" not in wrong(home)


def test_an_emptied_replica_is_found(home: Home, store: Store) -> None:
    store.close()
    home.replica(1).write_bytes(b"")
    assert "empty" in found(home)["replica"].detail


def test_rows_that_do_not_fit_their_sums_are_found(home: Home, store: Store) -> None:
    damage(store, "UPDATE stream SET n = n + 1")
    assert wrong(home) == {"rows"}


def test_a_record_without_its_row_is_found(home: Home, store: Store) -> None:
    damage(store, "DELETE FROM record WHERE kind = 'person'")
    assert wrong(home) == {"index"}


def test_a_document_missing_in_the_index_is_found(home: Home, store: Store) -> None:
    damage(store, "DELETE FROM document WHERE key = 'page:9c'")
    assert wrong(home) == {"index"}


def test_a_full_text_table_that_is_torn_is_found(home: Home, store: Store) -> None:
    damage(store, "DELETE FROM short_data WHERE id > 10")
    assert "index" in wrong(home)


def test_an_index_of_another_version_is_found(home: Home, store: Store) -> None:
    damage(store, "UPDATE replica SET derived_version = '0.0'")
    assert wrong(home) == {"index"}


def test_words_whose_forms_are_still_to_come_are_no_fault_and_are_said(
    home: Home, store: Store
) -> None:
    damage(store, "UPDATE tally SET value = 0 WHERE name = 'worded'")
    index = found(home)["index"]
    assert index.ok
    assert "still to be filled in" in index.detail


def test_rows_that_were_set_aside_are_named(home: Home, store: Store) -> None:
    Feed(store.replica, seq=1).bring(("all", "person:8a#core", b"{}"))
    store.close()
    finding = found(home)["unreadable rows"]
    assert not finding.ok
    assert "person:8a#core" in finding.detail


def test_pictures_that_did_not_come_yet_are_counted(home: Home, store: Store) -> None:
    person = PersonCore(names=Names(display="Bo"), photo=Photo(thumbnail="a" * 64))
    Feed(store.replica, seq=1).bring(("all", "person:8a#core", person))
    store.close()
    assert found(home)["pictures"].detail == "1 are not here yet."


def test_what_is_still_to_be_cleaned_away_is_named(home: Home, store: Store) -> None:
    Feed(store.replica, seq=1).bring(("all", "page:9c", None))
    store.close()
    assert wrong(home) == {"rows"}

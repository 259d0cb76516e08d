from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from desktop.compose import connect, disconnect, doctor, second_process, sync
from desktop.errors import AlreadyConnected, NotConnected, ReplicaDamaged
from desktop.opening import open_library
from desktop.paths import HOME_VARIABLE, Home
from desktop.security.keys import load_key
from desktop.store.engine import open_database, transaction
from server.database import open_database as open_server
from server.database import transact
from server.settings import Settings
from tests import servers
from tests.desktop.sites import Site
from tests.desktop.store.test_preparer import loaded
from tests.faults.homes import Nobody


def new_epoch(settings: Settings) -> None:
    engine = open_server(settings)
    query = text("UPDATE clock SET epoch = '00000000-0000-4000-8000-00000000abcd'")
    transact(engine, lambda tx: tx.execute(query))
    engine.dispose()


def leave_something_unsent(home: Home) -> None:
    engine = open_database(home.outbox, load_key(home))
    with transaction(engine) as tx:
        columns = tx.exec_driver_sql("SELECT name, type FROM pragma_table_info('draft')").all()
        values = ["1" if kind == "INTEGER" else "'x'" for _, kind in columns]
        names = ", ".join(name for name, _ in columns)
        tx.exec_driver_sql(f"INSERT INTO draft ({names}) VALUES ({', '.join(values)})")
    engine.dispose()


def test_what_helps_a_sync_knows_no_home_but_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, another = Home(tmp_path / "mine"), Home(tmp_path / "another")
    for home in (mine, another):
        home.root.mkdir()
    monkeypatch.setenv(HOME_VARIABLE, str(another.root))
    with second_process(mine) as second:
        loaded(tmp_path / "replica", second)
    assert (mine.logs.is_dir(), another.logs.is_dir()) == (True, False)


def test_an_empty_home_says_that_it_is_connected_to_nothing(site: Site) -> None:
    with pytest.raises(NotConnected):
        open_library(site.home)
    with pytest.raises(NotConnected):
        sync(site.home, Nobody())


def test_a_connected_home_fills_at_the_first_sync(site: Site) -> None:
    site.connect("ada")
    assert site.status().people == 0
    site.sync()
    status = site.status()
    assert (status.people, status.pages, status.up_to_date) == (1, 1, True)
    assert status.server == site.url
    assert all(finding.ok for finding in doctor(site.home))


def test_connecting_again_as_the_same_viewer_keeps_what_is_here(site: Site) -> None:
    replica = site.connect("ada")
    site.sync()
    assert site.connect("ada") == replica
    assert site.status().people == 1
    site.sync()


def test_the_same_server_at_another_address_keeps_what_is_here_and_what_waits(site: Site) -> None:
    replica = site.connect("ada")
    site.sync()
    leave_something_unsent(site.home)
    with servers.running(site.settings) as moved:
        assert site.connect("ada", moved) == replica
        status = site.status()
        assert (status.server, status.people) == (moved, 1)
        site.sync()


def test_another_server_with_a_viewer_of_the_same_name_begins_anew(
    site: Site, tmp_path: Path
) -> None:
    replica = site.connect("ada")
    site.sync()
    settings = servers.sqlite_settings(tmp_path / "other")
    with servers.running(settings) as other:
        token = servers.token_for(settings, "ada")
        assert connect(site.home, other, token).replica != replica
        assert site.status().people == 0


def test_connecting_as_another_viewer_begins_anew(site: Site) -> None:
    replica = site.connect("ada")
    site.sync()
    viewer = site.status().viewer
    assert site.connect("eve") != replica
    assert site.status().people == 0
    site.sync()
    assert site.status().viewer != viewer


def test_another_viewer_is_refused_while_something_waits_to_be_sent(site: Site) -> None:
    site.connect("ada")
    site.sync()
    leave_something_unsent(site.home)
    with pytest.raises(AlreadyConnected):
        site.connect("eve")
    assert site.status().people == 1


def test_connecting_after_a_restore_begins_anew(site: Site) -> None:
    replica = site.connect("ada")
    site.sync()
    new_epoch(site.settings)
    assert site.connect("ada") != replica
    site.sync()
    assert site.status().people == 1


def test_a_sync_after_a_restore_follows_the_new_history(site: Site) -> None:
    replica = site.connect("ada")
    site.sync()
    new_epoch(site.settings)
    site.sync()
    assert site.status().people == 1
    assert site.connect("ada") == replica


def test_a_damaged_replica_is_set_aside_and_filled_again(site: Site) -> None:
    site.connect("ada")
    site.sync()
    (path,) = site.home.root.glob("replica*.db")
    path.write_bytes(b"")
    with pytest.raises(ReplicaDamaged):
        open_library(site.home)
    site.sync()
    assert site.status().people == 1
    assert all(finding.ok for finding in doctor(site.home))


def test_the_doctor_says_where_the_way_to_the_server_ends(site: Site, tmp_path: Path) -> None:
    site.connect("ada")
    with servers.running(servers.sqlite_settings(tmp_path / "other")) as other:
        home = Home(tmp_path / "second")
        token = servers.token_for(servers.sqlite_settings(tmp_path / "other"), "ada")
        connect(home, other, token, key_file=tmp_path / "second-key")
    wrong = [finding for finding in doctor(home) if not finding.ok]
    assert [finding.name for finding in wrong] == ["network: port"]
    assert wrong[0].advice


def test_to_disconnect_removes_all_that_came_and_one_may_connect_again(site: Site) -> None:
    site.connect("ada")
    site.sync()
    disconnect(site.home)
    with pytest.raises(NotConnected):
        open_library(site.home)
    names = sorted(path.name for path in site.home.root.glob("*.db*"))
    assert [name for name in names if not name.startswith("outbox")] == []
    site.connect("ada")
    site.sync()
    assert site.status().people == 1


def test_while_something_waits_to_be_sent_nobody_is_disconnected(site: Site) -> None:
    site.connect("ada")
    site.sync()
    leave_something_unsent(site.home)
    with pytest.raises(AlreadyConnected, match="not sent yet"):
        disconnect(site.home)
    assert site.status().people == 1

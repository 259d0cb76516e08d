"""The API as a caller sees it: paths, headers, and what says no."""

from __future__ import annotations

import logging
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from server import app
from server.database import open_database, writing
from server.settings import Settings
from tests.callers import Caller, problem
from tests.entities import person
from tests.replicas import HeldReplica
from tests.servers import running, set_right, token_for, write_entities
from wire import routes
from wire.codec import encode
from wire.messages import PullRequest

NEW = b'{"name":"desk","client":"0.1.0"}'


def test_the_service_document_is_open_to_all(url: str) -> None:
    answer = Caller(url, None).get(routes.SERVICE)
    assert answer.headers["Content-Type"] == routes.JSON
    assert answer.headers[routes.SCHEMA_HEADER] == str(routes.SCHEMA)
    assert answer.json()["service"] == routes.SERVICE_NAME
    assert answer.json()["schema"] == {"min": 1, "max": 1}


def test_an_enrolment_says_what_will_come(ada: Caller) -> None:
    answer = ada.post(routes.REPLICAS, json={"name": "desk", "client": "0.1.0"}).json()
    assert answer["viewer"] == "person:ada"
    sizes = {size["id"]: size for size in answer["streams"]}
    assert sizes["all"]["rows"] == 3
    assert sizes["space:handbook"]["bytes"] > 0


def test_a_replica_is_filled_over_http(ada: Caller) -> None:
    mine = HeldReplica(ada.pull, ada.enrol())
    mine.sync()
    keys = {key for _, key in mine.live()}
    assert keys == {"person:ada#core", "person:bob#core", "space:handbook", "page:travel"}
    [answer] = mine.sync()
    assert (answer.unchanged, answer.wait) == (True, 900)


def test_a_pull_with_nothing_new_is_under_a_kilobyte(ada: Caller) -> None:
    mine = HeldReplica(ada.pull, ada.enrol())
    mine.sync()
    answer = ada.post(routes.PULL, json={"replica": mine.name, "epoch": mine.epoch, "cursor": 1})
    assert len(answer.content) < 1000


def test_a_replica_of_somebody_else_is_unknown(ada: Caller, settings: Settings) -> None:
    bob = Caller(ada.url, token_for(settings, "bob"))
    for replica in (bob.enrol(), "made-up"):
        answer = ada.post(routes.PULL, json={"replica": replica})
        assert problem(answer).type == routes.REPLICA_UNKNOWN


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", routes.REPLICAS),
        ("POST", routes.PULL),
        ("GET", routes.OBJECTS + "/person:ada"),
        ("GET", routes.BLOBS + "/" + "ab" * 32),
        ("POST", routes.BLOBS),
    ],
)
def test_everything_but_the_front_door_wants_a_token(url: str, method: str, path: str) -> None:
    answer = Caller(url, None).call(method, path)
    assert problem(answer).type == routes.UNAUTHORISED
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_revoked_right_counts_at_the_next_request(ada: Caller, settings: Settings) -> None:
    assert ada.get(routes.OBJECTS + "/page:travel").status_code == 200
    set_right(settings, "ada", "space:handbook", allowed=False)
    assert problem(ada.get(routes.OBJECTS + "/page:travel")).type == routes.NOT_FOUND


@pytest.mark.parametrize(
    ("method", "path", "status", "type_"),
    [
        ("GET", "/nowhere", 404, routes.NOT_FOUND),
        ("GET", "/v1/nowhere", 404, routes.NOT_FOUND),
        ("DELETE", routes.PULL, 405, routes.MALFORMED),
        ("GET", routes.OBJECTS + "/nonsense", 400, routes.MALFORMED),
        ("GET", routes.OBJECTS + "/person:nobody", 404, routes.NOT_FOUND),
        ("GET", routes.BLOBS + "/nonsense", 404, routes.NOT_FOUND),
    ],
)
def test_what_cannot_be_had_is_a_problem(
    ada: Caller, method: str, path: str, status: int, type_: str
) -> None:
    answer = ada.call(method, path)
    assert (problem(answer).status, problem(answer).type) == (status, type_)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"", ""),
        (b"{", ""),
        (b"[]", ""),
        (b"{}", ""),
        (b'{"replica":7}', "replica"),
        (b'{"replica":"r","cursor":"1"}', "cursor"),
        (b'{"replica":"r","cursor":1e999}', "cursor"),
        (b'{"replica":"r","booting":{"all":{"at":[]}}}', "booting[...].at"),
        (b'{"replica":"\xff"}', ""),
        (b"[" * 5000, ""),
    ],
)
def test_a_malformed_body_is_a_problem_that_names_the_field(
    ada: Caller, body: bytes, field: str
) -> None:
    found = problem(ada.post(routes.PULL, data=body))
    assert (found.status, found.type, found.field) == (400, routes.MALFORMED, field)


def test_a_body_beyond_the_cap_is_refused(ada: Caller) -> None:
    found = problem(ada.post(routes.PULL, data=b" " * (2**20 + 1)))
    assert (found.status, found.type) == (413, routes.TOO_LARGE)


@pytest.mark.parametrize(
    ("header", "status"), [("0", 426), ("1", 200), ("999", 200), ("x", 400), ("²", 400)]
)
def test_a_client_of_an_older_schema_is_told_to_update(
    ada: Caller, header: str, status: int
) -> None:
    headers = {routes.SCHEMA_HEADER: header.encode()}
    answer = ada.get(routes.OBJECTS + "/person:ada", headers=headers)
    assert answer.status_code == status
    if status == 426:
        assert problem(answer).type == routes.UPGRADE_REQUIRED


@pytest.mark.expects_log
def test_a_fault_of_ours_never_shows_its_trace(
    ada: Caller, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    break_database(settings, "DELETE FROM clock")
    answer = Caller(ada.url, None).get(routes.SERVICE)
    found = problem(answer)
    assert (found.status, found.type) == (500, routes.INTERNAL)
    assert "Traceback" not in answer.text
    assert any(record.levelno == logging.ERROR for record in caplog.records)


@pytest.mark.expects_log
def test_a_database_that_is_gone_asks_for_patience(ada: Caller, settings: Settings) -> None:
    break_database(settings, "ALTER TABLE clock RENAME TO elsewhere")
    answer = ada.get(routes.HEALTH)
    assert problem(answer).type == routes.UNAVAILABLE
    assert 5 <= int(answer.headers["Retry-After"]) <= 15


def test_an_object_has_its_revision_as_etag(ada: Caller) -> None:
    answer = ada.get(routes.OBJECTS + "/person:ada%23core")
    assert answer.headers["ETag"] == '"1"'
    assert [row["k"] for row in answer.json()["rows"]] == ["person:ada#core"]


def test_a_withdrawn_facet_is_a_new_revision(ada: Caller, settings: Settings) -> None:
    write_entities(settings, person("ada", mail="ada@x.example"))
    before = ada.get(routes.OBJECTS + "/person:ada")
    write_entities(settings, person("ada"))
    after = ada.get(routes.OBJECTS + "/person:ada")
    assert (before.headers["ETag"], after.headers["ETag"]) == ('"2"', '"3"')
    assert [row["k"] for row in after.json()["rows"]] == ["person:ada#core"]


def test_the_documentation_loads_nothing_from_elsewhere(url: str) -> None:
    page = Caller(url, None).get("/docs")
    assert page.headers["Content-Type"].startswith("text/html")
    assert re.findall(r'(?:src|href)="(?!/docs/)', page.text) == []
    assert "http" not in page.text


def test_the_openapi_document_names_every_path_and_message(url: str) -> None:
    document = Caller(url, None).get("/docs/openapi.json").json()
    paths = {routes.SERVICE, routes.REPLICAS, routes.PULL, routes.BLOBS, routes.HEALTH}
    assert paths <= set(document["paths"])
    known = document["components"]["schemas"]
    for reference in re.findall(r"#/components/schemas/(\w+)", str(document)):
        assert reference in known
    assert known["Row"]["properties"]["b"] == {}


def test_a_new_epoch_is_seen_at_the_next_pull(ada: Caller, settings: Settings) -> None:
    mine = HeldReplica(ada.pull, ada.enrol())
    mine.sync()
    break_database(settings, "UPDATE clock SET epoch = 'restored'")
    assert ada.pull(mine.request()).reset


def test_two_tokens_of_one_user_are_one_viewer(ada: Caller, settings: Settings) -> None:
    replica = ada.enrol()
    again = replace(ada, token=token_for(settings, "ada"))
    assert again.pull(PullRequest(replica)).reset


def break_database(settings: Settings, statement: str) -> None:
    engine = open_database(settings)
    with writing(engine) as tx:
        tx.execute(text(statement))
    engine.dispose()


@pytest.mark.expects_log
def test_who_finds_every_connection_taken_is_told_when_to_come_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Engine] = []

    def open_small(found: Settings) -> Engine:
        whole = open_database(found)
        pool = {"pool_size": 1, "max_overflow": 0, "pool_timeout": 1}
        opened.append(create_engine(whole.url, **pool))
        whole.dispose()
        return opened[0]

    monkeypatch.setattr(app, "open_database", open_small)
    with running(settings) as url, opened[0].connect():
        answer = Caller(url, None).get(routes.HEALTH)
    assert problem(answer).type == routes.UNAVAILABLE
    assert 5 <= int(answer.headers["Retry-After"]) <= 15


def test_a_standby_asks_to_come_again_until_it_has_caught_up(
    settings: Settings, tmp_path: Path
) -> None:
    write_entities(settings, person("ada"))
    caller = token_for(settings, "ada")
    with running(settings) as url:
        primary = Caller(url, caller)
        mine = HeldReplica(primary.pull, primary.enrol())
        mine.sync()
        copy_database(settings, tmp_path / "old.db")
        write_entities(settings, person("bob"))
        mine.sync()
        copy_database(settings, tmp_path / "new.db")
    asked = encode(mine.request())
    with running(standby(settings, tmp_path / "old.db")) as url:
        behind = Caller(url, caller)
        answers = [behind.post(routes.PULL, data=asked), behind.post(routes.REPLICAS, data=NEW)]
        answers.append(behind.post(routes.PULL, json={"replica": "enrolled-a-moment-ago"}))
    for answer in answers:
        assert problem(answer).type == routes.UNAVAILABLE
        assert answer.headers["Retry-After"]
    with running(standby(settings, tmp_path / "new.db")) as url:
        assert Caller(url, caller).pull(mine.request()).unchanged


def standby(settings: Settings, database: Path) -> Settings:
    return replace(settings, database=f"sqlite:///{database.as_posix()}", standby=True)


def copy_database(settings: Settings, to: Path) -> None:
    with closing(sqlite3.connect(settings.files / "server.db")) as source:
        source.execute("VACUUM INTO ?", (str(to),))

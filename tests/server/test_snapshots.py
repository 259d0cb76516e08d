"""``GET /v1/snapshots/{sha256}``: who may, which bytes, which headers, and what the log says."""

from __future__ import annotations

import logging
import queue
import re
from collections.abc import Iterator
from hashlib import sha256
from logging.handlers import QueueHandler
from pathlib import Path

import pytest
import requests
from sqlalchemy import Engine

from server import blobs
from server.database import open_database, transact
from server.settings import Settings
from server.snapshot_files import path_of
from server.snapshots import Snapshot
from tests.callers import SECONDS, Caller, problem
from tests.entities import page, person
from tests.replicas import HeldReplica
from tests.servers import (
    running,
    server_process,
    set_right,
    sqlite_settings,
    token_for,
    write_entities,
)
from tests.snapshots import build, unpack
from wire import routes
from wire.bodies import Attachment
from wire.messages import SnapshotOffer
from wire.rows import Row

HANDBOOK = "space:handbook"
TEXT = " ".join(sha256(str(n).encode()).hexdigest() for n in range(6_000))


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    opened = open_database(settings)
    yield opened
    opened.dispose()


@pytest.fixture
def built(url: str, engine: Engine, settings: Settings) -> Snapshot:
    """A snapshot of the handbook of some hundred kilobytes."""
    write_entities(settings, page("long", text=TEXT))
    return build(engine, settings.files)[HANDBOOK]


@pytest.fixture
def content(built: Snapshot, settings: Settings) -> bytes:
    return path_of(settings.files, built.sha256).read_bytes()


def fetch(caller: Caller, built: Snapshot, **headers: str) -> requests.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return caller.get(f"{routes.SNAPSHOTS}/{built.sha256}", headers=named)


def test_a_snapshot_comes_whole(ada: Caller, built: Snapshot, content: bytes) -> None:
    answer = fetch(ada, built)
    assert (answer.status_code, answer.content) == (200, content)
    assert {name: answer.headers[name] for name in ("Content-Type", "ETag", "Cache-Control")} == {
        "Content-Type": routes.SNAPSHOT,
        "ETag": f'"{built.sha256}"',
        "Cache-Control": "private, immutable",
    }
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Length"] == str(built.bytes)
    assert "Content-Range" not in answer.headers


def test_nobody_compresses_it_again(ada: Caller, built: Snapshot) -> None:
    answer = fetch(ada, built, Accept_Encoding="gzip, zstd, br")
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    ("range_", "start", "end"),
    [("bytes=0-9", 0, 10), ("bytes=7-100006", 7, 100_007), ("bytes=50000-", 50_000, None)]
    + [("bytes=-17", -17, None)],
)
def test_one_range_of_it_comes(
    ada: Caller, built: Snapshot, content: bytes, range_: str, start: int, end: int | None
) -> None:
    answer = fetch(ada, built, Range=range_, If_Range=f'"{built.sha256}"')
    assert (answer.status_code, answer.content) == (206, content[start:end])
    first, last = start % len(content), (end or len(content)) - 1
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(content)}"
    assert answer.headers["Content-Length"] == str(len(answer.content))


def test_a_range_of_other_bytes_gets_these_whole(
    ada: Caller, built: Snapshot, content: bytes
) -> None:
    answer = fetch(ada, built, Range="bytes=5-", If_Range='"other"')
    assert (answer.status_code, answer.content) == (200, content)


def test_a_range_behind_the_end_is_a_problem(ada: Caller, built: Snapshot) -> None:
    answer = fetch(ada, built, Range=f"bytes={built.bytes}-")
    assert (problem(answer).status, problem(answer).field) == (416, "Range")
    assert answer.headers["Content-Range"] == f"bytes */{built.bytes}"


def test_head_says_the_same_without_the_bytes(ada: Caller, built: Snapshot) -> None:
    headers = {"Range": "bytes=5-"}
    answer = ada.call("HEAD", f"{routes.SNAPSHOTS}/{built.sha256}", headers=headers)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Length"] == str(built.bytes)
    assert answer.headers["ETag"] == f'"{built.sha256}"'


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_knowing_a_hash_is_no_access(
    ada: Caller, built: Snapshot, settings: Settings, method: str
) -> None:
    path = f"{routes.SNAPSHOTS}/{built.sha256}"
    assert Caller(ada.url, None).call(method, path).status_code == 401
    assert Caller(ada.url, "vdm_made-up").call(method, path).status_code == 401
    set_right(settings, "ada", HANDBOOK, allowed=False)
    assert ada.call(method, path).status_code == 404
    assert problem(ada.get(path)).type == routes.NOT_FOUND


@pytest.mark.expects_log
def test_a_file_that_is_gone_is_not_found(ada: Caller, built: Snapshot, settings: Settings) -> None:
    path_of(settings.files, built.sha256).unlink()
    assert problem(fetch(ada, built)).type == routes.NOT_FOUND


@pytest.fixture
def told() -> Iterator[queue.Queue[logging.LogRecord]]:
    """What the server logs of downloads: a line is written after the last byte has gone."""
    lines: queue.Queue[logging.LogRecord] = queue.Queue()
    logger, handler = logging.getLogger("server.downloads"), QueueHandler(lines)
    before = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    yield lines
    logger.removeHandler(handler)
    logger.setLevel(before)


def test_the_log_says_which_bytes_went_out(
    ada: Caller, built: Snapshot, told: queue.Queue[logging.LogRecord]
) -> None:
    fetch(ada, built, Range="bytes=7-100006")
    line = told.get(timeout=SECONDS).getMessage()
    assert told.empty()
    assert line == f"snapshot {built.sha256[:12]}: bytes 7-100006/{built.bytes}, 100000 sent"


def test_a_blob_can_be_resumed_too(ada: Caller, engine: Engine, settings: Settings) -> None:
    picture = TEXT.encode()[:200_000]
    digest = transact(engine, lambda tx: blobs.keep(tx, settings.files, picture))
    file = Attachment(hash=digest, name="a.png", type="image/png", size=len(picture))
    write_entities(settings, page("travel", attachments=(file,)))
    headers = {"Range": "bytes=150000-", "If-Range": f'"{digest}"'}
    answer = ada.get(f"{routes.BLOBS}/{digest}", headers=headers)
    assert (answer.status_code, answer.content) == (206, picture[150_000:])


def test_a_replica_fills_itself_from_snapshots_over_http(ada: Caller, built: Snapshot) -> None:
    offered: list[str] = []

    def open_offer(offer: SnapshotOffer) -> list[Row]:
        offered.append(offer.sha256)
        return unpack(ada.get(f"{routes.SNAPSHOTS}/{offer.sha256}").content)

    mine = HeldReplica(ada.pull, ada.enrol(), fetch=open_offer)
    mine.sync()
    assert built.sha256 in offered
    assert {key for _, key in mine.live()} >= {"page:long", "page:travel", "person:ada#core"}
    assert mine.mismatches == []


def test_a_serving_process_builds_what_is_due_by_itself(tmp_path: Path) -> None:
    settings = sqlite_settings(tmp_path)
    write_entities(settings, *(person(f"p{n}", about=TEXT[n : n + 4000]) for n in range(40)))
    token = token_for(settings, "ada")
    with running(settings) as url:
        path = wait_for_file(path_of(settings.files, "").parent)
        answer = Caller(url, token).get(f"{routes.SNAPSHOTS}/{path.stem}")
        while answer.status_code == 404:  # the file is there a moment before its entry
            answer = Caller(url, token).get(f"{routes.SNAPSHOTS}/{path.stem}")
    assert len(unpack(answer.content)) == 40


def test_several_workers_serve_and_log_ranges(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = sqlite_settings(tmp_path)
    write_entities(settings, *(person(f"p{n}", about=TEXT[n : n + 4000]) for n in range(40)))
    engine = open_database(settings)
    built = build(engine, settings.files)["all"]
    engine.dispose()
    token = token_for(settings, "ada")
    with server_process(settings, "--workers", "2", "--verbose") as url:
        parts = [
            fetch(Caller(url, token), built, Range=f"bytes={at}-{at + 999}").content
            for at in range(0, built.bytes, 1000)
        ]
    assert len(unpack(b"".join(parts))) == 40
    told = re.findall(rf"snapshot {built.sha256[:12]}: bytes (\d+)-", capfd.readouterr().err)
    assert sorted(map(int, told)) == list(range(0, built.bytes, 1000))


def wait_for_file(folder: Path) -> Path:
    while True:
        for path in folder.glob("*.zst"):
            return path

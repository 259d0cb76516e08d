"""The API over both databases: once through everything a replica needs, and what must not break."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from hashlib import sha256

import pytest

from server import blobs
from server.database import open_database, transact
from server.settings import Settings
from tests.callers import Caller, problem
from tests.entities import page, person, space
from tests.replicas import HeldReplica
from tests.servers import running, token_for, write_entities
from wire import routes
from wire.bodies import Attachment

PICTURE = b"a picture"
HASH = sha256(PICTURE).hexdigest()


@pytest.fixture
def ada(settings: Settings) -> Iterator[Caller]:
    engine = open_database(settings)
    transact(engine, lambda tx: blobs.keep(tx, settings.files, PICTURE))
    engine.dispose()
    file = Attachment(hash=HASH, name="a.png", type="image/png", size=len(PICTURE))
    write_entities(settings, space(), page(attachments=(file,)), person("ada", mobile="1"))
    with running(settings) as url:
        yield Caller(url, token_for(settings, "ada"))


def test_a_replica_is_filled_with_rows_and_blobs(ada: Caller) -> None:
    mine = HeldReplica(ada.pull, ada.enrol(), limit=1)
    mine.sync()
    assert {key for _, key in mine.live()} == {
        "person:ada#core",
        "person:ada#private",
        "space:handbook",
        "page:travel",
    }
    assert ada.get(f"{routes.BLOBS}/{HASH}").content == PICTURE
    answer = ada.post(routes.BLOBS, json={"get": [HASH, HASH, "ab" * 32]})
    with tarfile.open(fileobj=io.BytesIO(answer.content)) as tar:
        assert tar.getnames() == [HASH]


@pytest.mark.parametrize(
    "name", ["%00", "person:%00", "person:%ff", "person:%F0%9F%98%80", "a:b%23"]
)
def test_an_odd_key_is_refused_and_breaks_nothing(ada: Caller, name: str) -> None:
    for path in (f"{routes.OBJECTS}/{name}", f"{routes.BLOBS}/{name}"):
        assert problem(ada.get(path)).status in (400, 404)


def test_an_odd_name_is_refused_or_kept_and_breaks_nothing(ada: Caller) -> None:
    for name in ("", "\x00", "😀" * 1000, "'; DROP TABLE row; --"):
        answer = ada.post(routes.REPLICAS, json={"name": name, "client": name})
        assert answer.status_code in (200, 400)
        answer = ada.post(routes.PULL, json={"replica": name})
        assert problem(answer).status in (400, 404)
        answer = ada.post(routes.BLOBS, json={"get": [name]})
        assert answer.status_code in (200, 400)


def test_numbers_beyond_every_column_break_nothing(ada: Caller) -> None:
    mine = HeldReplica(ada.pull, ada.enrol())
    mine.sync()
    for number in (2**63, 10**30, -(2**63), -(10**30)):
        request = {"replica": mine.name, "epoch": mine.epoch, "cursor": number}
        assert ada.post(routes.PULL, json=request).json()["reset"]
        booting = {"all": {"at": number, "from": number}}
        odd = {**request, "cursor": mine.cursor, "rows": number, "booting": booting}
        assert ada.post(routes.PULL, json=odd).status_code == 200

"""Nothing of a stream reaches a viewer who may not read it: one canary for each audience.

The canaries are planted here by hand and not by the rules that the server uses.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from server import blobs
from server.database import open_database, transact
from server.settings import Settings
from tests.callers import Caller
from tests.entities import comment, page, person, space
from tests.replicas import HeldReplica
from tests.servers import running, set_right, sqlite_settings, token_for, write_entities
from wire import routes
from wire.bodies import Attachment, Photo
from wire.messages import BootPosition, PullRequest, PullResponse
from wire.rows import Row

IN_ALL, IN_HR, OF_BOB, IN_BOARD, IN_PARTNERS = (
    f"canary-{name}" for name in ("all", "hr", "bob", "board", "partners")
)
BOARD_FILE, FACE, UNNAMED = b"canary-board-file", b"canary-face", b"canary-unnamed"
EVERYTHING = {IN_ALL, IN_HR, OF_BOB, IN_BOARD, IN_PARTNERS}
KEYS = (
    "person:bob",
    "person:bob%23private",
    "person:eve",
    "page:plans",
    "comment:c1",
    "space:board",
)


@dataclass(frozen=True, slots=True)
class World:
    settings: Settings
    url: str

    def caller(self, user: str) -> Caller:
        return Caller(self.url, token_for(self.settings, user))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    settings = sqlite_settings(tmp_path)
    for content in (BOARD_FILE, FACE, UNNAMED):
        keep(settings, content)
    file = Attachment(hash=hash_of(BOARD_FILE), name=IN_BOARD, type="text/plain", size=1)
    write_entities(
        settings,
        space("board", IN_BOARD, private=True),
        page("plans", IN_BOARD, space="board", attachments=(file,)),
        comment("c1", IN_BOARD, on="page:plans", space="board"),
        person("ada", photo=Photo(thumbnail=hash_of(FACE))),
        person("bob", role=IN_ALL, mobile=OF_BOB),
        person("eve", role=IN_PARTNERS, external=True),
        person("zoe", mobile=IN_HR),
    )
    with running(settings) as url:
        yield World(settings, url)


@pytest.mark.parametrize(
    ("user", "granted", "visible"),
    [
        ("ada", (), {IN_ALL, IN_PARTNERS}),
        ("bob", (), {IN_ALL, IN_PARTNERS, OF_BOB}),
        ("ada", ("hr",), {IN_ALL, IN_PARTNERS, IN_HR, OF_BOB}),
        ("ada", ("space:board",), {IN_ALL, IN_PARTNERS, IN_BOARD}),
    ],
)
def test_each_viewer_gets_the_words_of_their_streams_alone(
    world: World, user: str, granted: tuple[str, ...], visible: set[str]
) -> None:
    caller = world.caller(user)
    for stream in granted:
        set_right(world.settings, user, stream, allowed=True)
    said = everything_said_to(caller)
    assert {word for word in EVERYTHING if word in said} == visible


def test_a_partner_who_may_not_see_staff_sees_partners(world: World) -> None:
    caller = world.caller("eve")
    set_right(world.settings, "eve", "all", allowed=False)
    said = everything_said_to(caller)
    assert {word for word in EVERYTHING if word in said} == {IN_PARTNERS}


def test_after_a_revocation_nothing_more_is_said(world: World) -> None:
    caller = world.caller("ada")
    set_right(world.settings, "ada", "space:board", allowed=True)
    mine = HeldReplica(caller.pull, caller.enrol())
    mine.sync()
    set_right(world.settings, "ada", "space:board", allowed=False)
    write_entities(world.settings, page("plans", IN_BOARD, "canary-board anew", space="board"))
    answers = mine.sync()
    assert IN_BOARD not in str(answers)
    assert IN_BOARD not in everything_said_to(caller)


def test_a_check_never_counts_what_the_viewer_may_not_see(world: World) -> None:
    caller = world.caller("ada")
    answers = HeldReplica(caller.pull, caller.enrol()).sync()
    told = {stream for answer in answers for stream in answer.check}
    assert told == {"all", "partners", "self:ada"}


def test_claiming_to_hold_a_stream_brings_nothing_of_it(world: World) -> None:
    caller = world.caller("ada")
    mine = HeldReplica(caller.pull, caller.enrol())
    mine.sync()
    mine.held |= {"space:board", "hr"}
    mine.booting = {"space:board": BootPosition(0), "hr": BootPosition(0)}
    answer = caller.pull(mine.request())
    assert not any(word in str(answer) for word in (IN_BOARD, IN_HR, OF_BOB))
    assert {part.stream for part in answer.slices} == set()


@pytest.mark.parametrize("content", [BOARD_FILE, UNNAMED])
def test_knowing_a_hash_is_not_access(world: World, content: bytes) -> None:
    caller = world.caller("ada")
    wanted = hash_of(content)
    assert caller.get(f"{routes.BLOBS}/{wanted}").status_code == 404
    assert names_in_tar(caller, [wanted]) == []


def test_a_blob_is_read_where_a_row_of_mine_names_it(world: World) -> None:
    caller = world.caller("ada")
    answer = caller.get(f"{routes.BLOBS}/{hash_of(FACE)}")
    assert answer.content == FACE
    assert answer.headers["ETag"] == f'"{hash_of(FACE)}"'
    assert names_in_tar(caller, [hash_of(BOARD_FILE), hash_of(FACE), "ef" * 32]) == [hash_of(FACE)]


def test_a_page_cannot_open_somebody_elses_file_by_naming_it_in_its_text(world: World) -> None:
    text = f"![](attach:{hash_of(BOARD_FILE)})"
    write_entities(world.settings, space("open"), page("trick", text=text, space="open"))
    assert names_in_tar(world.caller("ada"), [hash_of(BOARD_FILE)]) == []


def everything_said_to(caller: Caller) -> str:
    """Every byte this viewer can draw out of the server, and its headers."""
    said: list[str] = []

    def pull(request: PullRequest) -> PullResponse:
        answer = caller.pull(request)
        said.append(str([bytes(row.body) for row in rows_of(answer)]) + str(answer))
        return answer

    HeldReplica(pull, caller.enrol()).sync()
    for key in KEYS:
        found = caller.get(f"{routes.OBJECTS}/{key}")
        said.append(found.text + str(found.headers))
    sizes = caller.post(routes.REPLICAS, json={"name": "desk", "client": "0.1.0"})
    return "".join([*said, sizes.text])


def rows_of(answer: PullResponse) -> list[Row]:
    return [*answer.rows, *(row for part in answer.slices for row in part.rows)]


def names_in_tar(caller: Caller, hashes: list[str]) -> list[str]:
    answer = caller.post(routes.BLOBS, json={"get": hashes})
    assert answer.headers["Content-Type"] == routes.TAR
    with tarfile.open(fileobj=io.BytesIO(answer.content)) as tar:
        return tar.getnames()


def keep(settings: Settings, content: bytes) -> None:
    engine = open_database(settings)
    transact(engine, lambda tx: blobs.keep(tx, settings.files, content))
    engine.dispose()


def hash_of(content: bytes) -> str:
    return sha256(content).hexdigest()

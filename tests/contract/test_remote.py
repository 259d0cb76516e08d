"""What every ``Remote`` keeps: the same tests over HTTP with the real server, and in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import msgspec
import pytest
from sqlalchemy import Connection

from desktop.errors import ServerRejected
from desktop.sync.http import HttpRemote
from desktop.sync.remote import Remote
from server import blobs
from server.database import open_database, transact
from server.streams import Entity
from server.write import Remove
from tests import servers
from tests.entities import page, person, space
from tests.memory_server import MemoryRemote, MemoryServer
from wire.bodies import Attachment
from wire.messages import BootPosition, EnrolRequest, PullRequest, PullResponse
from wire.routes import REPLICA_UNKNOWN, SERVICE_NAME
from wire.rows import SUM_MODULUS, Row, row_digest, streams_tag

NEWCOMER = EnrolRequest(name="desk", client="0.1.0")


class World(Protocol):
    """A server with rights and things in it, and remotes to it."""

    def write(self, *changes: Entity | Remove) -> None: ...
    def keep(self, data: bytes) -> str: ...
    def revoke(self, user: str, stream: str) -> None: ...
    def remote(self, user: str) -> Remote: ...


class InMemory:
    def __init__(self) -> None:
        self.server = MemoryServer()
        self.write = self.server.write
        self.keep = self.server.keep
        self.revoke = self.server.revoke

    def remote(self, user: str) -> Remote:
        return MemoryRemote(self.server, user)


class OverHttp:
    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._settings = servers.sqlite_settings(folder)
        self._stack = stack
        self._address = stack.enter_context(servers.running(self._settings))

    def write(self, *changes: Entity | Remove) -> None:
        servers.write_entities(self._settings, *changes)

    def keep(self, data: bytes) -> str:
        def work(tx: Connection) -> str:
            return blobs.keep(tx, self._settings.files, data)

        engine = open_database(self._settings)
        try:
            return transact(engine, work)
        finally:
            engine.dispose()

    def revoke(self, user: str, stream: str) -> None:
        servers.set_right(self._settings, user, stream, allowed=False)

    def remote(self, user: str) -> Remote:
        remote = HttpRemote(self._address, servers.token_for(self._settings, user))
        self._stack.callback(remote.close)
        return remote


@pytest.fixture(params=["http", "memory"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    with ExitStack() as stack:
        yield InMemory() if request.param == "memory" else OverHttp(tmp_path, stack)


class Follower:
    """The least a client does: it keeps rows and positions, and believes everything."""

    def __init__(self, remote: Remote, rows: int = 2_000) -> None:
        self.remote = remote
        self.rows: dict[tuple[str, str], Row] = {}
        self.streams: tuple[str, ...] = ()
        self.request = PullRequest(replica=remote.enrol(NEWCOMER).replica, rows=rows)
        self.answers: list[PullResponse] = []

    def pull(self) -> PullResponse:
        answer = self.remote.pull(self.request)
        self.answers.append(answer)
        booting = dict(self.request.booting)
        if answer.streams:
            started = set(answer.streams.ids) - (set() if answer.reset else set(self.streams))
            booting |= {stream: BootPosition(at=0) for stream in started}
            self.streams = answer.streams.ids
        for part in answer.slices:
            booting[part.stream] = BootPosition(at=part.to)
            if part.done:
                del booting[part.stream]
        for row in (*answer.rows, *(row for part in answer.slices for row in part.rows)):
            self.rows[row.stream, row.key] = row
        self.request = PullRequest(
            replica=self.request.replica,
            epoch=answer.epoch,
            cursor=answer.cursor,
            streams=streams_tag(self.streams),
            booting={name: boot for name, boot in booting.items() if name in self.streams},
            rows=self.request.rows,
        )
        return answer

    def follow(self) -> PullResponse:
        for _ in range(100):
            answer = self.pull()
            if not (answer.more or self.request.booting):
                return answer
        raise AssertionError("never at head")

    def live(self, stream: str) -> dict[str, int]:
        return {
            row.key: row.seq
            for row in self.rows.values()
            if row.stream == stream and not row.is_tombstone
        }


@pytest.fixture
def follower(world: World) -> Callable[..., Follower]:
    def make(user: str = "ada", rows: int = 2_000) -> Follower:
        return Follower(world.remote(user), rows)

    return make


Make = Callable[..., Follower]


def test_a_service_says_who_it_is(world: World) -> None:
    document = world.remote("ada").service()
    assert document.service == SERVICE_NAME
    assert document.schema.min <= 1 <= document.schema.max


def test_an_enrolment_says_who_may_see_how_much(world: World) -> None:
    world.write(person("bob"), person("eve"))
    enrolment = world.remote("ada").enrol(NEWCOMER)
    assert enrolment.viewer.startswith("person:")
    assert {size.id: size.rows for size in enrolment.streams}["all"] == 2


def test_the_first_answer_starts_everything(world: World, follower: Make) -> None:
    world.write(person("bob"))
    answer = follower().pull()
    assert answer.reset
    assert answer.streams
    assert answer.streams.tag == streams_tag(answer.streams.ids)
    assert not answer.rows


def test_a_new_follower_gets_all_it_may_see(world: World, follower: Make) -> None:
    world.write(person("bob"), space("handbook"), page("travel"))
    world.write(page("safety"))
    one = follower()
    one.follow()
    assert set(one.live("all")) == {"person:bob#core", "space:handbook"}
    assert set(one.live("space:handbook")) == {"page:travel", "page:safety"}


def test_small_answers_end_between_commits(world: World, follower: Make) -> None:
    for number in range(4):
        world.write(person(f"p{number}"), person(f"q{number}"))
    one = follower(rows=3)
    one.follow()
    slices = [part for answer in one.answers for part in answer.slices if part.stream == "all"]
    assert len(slices) > 1
    assert all(len(part.rows) % 2 == 0 for part in slices)
    assert len(one.live("all")) == 8


def test_with_nothing_new_an_answer_says_only_that(world: World, follower: Make) -> None:
    world.write(person("bob"))
    one = follower()
    one.follow()
    answer = one.pull()
    assert answer.unchanged
    assert answer.wait > 0
    assert (answer.rows, answer.slices, answer.streams) == ((), (), None)


def test_what_changes_comes_once_and_what_goes_leaves_a_tombstone(
    world: World, follower: Make
) -> None:
    world.write(person("bob"), person("eve"))
    one = follower()
    one.follow()
    world.write(person("eve", role="Fitter"))
    world.write(Remove("person", "bob"))
    answer = one.pull()
    assert [(row.key, row.is_tombstone) for row in answer.rows] == [
        ("person:eve#core", False),
        ("person:bob#core", True),
    ]
    assert set(one.live("all")) == {"person:eve#core"}


def test_at_head_the_sums_agree(world: World, follower: Make) -> None:
    world.write(person("bob"), person("eve"))
    world.write(Remove("person", "bob"))
    one = follower()
    one.follow()
    [check] = [answer.check["all"] for answer in one.answers if "all" in answer.check]
    live = one.live("all")
    assert check.n == len(live)
    assert int(check.sum) == sum(row_digest(*pair) for pair in live.items()) % SUM_MODULUS


def test_a_stream_that_was_lost_is_no_longer_listed(world: World, follower: Make) -> None:
    world.write(space("handbook"), page("travel"))
    one = follower("ada")
    one.follow()
    world.revoke("ada", "space:handbook")
    listed = one.pull().streams
    assert listed
    assert "space:handbook" not in listed.ids
    assert "all" in listed.ids


def test_another_history_starts_everything_again(world: World, follower: Make) -> None:
    one = follower()
    one.follow()
    one.request = PullRequest(
        replica=one.request.replica, epoch="00000000-0000-4000-8000-000000000000", cursor=3
    )
    assert one.pull().reset


def test_a_cursor_from_the_future_starts_everything_again(world: World, follower: Make) -> None:
    one = follower()
    epoch = one.follow().epoch
    one.request = PullRequest(replica=one.request.replica, epoch=epoch, cursor=10**6)
    assert one.pull().reset


def test_a_replica_nobody_enrolled_is_refused(world: World) -> None:
    with pytest.raises(ServerRejected) as raised:
        world.remote("ada").pull(PullRequest(replica="nobody"))
    assert raised.value.code == REPLICA_UNKNOWN


def test_blobs_come_by_hash_and_others_do_not(world: World) -> None:
    digest = world.keep(b"a picture")
    attached = Attachment(hash=digest, name="a.png", type="image/png", size=9)
    world.write(space("handbook"), page("travel", attachments=(attached,)))
    remote = world.remote("ada")
    unknown = sha256(b"never sent").hexdigest()
    batch = remote.blobs([digest, unknown])
    assert dict(batch.found) == {digest: b"a picture"}
    assert batch.damaged == 0
    assert remote.received > 0


def test_a_check_comes_when_it_is_asked_for_though_nothing_is_new(
    world: World, follower: Make
) -> None:
    world.write(person("bob"))
    one = follower()
    one.follow()
    one.request = msgspec.structs.replace(one.request, check=("all", "hr"))
    answer = one.pull()
    assert not answer.unchanged
    assert {name: check.n for name, check in answer.check.items()} == {"all": 1}
    assert not answer.more

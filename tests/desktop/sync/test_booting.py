"""First syncs from snapshots: resumed, compared, taken in, or done without."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
import zstandard

from desktop.errors import ServerUnreachable
from desktop.sync import booting, unpacking
from desktop.sync.unpacking import unpack
from server.write import Remove
from tests.desktop.replicas import DocumentTable
from tests.desktop.sync.desks import Desk, desk_at
from tests.entities import page, person, space
from tests.memory_server import MemoryServer, new_epoch
from wire.messages import PullRequest, SnapshotOffer


@pytest.fixture
def server() -> MemoryServer:
    """Three streams with a snapshot each, and a few things written since."""
    server, dice = MemoryServer(), random.Random(5)
    server.write(space("handbook"), space("lab"))
    for commit in range(3):
        server.write(*(person(f"p{commit}-{n}", role=dice.randbytes(40).hex()) for n in range(99)))
    for name in ("handbook", "lab"):
        pages = (page(f"{name}-{n}", text=dice.randbytes(900).hex(), space=name) for n in range(99))
        server.write(*pages)
    for stream in ("all", "space:handbook", "space:lab"):
        server.snapshot(stream)
    server.write(person("p0-0", role="Fitter"), Remove("person", "p0-1"))
    server.write(page("handbook-1", text="Changed."), Remove("page", "lab-3"))
    return server


@pytest.fixture
def desk(server: MemoryServer, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(server, tmp_path, index=DocumentTable()) as desk:
        yield desk


def slices_asked(desk: Desk) -> list[PullRequest]:
    return [request for request in desk.remote.pulls if not request.snapshots]


def test_a_first_pass_takes_in_snapshots_and_what_came_since(desk: Desk) -> None:
    report = desk.engine.run()
    assert report.up_to_date
    assert report.people_searchable_after is not None
    assert desk.rows() == desk.served()
    assert [start for _, start in desk.remote.spans] == [0, 0, 0]
    assert slices_asked(desk) == []
    assert report.bytes > sum(offer.bytes for offer in desk.remote.server.offers.values())


def test_people_come_first(desk: Desk) -> None:
    desk.engine.run()
    first = desk.remote.spans[0][0]
    assert first == desk.remote.server.offers["all"].sha256
    told = [step for step in desk.heard.steps if step.total]
    assert [step.phase for step in told][0] == "people"
    shares = [step.done / step.total for step in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_a_boot_goes_on_from_the_snapshot(desk: Desk) -> None:
    desk.engine.run()
    offer = desk.remote.server.offers["all"]
    positions = [request.booting.get("all") for request in desk.remote.pulls]
    assert (offer.seq, offer.seq) in [(boot.at, boot.start) for boot in positions if boot]


def test_nothing_is_left_of_a_download_that_is_in(desk: Desk) -> None:
    desk.engine.run()
    assert all(desk.blobs.downloads.of(stream) is None for stream in desk.replica.state().streams)
    assert desk.blobs.count() == 0


def cut_after(desk: Desk, size: int) -> None:
    """Have each download broken off after so many bytes."""
    desk.remote.snapshot_on_its_way = lambda data: data[:size]


def test_a_download_goes_on_from_the_very_byte_at_which_it_was_cut(desk: Desk) -> None:
    cut_after(desk, 13_333)
    for _ in range(50):
        try:
            desk.engine.run()
        except ServerUnreachable:
            continue
        break
    spans = desk.remote.spans
    ranges = sorted(
        (sha, start, min(start + 13_333, len(desk.remote.server.snapshots[sha])))
        for sha, start in spans
    )
    for (sha, _, end), (next_sha, start, _) in zip(ranges, ranges[1:], strict=False):
        assert start == (end if sha == next_sha else 0)
    assert len(spans) > 6
    assert desk.rows() == desk.served()


def test_a_newer_snapshot_does_not_throw_away_what_has_come_of_the_last(
    desk: Desk, server: MemoryServer
) -> None:
    old = server.offers["all"]
    cut_after(desk, 5_000)
    with pytest.raises(ServerUnreachable):
        desk.engine.run()
    server.write(person("eve"), Remove("person", "p0-7"))
    server.snapshot("all")
    cut_after(desk, 10**9)
    desk.engine.run()
    assert (old.sha256, 5_000) in desk.remote.spans
    assert server.offers["all"].sha256 not in [sha for sha, _ in desk.remote.spans]
    assert desk.rows() == desk.served()


@pytest.mark.expects_log
def test_an_older_snapshot_that_is_gone_gives_way_to_the_newer(
    desk: Desk, server: MemoryServer
) -> None:
    cut_after(desk, 5_000)
    with pytest.raises(ServerUnreachable):
        desk.engine.run()
    del server.snapshots[server.offers["all"].sha256]
    server.write(person("eve"))
    newer = server.snapshot("all")
    cut_after(desk, 10**9)
    desk.engine.run()
    assert (newer.sha256, 0) in desk.remote.spans
    assert slices_asked(desk) == []
    assert desk.rows() == desk.served()


@pytest.mark.expects_log
def test_snapshots_that_are_gone_are_done_without(desk: Desk, server: MemoryServer) -> None:
    server.snapshots.clear()
    assert desk.engine.run().up_to_date
    assert len(desk.remote.spans) == booting.MOST_FAILURES
    assert desk.rows() == desk.served()


@pytest.mark.expects_log
def test_a_snapshot_that_came_damaged_is_fetched_once_more(desk: Desk) -> None:
    damaged = [True]

    def flip_once(data: bytes) -> bytes:
        return data[:99] + bytes([data[99] ^ 1]) + data[100:] if damaged.pop() else data

    desk.remote.snapshot_on_its_way = lambda data: flip_once(data) if damaged else data
    assert desk.engine.run().up_to_date
    assert [start for _, start in desk.remote.spans] == [0, 0, 0, 0]
    assert slices_asked(desk) == []
    assert desk.rows() == desk.served()


@pytest.mark.expects_log
def test_a_snapshot_that_is_always_damaged_is_done_without(desk: Desk) -> None:
    desk.remote.snapshot_on_its_way = lambda data: bytes([data[0] ^ 128]) + data[1:]
    assert desk.engine.run().up_to_date
    assert len(desk.remote.spans) == booting.MOST_FAILURES
    assert desk.rows() == desk.served()


def offered(server: MemoryServer, data: bytes, **claims: int) -> SnapshotOffer:
    """Have ``data`` offered as the snapshot of ``all``."""
    right = server.offers["all"]
    sha256 = server.keep(data)
    offer = msgspec.structs.replace(right, sha256=sha256, bytes=len(data), **claims)
    server.offers, server.snapshots = {"all": offer}, {sha256: data}
    return offer


def lines_of(server: MemoryServer) -> list[bytes]:
    packed = server.snapshots[server.offers["all"].sha256]
    return zstandard.ZstdDecompressor().decompress(packed).splitlines(keepends=True)


def packed(lines: list[bytes]) -> bytes:
    return zstandard.ZstdCompressor().compress(b"".join(lines))


def test_the_workshop_of_these_tests_makes_what_is_taken(desk: Desk, server: MemoryServer) -> None:
    offered(server, packed(lines_of(server)))
    assert desk.engine.run().up_to_date
    assert slices_asked(desk) == []


WRONG = {
    "a row too few": lambda lines: lines[1:],
    "a row twice": lambda lines: [*lines[:-1], lines[0]],
    "a row of another stream": lambda lines: [*lines[1:], lines[0].replace(b'"all"', b'"hr!"')],
    "a row from the future": lambda lines: [*lines[1:], lines[0].replace(b'"q":1,', b'"q":99,')],
    "a tombstone": lambda lines: [*lines[1:], lines[0][: lines[0].index(b'"b"')] + b'"b":null}\n'],
    "no row": lambda lines: [*lines[1:], b'{"s":"all"}\n'],
    "half a line": lambda lines: [*lines[:-1], lines[-1][:-5]],
}


@pytest.mark.expects_log
@pytest.mark.parametrize("change", WRONG.values(), ids=list(WRONG))
def test_a_snapshot_that_is_not_what_its_offer_says_is_void(
    desk: Desk, server: MemoryServer, change: Callable[[list[bytes]], list[bytes]]
) -> None:
    lines = change(lines_of(server))
    offered(server, packed(lines), expanded=sum(map(len, lines)))
    assert desk.engine.run().up_to_date
    assert len(desk.remote.spans) == 1
    assert desk.rows() == desk.served()


BOMB = zstandard.ZstdCompressor().compress(b" " * 2**30)


@pytest.mark.expects_log
@pytest.mark.parametrize("expanded", [2**30, 2**20])
def test_a_little_that_expands_to_very_much_is_void(
    desk: Desk, server: MemoryServer, expanded: int
) -> None:
    assert len(BOMB) < 33_000
    offered(server, BOMB, expanded=expanded)
    assert desk.engine.run().up_to_date
    assert desk.rows() == desk.served()


@pytest.mark.expects_log
@pytest.mark.parametrize("claims", [{"seq": 10**6}, {"seq": 0}, {"rows": -1}, {"expanded": 2**40}])
def test_an_offer_that_cannot_be_right_is_not_taken(
    desk: Desk, server: MemoryServer, claims: dict[str, int]
) -> None:
    offered(server, packed(lines_of(server)), **claims)
    assert desk.engine.run().up_to_date
    assert desk.remote.spans == []
    assert desk.rows() == desk.served()


def test_an_import_goes_on_where_it_was_ended(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "BLOCK", 4096)
    monkeypatch.setattr(booting, "BATCH_ROWS", 50)
    ended = 0
    for _ in range(50):
        came = len(desk.heard.changes)
        desk.heard.interrupt_after = came + 2
        try:
            desk.engine.run()
        except KeyboardInterrupt:
            ended += 1
            continue
        break
    assert ended > 4
    assert [start for _, start in desk.remote.spans] == [0, 0, 0]
    assert len(desk.heard.changes) < 2 * ended + 20
    assert desk.rows() == desk.served()


def test_a_deletion_that_came_before_an_older_snapshot_was_taken_in_stays_one(
    desk: Desk, server: MemoryServer
) -> None:
    desk.remote.before_pull = lambda request: None
    cut_after(desk, 5_000)
    with pytest.raises(ServerUnreachable):
        desk.engine.run()
    server.write(Remove("person", "p1-1"), person("p1-2", role="Newer than the snapshot"))
    with pytest.raises(ServerUnreachable):
        desk.engine.run()
    assert (desk.replica.state().cursor or 0) == server.seq
    cut_after(desk, 10**9)
    desk.engine.run()
    assert desk.rows() == desk.served()
    assert ("all", "person:p1-1#core") not in desk.rows()


def test_another_history_throws_away_what_was_being_fetched(
    desk: Desk, server: MemoryServer
) -> None:
    cut_after(desk, 5_000)
    with pytest.raises(ServerUnreachable):
        desk.engine.run()
    server.epoch = new_epoch()
    cut_after(desk, 10**9)
    desk.engine.run()
    assert [start for _, start in desk.remote.spans][1:] == [0, 0, 0]
    assert desk.rows() == desk.served()


def test_a_stream_that_is_lost_takes_its_download_along(desk: Desk, server: MemoryServer) -> None:
    del server.offers["all"]
    cut_after(desk, 5_000)
    with pytest.raises(ServerUnreachable):
        desk.engine.run()
    assert desk.blobs.downloads.of("space:handbook") is not None
    server.revoke("ada", "space:handbook")
    cut_after(desk, 10**9)
    desk.engine.run()
    assert desk.blobs.downloads.of("space:handbook") is None
    assert desk.rows() == desk.served()


def test_a_row_that_cannot_be_read_is_set_aside_and_the_rest_goes_on(
    desk: Desk, server: MemoryServer
) -> None:
    place = ("all", "person:p2-2#core")
    text = random.Random(8).randbytes(5 * 2**19).hex().encode()
    large = msgspec.Raw(b'{"names":{"display":"A"},"about":"' + text + b'"}')
    server.rows[place] = msgspec.structs.replace(server.rows[place], body=large)
    server.snapshot("all")
    report = desk.engine.run()
    assert (report.up_to_date, report.unreadable) == (True, 1)
    assert desk.rows() == desk.served()
    assert [key for key, _, _ in desk.replica.unreadable()] == [place[1]]


def test_three_hundred_streams_come_from_snapshots_and_without(tmp_path: Path) -> None:
    server = MemoryServer()
    names = [f"s{number}" for number in range(300)]
    server.write(*(space(name) for name in names))
    server.write(*(page(f"page-{name}", space=name) for name in names))
    for name in names[::10]:
        server.snapshot(f"space:{name}")
    with desk_at(server, tmp_path, index=DocumentTable()) as desk:
        assert desk.engine.run().up_to_date
        assert len(desk.remote.spans) == 30
        assert desk.rows() == desk.served()
        server.revoke("ada", "space:s7")
        assert desk.engine.run().purged == ("space:s7",)
        assert desk.rows() == desk.served()


def test_what_changed_meanwhile_outlives_an_import_that_is_given_up_for_slices(
    desk: Desk, server: MemoryServer
) -> None:
    first = desk.replica.state().request()
    desk.replica.apply(first, desk.remote.pull(first))
    offer = server.offers["all"]
    importing = desk.replica.importing("all", offer)
    importing.begin()
    importing.put(next(unpack([server.snapshots[offer.sha256]], offer, "all"))[:50])
    server.write(person("late"))
    then = desk.replica.state().request(snapshots=False)
    assert desk.replica.apply(then, desk.remote.pull(then)).mismatched == ()
    assert desk.rows() == desk.served()

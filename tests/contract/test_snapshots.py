"""Snapshots: what is in them, when they are built, and how a boot begins with one."""

from __future__ import annotations

import random
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from os import utime
from pathlib import Path
from uuid import uuid4

import pytest
import zstandard
from sqlalchemy import Engine, update

from server import access, schema, snapshots
from server.access import allow
from server.building import build_due, tidy
from server.database import reading, transact
from server.leases import leased
from server.snapshot_files import Stopped, path_of
from server.write import Remove
from tests.contract.stored import account, live_rows, put, replica, rows
from tests.contract.test_pull import expire_tombstones
from tests.entities import page, person, site, space, unit
from tests.replicas import HeldReplica
from tests.snapshots import NOON, build, read, rows_of, workshop
from wire.messages import BootPosition, PullRequest

HANDBOOK = "space:handbook"


@pytest.fixture
def ada(engine: Engine) -> str:
    """A viewer who may read the handbook."""
    transact(engine, lambda tx: allow(tx, HANDBOOK, access.STAFF))
    put(engine, space(), page(), person("ada", mail="a@x.example"), person("bob"), unit(), site())
    return account(engine, "ada")


@pytest.fixture
def mine(engine: Engine, ada: str, tmp_path: Path) -> HeldReplica:
    """A replica that begins with snapshots where it can."""
    return replace(replica(engine, ada), fetch=rows_of(tmp_path))


def begin(mine: HeldReplica) -> HeldReplica:
    """Let it learn its streams: from here on everything boots."""
    mine.apply(mine.ask(mine.request()))
    return mine


def test_a_snapshot_holds_the_live_rows_and_nothing_else(
    engine: Engine, ada: str, tmp_path: Path
) -> None:
    put(engine, Remove("person", "bob"), person("eve"))
    built = build(engine, tmp_path)["all"]
    found = {(r.stream, r.key): (r.seq, bytes(r.body)) for r in read(tmp_path, built.sha256)}
    stored = {place: kept for place, kept in rows(engine).items() if place[0] == "all"}
    assert found == {place: kept for place, kept in stored.items() if kept[1] is not None}
    assert (built.rows, built.seq) == (len(found), 2)


def test_what_people_name_comes_first_and_pages_come_last(
    engine: Engine, ada: str, tmp_path: Path
) -> None:
    keys = [row.key for row in read(tmp_path, build(engine, tmp_path)["all"].sha256)]
    assert keys == [
        "site:harbour",
        "space:handbook",
        "unit:pumps",
        "person:ada#contact",
        "person:ada#core",
        "person:bob#core",
    ]


def test_a_snapshot_is_named_by_its_bytes_and_says_its_sizes(
    engine: Engine, ada: str, tmp_path: Path
) -> None:
    built = build(engine, tmp_path)[HANDBOOK]
    content = path_of(tmp_path, built.sha256).read_bytes()
    assert (sha256(content).hexdigest(), len(content)) == (built.sha256, built.bytes)
    whole = zstandard.ZstdDecompressor().stream_reader(content).read()
    assert len(whole) == built.expanded
    assert whole.endswith(b"\n")
    assert zstandard.get_frame_parameters(content).window_size <= 8 * 2**20


def test_a_boot_begins_with_the_snapshot_and_goes_on_from_its_seq(
    engine: Engine, ada: str, mine: HeldReplica, tmp_path: Path
) -> None:
    built = build(engine, tmp_path)
    put(engine, page("later"), Remove("person", "bob"))
    answers = begin(mine).sync()
    assert set(answers[0].boot) == {"all", HANDBOOK}
    assert answers[0].boot["all"].sha256 == built["all"].sha256
    assert answers[0].more
    assert not any(answer.boot for answer in answers[1:])
    assert mine.live() == live_rows(engine, ada)
    assert mine.mismatches == []


def test_a_stream_with_an_offer_gets_no_slice_and_the_others_go_on(
    engine: Engine, ada: str, mine: HeldReplica, tmp_path: Path
) -> None:
    build(engine, tmp_path)
    put(engine, person("ada", mobile="1"))
    first, *_ = begin(mine).sync()
    assert {part.stream for part in first.slices} == {"self:ada", "partners"}
    assert first.wait == 0


def test_who_does_not_ask_for_snapshots_gets_slices(
    engine: Engine, ada: str, tmp_path: Path
) -> None:
    build(engine, tmp_path)
    plain = replica(engine, ada)
    assert all(answer.boot == {} for answer in plain.sync())
    assert plain.live() == live_rows(engine, ada)


@pytest.mark.parametrize("position", [BootPosition(1), BootPosition(1, 1), BootPosition(-1)])
def test_a_boot_that_has_begun_is_offered_none(
    engine: Engine, ada: str, mine: HeldReplica, tmp_path: Path, position: BootPosition
) -> None:
    build(engine, tmp_path)
    begin(mine).booting["all"] = position
    assert "all" not in mine.ask(mine.request()).boot


def test_a_snapshot_newer_than_the_cursor_is_not_offered(
    engine: Engine, ada: str, mine: HeldReplica, tmp_path: Path
) -> None:
    begin(mine)
    put(engine, person("eve"))
    build(engine, tmp_path)
    assert set(mine.ask(mine.request()).boot) == {HANDBOOK}


def test_a_snapshot_that_the_floor_has_passed_is_not_offered(
    engine: Engine, ada: str, mine: HeldReplica, tmp_path: Path
) -> None:
    build(engine, tmp_path)
    put(engine, Remove("person", "bob"))
    expire_tombstones(engine, "all")
    answers = begin(mine).sync()
    assert set(answers[0].boot) == {HANDBOOK}
    assert mine.live() == live_rows(engine, ada)


def test_a_boot_whose_snapshot_the_floor_passes_meanwhile_begins_again(
    engine: Engine, ada: str, mine: HeldReplica, tmp_path: Path
) -> None:
    build(engine, tmp_path)
    begin(mine)
    mine.apply(mine.ask(mine.request()))
    assert mine.booting["all"] == BootPosition(1, 1)
    put(engine, Remove("person", "bob"))
    expire_tombstones(engine, "all")
    first, *_ = mine.sync()
    assert first.again == ("all",)
    assert mine.live() == live_rows(engine, ada)
    assert mine.mismatches == []


def test_a_stream_the_viewer_may_not_read_is_never_offered(
    engine: Engine, ada: str, mine: HeldReplica, tmp_path: Path
) -> None:
    put(engine, page("secret", space="board"))
    build(engine, tmp_path)
    begin(mine)
    asked = replace_booting(mine.request(), ["space:board", "hr", "all"])
    assert set(mine.ask(asked).boot) == {"all"}


def test_every_mixture_of_snapshots_and_changes_ends_with_the_same_rows(
    engine: Engine, ada: str, mine: HeldReplica, tmp_path: Path
) -> None:
    chance = random.Random(7)
    for turn in range(30):
        name = f"p{chance.randrange(6)}"
        match chance.randrange(5):
            case 0 | 1:
                put(engine, page(name, text=str(turn)), person(name, role=str(turn)))
            case 2:
                put(engine, Remove("page", name), Remove("person", name))
            case 3:
                build(engine, tmp_path)
            case _:
                expire_tombstones(engine, chance.choice(["all", HANDBOOK]))
        mine.limit = chance.choice([1, 3, 2000])
        mine.apply(mine.ask(mine.request()))
        if chance.random() < 0.2:
            mine.cursor = None
    mine.sync()
    assert mine.live() == live_rows(engine, ada)
    assert mine.mismatches == []


def test_a_stream_is_due_again_when_an_eighth_of_it_has_changed(
    engine: Engine, ada: str, tmp_path: Path
) -> None:
    put(engine, *(page(f"p{n}") for n in range(31)))  # 32 pages
    assert set(build(engine, tmp_path)) == {"all", HANDBOOK}
    put(engine, *(page(f"p{n}", text="newer") for n in range(4)))
    assert set(build(engine, tmp_path)) == set()
    put(engine, page("p4", text="newer"))
    assert set(build(engine, tmp_path)) == {HANDBOOK}


def test_a_small_stream_needs_no_snapshot(engine: Engine, ada: str, tmp_path: Path) -> None:
    shop = workshop(engine, tmp_path)
    assert build_due(shop) == []
    put(engine, page("heavy", text="x" * 70_000))
    assert [one.stream for one in build_due(shop)] == [HANDBOOK]


def test_a_stream_that_was_emptied_is_not_offered_as_it_was(
    engine: Engine, ada: str, tmp_path: Path
) -> None:
    put(engine, page("heavy", text="x" * 70_000))
    build_due(workshop(engine, tmp_path))
    put(engine, Remove("page", "heavy"))
    [again] = build_due(workshop(engine, tmp_path))
    assert (again.stream, again.rows) == (HANDBOOK, 1)


def test_a_stream_with_nothing_left_in_it_has_no_snapshot(
    engine: Engine, ada: str, mine: HeldReplica, tmp_path: Path
) -> None:
    build(engine, tmp_path)
    put(engine, Remove("page", "travel"))
    assert build(engine, tmp_path) == {}
    tidy(workshop(engine, tmp_path))
    assert set(mine.ask(begin(mine).request()).boot) == {"all"}
    mine.sync()
    assert mine.live() == live_rows(engine, ada)


def test_of_several_workers_one_builds(engine: Engine, ada: str, tmp_path: Path) -> None:
    with leased(engine, f"snapshot {HANDBOOK}", NOON) as is_ours:
        assert is_ours
        assert set(build(engine, tmp_path)) == {"all"}
    assert set(build(engine, tmp_path)) == {HANDBOOK}


def test_workers_that_begin_at_once_build_each_stream_once(
    engine: Engine, ada: str, tmp_path: Path
) -> None:
    built: list[str] = []
    together = threading.Barrier(4)

    def work() -> None:
        together.wait()
        built.extend(build(engine, tmp_path))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(built) == ["all", HANDBOOK]


@pytest.mark.parametrize("later", [timedelta(seconds=901), timedelta(days=-4000)])
def test_a_lease_ends_by_itself_even_where_a_clock_was_wrong(
    engine: Engine, later: timedelta
) -> None:
    with leased(engine, "work", NOON), leased(engine, "work", NOON + later) as is_ours:
        assert is_ours
    with leased(engine, "work", NOON), leased(engine, "work", NOON) as is_ours:
        assert not is_ours


def test_a_build_that_is_given_up_leaves_nothing(engine: Engine, ada: str, tmp_path: Path) -> None:
    shop = replace(workshop(engine, tmp_path), is_stopping=lambda: True)
    with pytest.raises(Stopped):
        build_due(shop, smallest=0)
    assert files_in(tmp_path) == []
    assert set(build(engine, tmp_path)) == {"all", HANDBOOK}


def test_a_snapshot_of_another_epoch_is_not_entered(
    engine: Engine, ada: str, tmp_path: Path
) -> None:
    def restore_meanwhile() -> bool:
        other = update(schema.clock).values(epoch=uuid4().hex)
        transact(engine, lambda tx: tx.execute(other))
        return False

    shop = replace(workshop(engine, tmp_path), is_stopping=restore_meanwhile)
    assert build_due(shop, smallest=0) == []


def test_a_file_that_is_gone_is_built_again(engine: Engine, ada: str, tmp_path: Path) -> None:
    first = build(engine, tmp_path)
    path_of(tmp_path, first["all"].sha256).unlink()
    again = build(engine, tmp_path)
    assert again == {"all": first["all"]}
    assert path_of(tmp_path, first["all"].sha256).exists()


def test_what_was_replaced_two_days_ago_is_removed(
    engine: Engine, ada: str, tmp_path: Path
) -> None:
    old = build(engine, tmp_path)["all"]
    put(engine, person("eve"), person("bob", role="Fitter"))
    new = build(engine, tmp_path, now=NOON + timedelta(days=30))["all"]
    tidy(workshop(engine, tmp_path, NOON + timedelta(days=31, hours=23)))
    assert path_of(tmp_path, old.sha256).exists()
    age(tmp_path)
    tidy(workshop(engine, tmp_path, NOON + timedelta(days=32)))
    assert hashes(engine) >= {new.sha256}
    assert old.sha256 not in hashes(engine)
    assert not path_of(tmp_path, old.sha256).exists()
    assert path_of(tmp_path, new.sha256).exists()


def test_what_the_floor_has_passed_is_removed(engine: Engine, ada: str, tmp_path: Path) -> None:
    old = build(engine, tmp_path)["all"]
    put(engine, Remove("person", "bob"))
    expire_tombstones(engine, "all")
    age(tmp_path)
    tidy(workshop(engine, tmp_path))
    assert old.sha256 not in hashes(engine)
    assert not path_of(tmp_path, old.sha256).exists()


def test_what_a_killed_builder_left_is_swept_and_what_is_fresh_is_not(
    engine: Engine, ada: str, tmp_path: Path
) -> None:
    kept = {one.sha256 for one in build(engine, tmp_path).values()}
    folder = path_of(tmp_path, "").parent
    (folder / "tmp1.part").write_bytes(b"half")
    age(tmp_path)
    (folder / "tmp2.part").write_bytes(b"under way")
    utime(folder / "tmp2.part", (NOON.timestamp(),) * 2)
    tidy(workshop(engine, tmp_path))
    assert sorted(files_in(tmp_path)) == sorted([*(f"{one}.zst" for one in kept), "tmp2.part"])


def replace_booting(request: PullRequest, streams: Sequence[str]) -> PullRequest:
    return PullRequest(
        request.replica,
        request.epoch,
        request.cursor,
        request.streams,
        {stream: BootPosition(0) for stream in streams},
        snapshots=True,
    )


def hashes(engine: Engine) -> set[str]:
    with reading(engine) as tx:
        return set(snapshots.known(tx))


def files_in(files: Path) -> list[str]:
    return [path.name for path in path_of(files, "").parent.iterdir()]


def age(files: Path) -> None:
    """As if everything had been written a day before."""
    yesterday = (NOON - timedelta(days=1)).timestamp()
    for path in path_of(files, "").parent.iterdir():
        utime(path, (yesterday, yesterday))

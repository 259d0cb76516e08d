from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from desktop.errors import AppError, NotOurServer, ProtocolMismatch, ServerUnreachable
from desktop.records import ChangeSet
from desktop.sync.engine import MOST_SETBACKS, MOST_TRIES, moved_on, share_done
from desktop.sync.remote import AnswerCut, AnswerTooLarge, AnswerTooSlow, BlobBatch
from server.write import Remove
from tests.desktop.sync.desks import Desk, desk_at
from tests.entities import page, person, space
from tests.memory_server import MemoryServer, new_epoch
from wire.bodies import Attachment, Photo
from wire.messages import PullRequest


@pytest.fixture
def server() -> MemoryServer:
    server = MemoryServer()
    server.write(person("bob"), space("handbook"))
    server.write(page("travel", text="How to travel"))
    return server


@pytest.fixture
def desk(server: MemoryServer, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(server, tmp_path) as desk:
        yield desk


def test_a_first_pass_brings_everything(desk: Desk) -> None:
    report = desk.engine.run()
    assert report.up_to_date
    assert report.rows == 3
    assert report.wait == 900
    assert report.streams == ("all", "partners", "self:ada", "space:handbook")
    assert report.people_searchable_after is not None
    assert desk.replica.counts() == {"person": 1, "space": 1, "page": 1}


def test_a_second_pass_brings_nothing(desk: Desk) -> None:
    desk.engine.run()
    pulls = len(desk.remote.pulls)
    report = desk.engine.run()
    assert (report.rows, report.up_to_date, report.changes) == (0, True, ChangeSet())
    assert report.people_searchable_after is None
    assert len(desk.remote.pulls) == pulls + 1


def test_a_later_pass_brings_what_changed(desk: Desk, server: MemoryServer) -> None:
    desk.engine.run()
    server.write(person("bob", role="Fitter"), Remove("page", "travel"))
    report = desk.engine.run()
    assert report.changes == ChangeSet(keys=frozenset({"person:bob", "page:travel"}))
    assert desk.heard.changes[-1] == report.changes
    assert desk.replica.counts() == {"person": 1, "space": 1}


def test_progress_goes_from_people_to_the_end(desk: Desk, server: MemoryServer) -> None:
    for number in range(40):
        server.write(*(page(f"p{number}-{part}") for part in range(50)))
    desk.engine.run()
    phases = list(dict.fromkeys(step.phase for step in desk.heard.steps))
    assert phases[0] == "connecting"
    assert phases[-1] == "finishing"
    told = [step for step in desk.heard.steps if step.total]
    assert all(step.done <= step.total for step in told)
    assert told[-1].done == told[-1].total


def test_a_lost_space_is_purged_with_its_pictures(desk: Desk, server: MemoryServer) -> None:
    digest = server.keep(b"secret plan")
    server.write(
        page("plan", attachments=(Attachment(hash=digest, name="a", type="image/png", size=11),))
    )
    desk.engine.run()
    assert desk.blobs.get(digest) == b"secret plan"
    server.revoke("ada", "space:handbook")
    report = desk.engine.run()
    assert report.purged == ("space:handbook",)
    assert desk.blobs.get(digest) is None
    assert desk.replica.counts() == {"person": 1, "space": 1}


def test_another_history_is_followed_from_its_start(desk: Desk, server: MemoryServer) -> None:
    desk.engine.run()
    server.epoch = new_epoch()
    server.write(person("eve"))
    assert desk.engine.run().up_to_date
    assert desk.replica.counts()["person"] == 2


def test_faces_come_before_pictures_and_those_before_portraits(
    desk: Desk, server: MemoryServer
) -> None:
    portrait, face, picture = map(server.keep, (b"portrait", b"face", b"picture"))
    attached = Attachment(hash=picture, name="a", type="image/png", size=7)
    server.write(
        person("bob", photo=Photo(thumbnail=face, full=portrait)),
        page("travel", attachments=(attached,), text=f"![a](attach:{picture})"),
    )
    assert desk.replica.wanted_blobs() == []
    assert desk.engine.run().blobs == 3
    assert desk.replica.wanted_blobs() == [face, picture, portrait]
    assert desk.blobs.count() == 3


def test_pictures_that_a_cut_held_up_are_asked_for_again(
    desk: Desk, server: MemoryServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashes = [server.keep(f"picture {number}".encode()) for number in range(12)]
    attached = [Attachment(hash=one, name="a", type="image/png", size=9) for one in hashes]
    text = "".join(f"![a](attach:{one})" for one in hashes)
    server.write(page("album", attachments=tuple(attached), text=text))
    asked: list[tuple[str, ...]] = []

    def cut_after_three(hashes: Sequence[str]) -> BlobBatch:
        asked.append(tuple(hashes))
        found = {one: server.blobs[one] for one in hashes[-3:]}
        return BlobBatch(found=found, cut=len(found) < len(hashes))

    monkeypatch.setattr(desk.remote, "blobs", cut_after_three)
    assert desk.engine.run().blobs == 12
    assert desk.blobs.missing(hashes) == []
    assert sorted(one for some in asked for one in some[-3:]) == sorted(hashes)


@pytest.mark.parametrize("error", [ServerUnreachable("Gone."), NotOurServer("A portal.")])
def test_pictures_that_fail_undo_nothing(desk: Desk, server: MemoryServer, error: AppError) -> None:
    server.write(person("bob", photo=Photo(thumbnail=server.keep(b"face"))))
    failures = [error]

    def fail_once(hashes: object) -> None:
        if failures:
            raise failures.pop()

    desk.remote.before_blobs = fail_once
    report = desk.engine.run()
    assert (report.up_to_date, report.blobs) == (True, 0)
    assert desk.engine.run().blobs == 1


def test_a_picture_too_large_to_come_holds_up_no_other(desk: Desk, server: MemoryServer) -> None:
    faces = [server.keep(f"face {number}".encode()) for number in range(9)]
    server.write(*(person(f"p{n}", photo=Photo(thumbnail=face)) for n, face in enumerate(faces)))

    def refuse_fourth(hashes: Sequence[str]) -> None:
        if faces[3] in hashes:
            raise AnswerTooLarge("Large.")

    desk.remote.before_blobs = refuse_fourth
    assert desk.engine.run().blobs == 8
    assert desk.blobs.missing(faces) == [faces[3]]


@pytest.mark.parametrize(
    "error", [AnswerTooSlow("Slow."), AnswerTooLarge("Large."), AnswerCut("Cut.")]
)
def test_an_answer_that_is_too_much_is_asked_for_in_parts(desk: Desk, error: AppError) -> None:
    def refuse_large(request: PullRequest) -> None:
        if request.rows > 100:
            raise error

    desk.remote.before_pull = refuse_large
    assert desk.engine.run().up_to_date
    assert min(request.rows for request in desk.remote.pulls) <= 100


def test_a_line_that_cuts_every_answer_ends_the_pass(desk: Desk) -> None:
    def cut(request: PullRequest) -> None:
        raise AnswerCut("Cut.")

    desk.remote.before_pull = cut
    with pytest.raises(AnswerCut):
        desk.engine.run()
    assert len(desk.remote.pulls) == MOST_TRIES + 1


def test_a_line_that_is_too_slow_for_anything_ends_the_pass(desk: Desk) -> None:
    def refuse(request: PullRequest) -> None:
        raise AnswerTooSlow("Slow.")

    desk.remote.before_pull = refuse
    with pytest.raises(AnswerTooSlow):
        desk.engine.run()
    assert len(desk.remote.pulls) < 10


def test_what_came_before_a_cut_stays_and_the_next_pass_goes_on(
    desk: Desk, server: MemoryServer
) -> None:
    for number in range(20):
        server.write(*(person(f"p{number}-{part}") for part in range(100)))

    def cut(request: PullRequest) -> None:
        if len(desk.remote.pulls) == 3:
            raise ServerUnreachable("Cut.")

    desk.remote.before_pull = cut
    with pytest.raises(ServerUnreachable):
        desk.engine.run()
    came = desk.replica.counts()["person"]
    assert 0 < came < 2001
    report = desk.engine.run()
    assert report.rows == 2001 - came
    assert desk.replica.counts()["person"] == 2001


def test_a_server_that_repeats_itself_ends_in_a_sentence(
    desk: Desk,
) -> None:
    desk.engine.run()
    desk.remote.on_its_way = lambda answer: msgspec.structs.replace(answer, more=True)
    with pytest.raises(ProtocolMismatch, match="without an end"):
        desk.engine.run()
    assert len(desk.remote.pulls) < MOST_SETBACKS + 10
    assert desk.replica.counts()["person"] == 1


def test_a_server_that_changes_its_history_all_the_time_ends_in_a_sentence(
    desk: Desk, server: MemoryServer
) -> None:
    def forget(request: PullRequest) -> None:
        server.epoch = new_epoch()

    desk.remote.before_pull = forget
    with pytest.raises(ProtocolMismatch, match="without an end"):
        desk.engine.run()


def test_a_foreign_history_that_does_not_say_so_changes_nothing(
    desk: Desk,
) -> None:
    desk.engine.run()
    before = desk.replica.state()
    desk.remote.on_its_way = lambda answer: msgspec.structs.replace(answer, epoch=new_epoch())
    with pytest.raises(ProtocolMismatch):
        desk.engine.run()
    assert desk.replica.state() == before


def test_the_share_done_runs_from_nothing_to_all(desk: Desk) -> None:
    begin = desk.replica.state()
    assert share_done(begin, 0, 0) == 1.0
    assert not moved_on(begin, begin)
    desk.engine.run()
    end = desk.replica.state()
    assert share_done(end, 0, end.cursor or 0) == 1.0

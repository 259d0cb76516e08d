from __future__ import annotations

import asyncio
import gzip
import io
import random
import tarfile
import time
from hashlib import sha256

import pytest

from desktop.errors import (
    AppError,
    NotAuthorised,
    NotOurServer,
    ProtocolMismatch,
    ServerRejected,
    ServerUnreachable,
    UpgradeRequired,
    UsageError,
)
from desktop.sync.http import HttpRemote
from desktop.sync.patience import Chance, Patience
from desktop.sync.remote import (
    AnswerCut,
    AnswerTooLarge,
    AnswerTooSlow,
)
from tests.desktop.sync.reaching import DEADLINE, EPOCH, PULLED, Reach, problem
from tests.faults import kinds
from tests.faults.http_text import as_json, header, response
from tests.faults.proxy import always, in_turn
from wire.messages import EnrolRequest, PullRequest, PullResponse

REQUEST = PullRequest(replica="d3b0")


def tar_of(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in members:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def test_an_answer_of_ours_is_read(reach: Reach) -> None:
    remote, _ = reach()
    assert remote.pull(REQUEST).cursor == 7
    assert remote.received > 0


def test_requests_carry_the_token_and_the_schema(reach: Reach) -> None:
    remote, proxy = reach()
    remote.pull(REQUEST)
    assert header(proxy.requests[0], "authorization") == "Bearer secret-token"
    assert header(proxy.requests[0], "sync-schema") == "1"


def test_a_compressed_answer_is_read(reach: Reach) -> None:
    body = gzip.compress(as_json(epoch=EPOCH, cursor=9))
    remote, _ = reach(always(response(body, headers={"Content-Encoding": "gzip"})))
    assert remote.pull(REQUEST).cursor == 9


ENROLMENT = as_json(replica="d3b0", viewer="person:7f", epoch=EPOCH, streams=[])
MAY_PASS = [fault for fault in kinds.TRANSIENT if fault is not kinds.cut]


@pytest.mark.parametrize("fault", MAY_PASS, ids=lambda fault: fault.__name__)
def test_what_may_pass_is_tried_again(
    reach: Reach, pauses: list[float], fault: kinds.Fault
) -> None:
    remote, proxy = reach()
    proxy.faults = [fault, fault]
    assert remote.pull(REQUEST).cursor == 7
    assert pauses == [0.5, 1.0]


def test_rows_that_were_cut_are_asked_for_in_smaller_parts_by_whoever_wants_them(
    reach: Reach, pauses: list[float]
) -> None:
    remote, proxy = reach(always(response(as_json(epoch=EPOCH, cursor=7, filler="x" * 200_000))))
    proxy.faults = [kinds.cut]
    with pytest.raises(AnswerCut):
        remote.pull(REQUEST)
    assert (len(proxy.requests), pauses) == (1, [])


def test_a_short_answer_that_was_cut_is_asked_for_again(reach: Reach, pauses: list[float]) -> None:
    remote, proxy = reach(always(response(ENROLMENT)))
    proxy.faults = [kinds.cut, kinds.cut]
    assert remote.enrol(EnrolRequest(name="desk", client="0.1.0")).replica == "d3b0"
    assert len(pauses) == 2


@pytest.mark.parametrize("fault", MAY_PASS, ids=lambda fault: fault.__name__)
def test_tries_are_counted(reach: Reach, pauses: list[float], fault: kinds.Fault) -> None:
    remote, proxy = reach()
    proxy.faults, proxy.keeps_up = [fault], True
    with pytest.raises(ServerUnreachable):
        remote.pull(REQUEST)
    assert len(proxy.requests) == 3
    assert len(pauses) == 2


@pytest.mark.parametrize("fault", kinds.SLOW, ids=lambda fault: fault.__name__)
def test_a_slow_answer_is_dropped_at_the_deadline(reach: Reach, fault: kinds.Fault) -> None:
    remote, proxy = reach(deadline=DEADLINE)
    proxy.faults = [fault]
    started = time.monotonic()
    with pytest.raises(AnswerTooSlow):
        remote.pull(REQUEST)
    assert time.monotonic() - started < DEADLINE + 1


def test_a_connection_kept_open_has_its_deadline_too(reach: Reach) -> None:
    remote, proxy = reach(deadline=DEADLINE)
    remote.pull(REQUEST)
    proxy.faults = [kinds.drip]
    with pytest.raises(AnswerTooSlow):
        remote.pull(REQUEST)


def test_after_a_deadline_the_next_request_is_answered(reach: Reach) -> None:
    remote, proxy = reach(deadline=DEADLINE)
    proxy.faults = [kinds.silence]
    with pytest.raises(AnswerTooSlow):
        remote.pull(REQUEST)
    assert remote.pull(REQUEST).cursor == 7


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (kinds.redirect, NotOurServer),
        (kinds.portal, NotOurServer),
        (kinds.portal_as_json, ProtocolMismatch),
        (kinds.wrong_type, NotOurServer),
        (kinds.forbidden_by_proxy, NotOurServer),
        (kinds.empty_object, ProtocolMismatch),
        (kinds.no_epoch, NotOurServer),
        (kinds.bomb, AnswerTooLarge),
    ],
    ids=lambda value: value.__name__,
)
def test_a_stranger_is_not_asked_again(
    reach: Reach, fault: kinds.Fault, error: type[AppError]
) -> None:
    remote, proxy = reach()
    proxy.faults = [fault]
    with pytest.raises(error):
        remote.pull(REQUEST)
    assert len(proxy.requests) == 1


def test_an_answer_without_end_is_dropped_at_the_cap_or_the_deadline(reach: Reach) -> None:
    remote, proxy = reach(deadline=DEADLINE)
    proxy.faults = [kinds.oversized]
    with pytest.raises((AnswerTooLarge, AnswerTooSlow)):
        remote.pull(REQUEST)


@pytest.mark.parametrize(
    ("type_", "status", "error"),
    [
        ("/problems/unauthorised", 401, NotAuthorised),
        ("/problems/upgrade-required", 400, UpgradeRequired),
        ("/problems/forbidden", 403, ServerRejected),
        ("/problems/never-heard-of", 418, ServerRejected),
    ],
)
def test_a_problem_becomes_an_error_by_its_type(
    reach: Reach, type_: str, status: int, error: type[ServerRejected]
) -> None:
    remote, proxy = reach(always(problem(type_, status)))
    with pytest.raises(error) as raised:
        remote.pull(REQUEST)
    assert type(raised.value) is error
    assert raised.value.code == type_
    assert len(proxy.requests) == 1


@pytest.mark.parametrize(
    ("named", "pause"), [("7", 7.0), ("Mon, 04 May 2026 00:00:09 GMT", 9.0), ("soon", 0.5)]
)
def test_the_server_may_name_the_pause(
    reach: Reach, pauses: list[float], named: str, pause: float
) -> None:
    busy = response(status=503, headers={"Retry-After": named})
    remote, _ = reach(in_turn([busy, PULLED]))
    remote.pull(REQUEST)
    assert pauses == [pause]


def test_a_long_pause_is_left_to_the_schedule(reach: Reach, pauses: list[float]) -> None:
    remote, _ = reach(always(response(status=429, headers={"Retry-After": "600"})))
    with pytest.raises(ServerUnreachable) as raised:
        remote.pull(REQUEST)
    assert raised.value.retry_after == 600
    assert pauses == []


def test_nobody_there_is_a_sentence(reach: Reach) -> None:
    chance = Chance(sleep=lambda seconds: None)
    remote = HttpRemote("http://127.0.0.1:9", "t", patience=Patience(tries=2), chance=chance)
    with pytest.raises(ServerUnreachable, match="does not answer"):
        remote.service()
    remote.close()


def test_a_name_that_can_be_nobodys_is_a_sentence() -> None:
    remote = HttpRemote(f"https://{'x' * 64}.example", "t")
    with pytest.raises(UsageError):
        remote.service()
    remote.close()


@pytest.mark.parametrize(
    ("service", "lowest", "highest", "error"),
    [
        ("nextcloud", 1, 1, NotOurServer),
        ("vademecum", 0, 0, ProtocolMismatch),
        ("vademecum", 2, 9, UpgradeRequired),
    ],
)
def test_only_a_service_that_speaks_our_schema_will_do(
    reach: Reach, service: str, lowest: int, highest: int, error: type[AppError]
) -> None:
    body = as_json(
        service=service, epoch=EPOCH, schema={"min": lowest, "max": highest}, min_client="0.1.0"
    )
    remote, _ = reach(always(response(body)))
    with pytest.raises(error):
        remote.service()


def test_blobs_are_checked_one_by_one(reach: Reach) -> None:
    good, other = sha256(b"good").hexdigest(), sha256(b"other").hexdigest()
    tar = tar_of((good, b"good"), (other, b"forged"), ("../../evil", b"x"))
    remote, _ = reach(always(response(tar, content_type="application/x-tar")))
    batch = remote.blobs([good, other])
    assert dict(batch.found) == {good: b"good"}
    assert batch.damaged == 2


def test_blobs_that_had_come_whole_before_a_cut_are_kept(reach: Reach) -> None:
    first, second = sha256(b"1" * 600).hexdigest(), sha256(b"2" * 600).hexdigest()
    tar = tar_of((first, b"1" * 600), (second, b"2" * 600))

    async def cut_in_the_second(
        right: bytes, writer: asyncio.StreamWriter, dice: random.Random
    ) -> None:
        head = len(right) - len(tar)
        writer.write(right[: head + 512 + 1_024 + 512 + 100])

    remote, proxy = reach(always(response(tar, content_type="application/x-tar")))
    proxy.faults = [cut_in_the_second]
    batch = remote.blobs([first, second])
    assert dict(batch.found) == {first: b"1" * 600}
    assert (batch.cut, batch.begun) == (True, (second, 600))
    assert len(proxy.requests) == 1


@pytest.mark.parametrize("tar", [b"no tar", tar_of(("a" * 64, b"x"))[:700]])
def test_a_tar_that_is_none_is_refused(reach: Reach, tar: bytes) -> None:
    remote, _ = reach(always(response(tar, content_type="application/x-tar")))
    with pytest.raises(ProtocolMismatch):
        remote.blobs(["a" * 64])


@pytest.mark.parametrize("fault", kinds.EVERY_KIND, ids=lambda fault: fault.__name__)
def test_no_fault_gets_through_as_anything_but_a_sentence(
    reach: Reach, caplog: pytest.LogCaptureFixture, fault: kinds.Fault
) -> None:
    remote, proxy = reach(deadline=DEADLINE)
    proxy.faults, proxy.keeps_up = [fault], True
    answer = outcome(remote)
    if isinstance(answer, AppError):
        assert str(answer).endswith((".", ")"))
    else:
        assert answer.epoch != EPOCH  # of another history: the replica refuses it
    assert "secret-token" not in caplog.text


def outcome(remote: HttpRemote) -> PullResponse | AppError:
    try:
        return remote.pull(REQUEST)
    except AppError as error:
        return error

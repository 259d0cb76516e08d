"""Parts of a snapshot over HTTP: exactly what was asked for, as it comes, or nothing."""

from __future__ import annotations

import asyncio
import random
import time
from hashlib import sha256

import pytest

from desktop.errors import NotOurServer
from desktop.sync.http import HttpRemote
from desktop.sync.remote import AnswerTooSlow, SnapshotChanged, SnapshotGone
from tests.desktop.sync.reaching import DEADLINE, Reach, problem
from tests.faults import kinds
from tests.faults.http_text import header, response
from tests.faults.proxy import always, in_turn

PACKED = bytes(n * 7 % 251 for n in range(70_000))
NAME = sha256(PACKED).hexdigest()


def part_of(start: int, data: bytes = PACKED, encoding: str = "identity") -> bytes:
    """The answer to a request for the bytes from ``start`` on."""
    size = len(data)
    headers = {"Content-Range": f"bytes {start}-{size - 1}/{size}", "Content-Encoding": encoding}
    kind = "application/zstd"
    return response(data[start:], status=206, content_type=kind, headers=headers)


def whole(data: bytes = PACKED) -> bytes:
    return response(data, content_type="application/zstd")


def fetched(remote: HttpRemote, start: int = 0) -> bytes:
    came = bytearray()
    remote.snapshot(NAME, start=start, size=len(PACKED), take=came.extend)
    return bytes(came)


def test_a_snapshot_comes_whole_or_from_a_byte_on(reach: Reach) -> None:
    remote, proxy = reach(in_turn([whole(), part_of(50_001)]))
    assert fetched(remote) == PACKED
    assert fetched(remote, 50_001) == PACKED[50_001:]
    assert [header(request, "range") for request in proxy.requests] == ["", "bytes=50001-69999"]
    assert header(proxy.requests[1], "if-range") == f'"{NAME}"'
    assert header(proxy.requests[1], "accept-encoding") == "identity"
    assert remote.received == len(PACKED) + len(PACKED) - 50_001


def test_a_large_snapshot_is_asked_for_part_by_part(reach: Reach) -> None:
    data = PACKED * 10

    async def upstream(request: bytes) -> bytes:
        first, _, last = header(request, "range").removeprefix("bytes=").partition("-")
        headers = {"Content-Range": f"bytes {first}-{last}/{len(data)}"}
        part = data[int(first) : int(last) + 1]
        return response(part, status=206, content_type="application/zstd", headers=headers)

    remote, proxy = reach(upstream)
    came = bytearray()
    remote.snapshot(NAME, start=0, size=len(data), take=came.extend)
    assert bytes(came) == data
    asked = [header(request, "range") for request in proxy.requests]
    assert asked == ["bytes=0-262143", "bytes=262144-524287", "bytes=524288-699999"]


@pytest.mark.parametrize("fault", [kinds.cut, kinds.reset], ids=lambda fault: fault.__name__)
def test_a_snapshot_that_is_cut_goes_on_from_the_byte_after_the_last(
    reach: Reach, fault: kinds.Fault
) -> None:
    answered: list[int] = []

    async def upstream(request: bytes) -> bytes:
        start = int(header(request, "range").removeprefix("bytes=").partition("-")[0] or 0)
        answered.append(start)
        return part_of(start) if start else whole()

    remote, proxy = reach(upstream)
    proxy.faults = [fault] * 2
    assert fetched(remote) == PACKED
    assert answered == sorted(answered)


OTHERS = {
    "the whole instead of a part": whole(),
    "another part": part_of(9),
    "a part of something longer": part_of(10, PACKED + b"x"),
    "a part of something shorter": part_of(10, PACKED[:-1]),
    "encoded": part_of(10, encoding="gzip"),
    "no such part": response(status=416, headers={"Content-Range": "bytes */70000"}),
}


@pytest.mark.parametrize("answer", OTHERS.values(), ids=list(OTHERS))
def test_what_is_not_the_part_that_was_asked_for_is_not_taken(reach: Reach, answer: bytes) -> None:
    remote, _ = reach(always(answer))
    came = bytearray()
    with pytest.raises(SnapshotChanged):
        remote.snapshot(NAME, start=10, size=len(PACKED), take=came.extend)
    assert not came


@pytest.mark.parametrize("status", [403, 404])
def test_a_snapshot_that_is_gone_is_told_from_a_server_that_is(reach: Reach, status: int) -> None:
    kind = "/problems/not-found" if status == 404 else "/problems/forbidden"
    remote, _ = reach(in_turn([problem(kind, status), response(kinds.PORTAL, status=status)]))
    with pytest.raises(SnapshotGone):
        fetched(remote)
    with pytest.raises(NotOurServer):
        fetched(remote)


@pytest.mark.parametrize("fault", kinds.SLOW, ids=lambda fault: fault.__name__)
def test_a_snapshot_that_does_not_get_on_is_given_up(reach: Reach, fault: kinds.Fault) -> None:
    remote, proxy = reach(always(whole()), DEADLINE)
    proxy.faults, proxy.keeps_up = [fault], True
    started = time.monotonic()
    with pytest.raises(AnswerTooSlow):
        fetched(remote)
    assert time.monotonic() - started < DEADLINE + 1


def test_a_snapshot_that_gets_on_may_take_longer_than_a_request(reach: Reach) -> None:
    async def slow(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
        for start in range(0, len(right), 2**16):
            writer.write(right[start : start + 2**16])
            await writer.drain()
            await asyncio.sleep(DEADLINE / 4)

    data = PACKED * 10
    remote, proxy = reach(always(whole(data)), DEADLINE)
    proxy.faults = [slow]
    came = bytearray()
    remote.snapshot(NAME, start=0, size=len(data), take=came.extend)
    assert bytes(came) == data

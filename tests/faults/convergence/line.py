"""The line between a replica and the server: it loses, repeats, delays, cuts and makes things up.

It is a ``Remote``. Bytes that arrive are read by the program's own ``answers``; whatever a fault
raises is what the program makes of it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from desktop.errors import NotOurServer, ServerUnreachable
from desktop.sync.answers import NOT_OURS, Answer, read_message, read_tar
from desktop.sync.blob_tar import read_blobs
from desktop.sync.remote import BlobBatch, SnapshotChanged, SnapshotGone
from tests.faults.convergence.world import World, require
from wire.codec import decode, encode
from wire.messages import (
    BlobsRequest,
    Enrolment,
    EnrolRequest,
    PullRequest,
    PullResponse,
    ServiceDocument,
    StreamList,
)
from wire.routes import JSON, PROBLEM_JSON, SCHEMA, TAR

NOTHING_CAME: Final = "Nothing came."
PACKET: Final = 150  # bytes of a snapshot that come at once
PORTAL: Final = b"<!DOCTYPE html><title>Welcome</title><p>Please sign in to use this network.</p>"


@dataclass(slots=True)
class Weather:
    """How bad the line is: the share of requests that something happens to, and slices' size."""

    faults: float = 0.0
    most_rows: int = 2_000
    meanwhile: float = 0.0


@dataclass(slots=True)
class Heard:
    """Answers as they came to one replica, to come again later."""

    pairs: list[tuple[PullRequest, bytes]] = field(default_factory=list)


class Line:
    """The server as ``viewer`` reaches it in this weather.

    ``meanwhile`` is what others do before the server answers, ``long_after`` what happens while
    a snapshot comes. ``last`` is the oracle's version
    that the last answer came from, and -1 where an older answer was taken for it. ``was_spoilt``
    says that what came to the request ``asked`` must count for nothing.
    """

    def __init__(
        self, world: World, viewer: str, weather: Weather, dice: random.Random, heard: Heard
    ) -> None:
        self.world = world
        self.viewer = viewer
        self.weather = weather
        self.dice = dice
        self.heard = heard
        self.meanwhile: Callable[[], None] = lambda: None
        self.long_after: Callable[[], None] = lambda: None
        self.trace: Callable[[str], None] = lambda line: None
        self.last = -1
        self.asked: PullRequest | None = None
        self.was_spoilt = False
        self.received = 0
        self.requests = 0

    def begin(self) -> None:
        pass

    @property
    def skew(self) -> float | None:
        return None

    def service(self) -> ServiceDocument:
        raise NotImplementedError

    def enrol(self, request: EnrolRequest) -> Enrolment:
        raise NotImplementedError

    def close(self) -> None:
        return

    def pull(self, request: PullRequest) -> PullResponse:
        """Ask, and take what arrives; the server gives fewer rows than it is asked for."""
        self.require_counted()
        self.requests += 1
        if self.dice.random() < self.weather.meanwhile:
            self.meanwhile()
        fault = self._fault(_PULL_FAULTS)
        self.asked, self.was_spoilt = request, fault in WORTHLESS
        if fault == "lost request":
            raise ServerUnreachable(NOTHING_CAME)
        right = self._ask(request, repeatedly=fault == "doubled request")
        arrived = self._spoilt(fault, request, right)
        self.trace(f"  {fault or 'pull'} at {request.cursor}: {_short(right)}")
        self.received += len(arrived.data)
        return read_message(arrived, PullResponse)

    def blob(self, sha256: str, *, start: int, size: int, take: Callable[[bytes], None]) -> None:
        raise SnapshotGone(NOTHING_CAME)

    def snapshot(
        self, sha256: str, *, start: int, size: int, take: Callable[[bytes], None]
    ) -> None:
        """Fetch a snapshot in small parts; it may end anywhere, or be something else."""
        fault = self._fault(_SNAPSHOT_FAULTS)
        content = self.world.snapshot(self.viewer, sha256)
        self.trace(f"  {fault or 'snapshot'} {sha256[:6]} from {start} of {size}")
        if fault == "lost request":
            raise ServerUnreachable(NOTHING_CAME)
        if fault == "portal":
            raise NotOurServer(NOT_OURS)
        if content is None or fault == "gone":
            raise SnapshotGone("Gone.")
        if fault == "changed" or len(content) != size:
            raise SnapshotChanged("Changed.")
        rest = content[start:]
        if fault == "flipped" and rest:
            rest = _flipped(rest, self.dice)
        end = self.dice.randint(0, len(rest)) if fault == "cut" else len(rest)
        for at in range(0, end, PACKET):
            take(rest[at : min(at + PACKET, end)])
            self.received += PACKET
        self.long_after()
        if fault == "cut":
            raise ServerUnreachable(NOTHING_CAME)

    def require_counted(self) -> None:
        """Whoever asks on, or is done, has taken what came last for an answer."""
        require(not self.was_spoilt, "what is no answer does not count for one")

    def blobs(self, hashes: Sequence[str]) -> BlobBatch:
        fault = self._fault(_BLOB_FAULTS)
        if fault == "lost request":
            raise ServerUnreachable(NOTHING_CAME)
        asked = decode(encode(BlobsRequest(get=tuple(hashes))), BlobsRequest)
        data = self.world.tar(self.viewer, asked.get)
        self.trace(f"  {fault or 'files'}: {len(data)} bytes")
        match fault:
            case "portal":
                arrived = Answer(status=200, content_type="text/html", data=PORTAL)
            case "cut":
                end = self.dice.randrange(len(data))
                arrived = Answer(status=200, content_type=TAR, data=data[:end])
            case "flipped":
                arrived = Answer(status=200, content_type=TAR, data=_flipped(data, self.dice))
            case _:
                arrived = Answer(status=200, content_type=TAR, data=data)
        return read_blobs(read_tar(arrived), frozenset(hashes))

    def _ask(self, request: PullRequest, *, repeatedly: bool) -> bytes:
        rows = self.dice.randint(1, self.weather.most_rows)
        asked = encode(msgspec.structs.replace(request, rows=min(rows, request.rows)))
        right = self.world.answer(self.viewer, asked)
        if repeatedly:
            self.meanwhile()
            self.heard.pairs.append((request, right))
            right = self.world.answer(self.viewer, asked)
        self.heard.pairs.append((request, right))
        self.last = self.world.oracle.version
        return right

    def _fault(self, kinds: Sequence[str]) -> str | None:
        return self.dice.choice(kinds) if self.dice.random() < self.weather.faults else None

    def _spoilt(self, fault: str | None, request: PullRequest, right: bytes) -> Answer:
        """What arrives instead of the right answer; ``lost answer`` raises."""
        match fault:
            case "lost answer":
                raise ServerUnreachable(NOTHING_CAME)
            case "cut":
                end = self.dice.randrange(len(right))
                return _ours(right[:end], complete=self.dice.random() < 0.5)
            case "portal":
                status = self.dice.choice((200, 302, 403, 511))
                return Answer(status=status, content_type="text/html", data=PORTAL)
            case "busy":
                return Answer(status=503, content_type="text/plain", data=b"busy", retry_after=1)
            case "refused":
                problem = b'{"type":"/problems/unauthorised","title":"Not signed in","status":401}'
                return Answer(status=401, content_type=PROBLEM_JSON, data=problem)
            case "made up":
                return _ours(self._made_up(right))
            case "said before":
                return _ours(self._said_before(request) or right)
        return _ours(right)

    def _said_before(self, request: PullRequest) -> bytes | None:
        """An older answer to the very same request, as something in between may keep it."""
        older = [data for asked, data in self.heard.pairs[:-1] if asked == request]
        if not older:
            return None
        self.last = -1
        return self.dice.choice(older)

    def _made_up(self, right: bytes) -> bytes:
        """An answer that is no answer, though it reads like one: none of it may count."""
        answer = decode(right, PullResponse)
        listed = answer.streams or StreamList("0123456789abcdef", ("all",))
        fewer = StreamList(listed.tag, listed.ids[: len(listed.ids) // 2])
        replace = msgspec.structs.replace
        return encode(
            self.dice.choice(
                [
                    replace(answer, streams=fewer),
                    replace(answer, streams=fewer, rows=(), slices=(), check={}),
                    replace(answer, streams=StreamList(listed.tag, ())),
                    replace(answer, epoch="feedface", reset=False),
                    replace(answer, cursor=-1),
                    replace(answer, reset=True, streams=None),
                ]
            )
        )


_PULL_FAULTS = (
    "lost request", "lost answer", "doubled request", "cut", "portal", "busy", "refused",
    "made up", "made up", "made up", "said before",
)  # fmt: skip
_SNAPSHOT_FAULTS = ("lost request", "portal", "gone", "changed", "flipped", "cut", "cut")
_BLOB_FAULTS = ("lost request", "portal", "cut", "flipped")
# What comes of these must leave a replica as it was.
WORTHLESS: Final = ("lost request", "lost answer", "cut", "portal", "busy", "refused", "made up")


def _ours(data: bytes, *, complete: bool = True) -> Answer:
    schema = str(SCHEMA)
    return Answer(status=200, content_type=JSON, data=data, complete=complete, schema=schema)


def _flipped(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]


def _short(data: bytes) -> str:
    answer = decode(data, PullResponse)
    if answer.unchanged:
        return f"unchanged at {answer.cursor}"
    parts = [f"to {answer.cursor} of {answer.head}, {len(answer.rows)} rows"]
    parts += ["reset"] if answer.reset else []
    parts += [f"streams {len(answer.streams.ids)}"] if answer.streams else []
    parts += [f"{stream} from {offer.seq}" for stream, offer in sorted(answer.boot.items())]
    parts += [f"again {','.join(answer.again)}"] if answer.again else []
    for part in answer.slices:
        parts.append(f"{part.stream}→{part.to}{' done' if part.done else ''} {len(part.rows)}")
    return ", ".join(parts)

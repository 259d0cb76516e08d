"""A server in memory: the smallest thing that keeps the contract of a ``Remote``.

It shares nothing with the real one but what becomes of a thing when it is written.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby

import msgspec
import zstandard

from desktop.errors import ServerRejected, ServerUnreachable
from desktop.sync.remote import BlobBatch, SnapshotChanged, SnapshotGone
from server.streams import Entity, facets
from server.write import Remove
from wire.messages import (
    BootPosition,
    Check,
    Enrolment,
    EnrolRequest,
    PullRequest,
    PullResponse,
    SchemaRange,
    ServiceDocument,
    Slice,
    SnapshotOffer,
    StreamList,
    StreamSize,
)
from wire.routes import REPLICA_UNKNOWN, SERVICE_NAME
from wire.rows import SUM_MODULUS, TOMBSTONE, Row, row_digest, streams_tag

PACKET = 16 * 2**10  # bytes of a snapshot that come at a time


def new_epoch() -> str:
    return str(uuid.uuid4())


@dataclass
class MemoryServer:
    """Rows, rights and blobs. Every space may be read by all until ``revoke``."""

    epoch: str = field(default_factory=new_epoch)
    seq: int = 0
    rows: dict[tuple[str, str], Row] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    replicas: set[str] = field(default_factory=set)
    offers: dict[str, SnapshotOffer] = field(default_factory=dict)
    snapshots: dict[str, bytes] = field(default_factory=dict)
    denied: set[tuple[str, str]] = field(default_factory=set)
    wait: int = 900

    def write(self, *changes: Entity | Remove) -> None:
        """One commit: what is new, and tombstones for what is gone."""
        self.seq += 1
        for change in changes:
            key = f"{change.kind}:{change.id}"
            now = facets(change) if isinstance(change, Entity) else {}
            for place, row in list(self.rows.items()):
                if row.key.partition("#")[0] == key and place not in now and not row.is_tombstone:
                    self.rows[place] = Row(place[0], row.key, self.seq, row.kind, TOMBSTONE)
            for (stream, row_key), facet in now.items():
                row = Row(stream, row_key, self.seq, facet.kind, facet.body)
                self.rows[stream, row_key] = row

    def keep(self, data: bytes) -> str:
        digest = sha256(data).hexdigest()
        self.blobs[digest] = data
        return digest

    def revoke(self, user: str, stream: str) -> None:
        self.denied.add((user, stream))

    def streams_of(self, user: str) -> list[str]:
        spaces = {row.stream for row in self.rows.values() if row.stream.startswith("space:")}
        known = {"all", "partners", f"self:{user}", *spaces}
        return sorted(stream for stream in known if (user, stream) not in self.denied)

    def of(self, streams: Sequence[str], after: int, to: int) -> Iterator[tuple[Row, ...]]:
        """Commits, oldest first: the rows of each in these streams."""
        fitting = [r for r in self.rows.values() if r.stream in streams and after < r.seq <= to]
        fitting.sort(key=lambda row: (row.seq, row.stream, row.key))
        for _, commit in groupby(fitting, key=lambda row: row.seq):
            yield tuple(commit)

    def snapshot(self, stream: str) -> SnapshotOffer:
        """Make a snapshot of a stream as it stands; every boot is offered it from now on."""
        live = [r for r in self.rows.values() if r.stream == stream and not r.is_tombstone]
        lines = b"".join(msgspec.json.encode(row) + b"\n" for row in live)
        packed = zstandard.ZstdCompressor().compress(lines)
        digest = sha256(packed).hexdigest()
        offer = SnapshotOffer(digest, len(packed), len(lines), len(live), self.seq)
        self.offers[stream], self.snapshots[digest] = offer, packed
        return offer

    def check(self, stream: str) -> Check:
        live = [r for r in self.rows.values() if r.stream == stream and not r.is_tombstone]
        total = sum(row_digest(row.key, row.seq) for row in live) % SUM_MODULUS
        return Check(len(live), str(total))


class MemoryRemote:
    """The server as ``user`` sees it.

    ``before_pull`` and ``before_blobs`` are called at each request and may raise; ``on_its_way``
    and ``snapshot_on_its_way`` may change what is answered; ``spans`` are the hash and the first
    byte of each download.
    """

    def __init__(self, server: MemoryServer, user: str) -> None:
        self.server = server
        self.user = user
        self.pulls: list[PullRequest] = []
        self.before_pull: Callable[[PullRequest], None] = lambda request: None
        self.before_blobs: Callable[[Sequence[str]], None] = lambda hashes: None
        self.on_its_way: Callable[[PullResponse], PullResponse] = lambda answer: answer
        self.spans: list[tuple[str, int]] = []
        self.snapshot_on_its_way: Callable[[bytes], bytes] = lambda data: data
        self._received = 0

    @property
    def received(self) -> int:
        return self._received

    @property
    def skew(self) -> float | None:
        return None

    def begin(self) -> None:
        pass

    def service(self) -> ServiceDocument:
        epoch, schema = self.server.epoch, SchemaRange(1, 1)
        return ServiceDocument(service=SERVICE_NAME, epoch=epoch, schema=schema, min_client="0.1.0")

    def enrol(self, request: EnrolRequest) -> Enrolment:
        replica = uuid.uuid4().hex
        self.server.replicas.add(replica)
        streams = self.server.streams_of(self.user)
        sizes = tuple(StreamSize(name, self.server.check(name).n, 0) for name in streams)
        return Enrolment(replica, f"person:{self.user}", self.server.epoch, sizes)

    def pull(self, request: PullRequest) -> PullResponse:
        self.pulls.append(request)
        self.before_pull(request)
        if request.replica not in self.server.replicas:
            raise ServerRejected("Unknown replica.", code=REPLICA_UNKNOWN)
        answer = _Answer(self.server, self.server.streams_of(self.user), request).whole()
        self._received += 1
        return self.on_its_way(answer)

    def blobs(self, hashes: Sequence[str]) -> BlobBatch:
        self.before_blobs(hashes)
        found = {name: self.server.blobs[name] for name in hashes if name in self.server.blobs}
        self._received += sum(map(len, found.values()))
        return BlobBatch(found=found)

    def blob(self, sha256: str, *, start: int, size: int, take: Callable[[bytes], None]) -> None:
        self.before_blobs([sha256])
        if sha256 not in self.server.blobs:
            raise SnapshotGone("Gone.")
        data = self.server.blobs[sha256][start:]
        self._received += len(data)
        take(data)
        if start + len(data) != size:
            raise SnapshotChanged("Changed.")

    def snapshot(
        self, sha256: str, *, start: int, size: int, take: Callable[[bytes], None]
    ) -> None:
        self.spans.append((sha256, start))
        if sha256 not in self.server.snapshots:
            raise SnapshotGone("Gone.")
        data = self.snapshot_on_its_way(self.server.snapshots[sha256][start:])
        for at in range(0, len(data), PACKET):
            part = data[at : at + PACKET]
            self._received += len(part)
            take(part)
        if start + len(data) != size:
            raise ServerUnreachable("Cut.")

    def close(self) -> None:
        return


@dataclass
class _Answer:
    """One pull being answered."""

    server: MemoryServer
    streams: list[str]
    request: PullRequest

    def whole(self) -> PullResponse:
        request, head = self.request, self.server.seq
        listed = StreamList(streams_tag(self.streams), tuple(self.streams))
        cursor = request.cursor
        if request.epoch != self.server.epoch or cursor is None or cursor > head:
            return PullResponse(
                self.server.epoch, head, head=head, reset=True, more=True, streams=listed
            )
        rows, reached = self._some(self.streams, cursor, head)
        offers = self._offers()
        slices = [
            self._slice(name, boot, cursor)
            for name, boot in self._booting()
            if name not in offers and boot.at <= cursor
        ]
        done = all(part.done for part in slices) and len(slices) == len(self._booting())
        more = reached < head or not done
        same = request.streams == listed.tag
        asked = [name for name in request.check if name in self.streams]
        unchanged = same and not (rows or slices or more or asked)
        changed = {row.stream for row in rows} | {part.stream for part in slices} | {*asked}
        return PullResponse(
            self.server.epoch,
            reached,
            head=head,
            unchanged=unchanged,
            more=more,
            wait=0 if more else self.server.wait,
            streams=None if same else listed,
            rows=rows,
            slices=tuple(slices),
            boot=offers,
            check={} if more else {name: self.server.check(name) for name in changed},
        )

    def _offers(self) -> dict[str, SnapshotOffer]:
        if not self.request.snapshots:
            return {}
        known = self.server.offers
        return {
            name: known[name] for name, boot in self._booting() if not boot.at and name in known
        }

    def _booting(self) -> list[tuple[str, BootPosition]]:
        return [(s, boot) for s, boot in sorted(self.request.booting.items()) if s in self.streams]

    def _slice(self, stream: str, boot: BootPosition, cursor: int) -> Slice:
        rows, to = self._some([stream], boot.at, cursor)
        return Slice(stream, to, to >= cursor, rows)

    def _some(self, streams: Sequence[str], after: int, to: int) -> tuple[tuple[Row, ...], int]:
        """Whole commits, as many as fit and at least one, and the seq they are complete up to."""
        taken: tuple[Row, ...] = ()
        for commit in self.server.of(streams, after, to):
            if taken and len(taken) + len(commit) > self.request.rows:
                return taken, taken[-1].seq
            taken += commit
        return taken, to

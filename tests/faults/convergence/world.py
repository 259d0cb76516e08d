"""The real server and the oracle, told the same: whatever happens to one happens to both.

The server's code runs in this process over a real database; a request comes in as bytes and an
answer goes out as bytes, and none of them may hold a word that its reader may not read.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, delete, insert, select, text, update
from zstandard import ZstdDecompressor

from server import access, blobs, schema, snapshots
from server.building import Workshop, build_due
from server.checking import find_faults
from server.database import reading, transact, writing
from server.expiry import expire
from server.objects import show_object
from server.problems import Refused
from server.pull import pull
from server.snapshot_files import path_of
from server.streams import Entity
from server.write import Put, Remove, write
from tests.desktop.replicas import NOON
from tests.faults.convergence.backups import Backup, dump, load
from tests.faults.convergence.oracle import CANARY, STAFF, Oracle
from wire.bodies import UnitBody
from wire.codec import decode, encode
from wire.messages import PullRequest, PullResponse
from wire.rows import Row

VIEWERS = ("ada", "bob", "cyd")
WAIT = 77

Change = Entity | Remove


# A writer that changes its mind writes this before it does.
_PASSING: Final = Entity(kind="unit", id="passing", bodies={"": UnitBody(names={"en": "Passing"})})
_WAITING: Final = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


class Violation(AssertionError):
    """An invariant of the protocol does not hold."""


def require(holds: bool, invariant: str, *what: object) -> None:
    """Raise ``Violation`` with a sentence unless ``holds``."""
    if not holds:
        raise Violation(" ".join([invariant, *map(str, what)]))


class _Writer(threading.Thread):
    """Another writer, which may have to wait for the first."""

    def __init__(self, work: Callable[[], int | None]) -> None:
        super().__init__(name="second writer")
        self.work = work
        self.seq: int | None = None

    def run(self) -> None:
        self.seq = self.work()


class World:
    """One server from empty to the end of a story."""

    def __init__(self, engine: Engine, files: Path, epoch: str) -> None:
        self.engine = engine
        self.files = files
        self.oracle = Oracle(epoch)
        self.backups: list[Backup] = []
        self._begin(epoch)

    def _begin(self, epoch: str) -> None:
        clock = {"id": 1, "seq": 0, "epoch": epoch}
        rights = [
            {"stream": stream, "principal": STAFF, "allowed": True}
            for stream in ("all", "partners")
        ]
        accounts = [{"person": viewer, "user": viewer} for viewer in VIEWERS]
        load(
            self.engine,
            {schema.clock: [clock], schema.stream_acl: rights, schema.account: accounts},
        )
        for right in rights:
            self.oracle.allow(str(right["stream"]), STAFF, True)

    def commit(self, changes: Sequence[Change]) -> int | None:
        """Write things, and the files they name, as one commit that both count alike."""
        seq = transact(self.engine, lambda tx: self._write(tx, changes))
        expected = self.oracle.commit(changes)
        require(seq == expected, "a commit has the next seq:", seq, "instead of", expected)
        return seq

    def _write(self, tx: Connection, changes: Sequence[Change]) -> int | None:
        for content in self.oracle.files_of(changes):
            blobs.keep(tx, self.files, content)
        return write(tx, [_change(one) for one in changes]).seq

    def overlap(
        self, first: Sequence[Change], second: Sequence[Change], between: Callable[[], None]
    ) -> None:
        """Two writers at once: the second begins when the first has written and not committed.

        ``between`` looks on before the first commits. No ``first`` is one that changes its mind.
        """
        if self.engine.dialect.name != "postgresql":
            between()  # one writer at a time: the second would wait for the first in this thread
            for changes in filter(None, (first, second)):
                self.commit(changes)
            return
        other = _Writer(lambda: transact(self.engine, lambda tx: self._write(tx, second)))
        with writing(self.engine) as tx:
            seq = self._write(tx, first or [_PASSING])
            other.start()
            while other.is_alive() and not self._someone_waits():
                other.join(0.002)
            was_quick = not other.is_alive()
            if was_quick:
                self.oracle.commit(second, other.seq)
            between()
            if not first:
                tx.rollback()
        if first:
            self.oracle.commit(first, seq)
        other.join()
        if not was_quick:
            self.oracle.commit(second, other.seq)

    def _someone_waits(self) -> bool:
        with reading(self.engine) as tx:
            return bool(tx.execute(_WAITING).scalar())

    def allow(self, stream: str, principal: str, allowed: bool) -> None:
        transact(self.engine, lambda tx: access.allow(tx, stream, principal, allowed))
        self.oracle.allow(stream, principal, allowed)

    def set_member(self, person: str, principal: str, inside: bool) -> None:
        """Put a person into a group, or take them out."""
        row = {"person": person, "principal": principal}
        table = schema.member
        here = (table.c.person == person) & (table.c.principal == principal)

        def work(tx: Connection) -> None:
            tx.execute(delete(table).where(here))
            if inside:
                tx.execute(insert(table).values(row))

        transact(self.engine, work)
        (self.oracle.join if inside else self.oracle.leave)(person, principal)

    def expire(self, until: int) -> None:
        """Forget all tombstones up to a seq: whoever has missed one must boot its stream anew."""
        expire(self.engine, until)
        self.oracle.expire(until)

    def back_up(self) -> None:
        self.backups.append(Backup(dump(self.engine), self.oracle.now.copy()))

    def restore(self, number: int, epoch: str) -> None:
        """Put an older backup in place, and begin another history, as the runbook says."""
        backup = self.backups[number]
        load(self.engine, backup.contents)

        def work(tx: Connection) -> None:
            tx.execute(update(schema.clock).values(epoch=epoch))
            snapshots.forget_all(tx)

        transact(self.engine, work)
        self.oracle.restore(backup.past, epoch)

    def answer(self, viewer: str, asked: bytes) -> bytes:
        """What the server says to a pull."""
        request = decode(asked, PullRequest)
        with reading(self.engine) as tx:
            answer = pull(tx, viewer, request, WAIT)
        said = encode(answer)
        self.require_no_leak(viewer, said, "an answer")
        self._require_small(request, answer, said)
        return said

    def tar(self, viewer: str, hashes: Sequence[str]) -> bytes:
        """What the server says when asked for files."""
        with reading(self.engine) as tx:
            found = blobs.readable(tx, access.viewer_streams(tx, viewer), hashes)
        said = b"".join(blobs.tar_of(self.files, [name for name in hashes if name in found]))
        self.require_no_leak(viewer, said, "a tar")
        return said

    def build(self) -> dict[str, int]:
        """Build a snapshot of each stream that is due; the seq of each."""
        shop = Workshop(self.engine, self.files, lambda: NOON)
        return {one.stream: one.seq for one in build_due(shop, smallest=0)}

    def snapshot(self, viewer: str, sha256: str) -> bytes | None:
        """What the server says when asked for a snapshot; ``None`` is a problem of 404.

        It may hold what is gone by now, but nothing that was never in a stream of the viewer.
        """
        with reading(self.engine) as tx:
            if not snapshots.is_readable(tx, access.viewer_streams(tx, viewer), sha256):
                return None
        said = path_of(self.files, sha256).read_bytes()
        found = set(CANARY.findall(ZstdDecompressor().stream_reader(said).read()))
        streams = self.oracle.streams_of(viewer)
        allowed = set().union(*(self.oracle.once_in(stream) for stream in streams))
        require(found <= allowed, f"no leak on the wire: a snapshot for {viewer} has", found)
        return said

    def show(self, viewer: str, key: str) -> bytes:
        """What the server says about one thing, or why it does not; its ETag is part of it."""
        try:
            with reading(self.engine) as tx:
                said = encode(show_object(tx, viewer, key))
        except Refused as refusal:
            said = encode(refusal.problem)
        self.require_no_leak(viewer, said, "one thing")
        return said

    def require_no_leak(self, viewer: str, said: bytes, where: str) -> None:
        allowed = self.oracle.may_be_said(self.oracle.streams_of(viewer))
        leaked = set(CANARY.findall(said)) - allowed
        require(not leaked, f"no leak on the wire: {where} for {viewer} has", sorted(leaked))

    def _require_small(self, request: PullRequest, answer: PullResponse, said: bytes) -> None:
        if answer.unchanged:
            require(len(said) < 1000, "unchanged is small:", len(said))
        if answer.reset:
            return
        for row in answer.rows:
            require(row.seq > (request.cursor or 0), "only what changed travels:", row.key)
        for part in answer.slices:
            at = request.booting[part.stream].at
            require(all(at < row.seq for row in part.rows), "no slice brings a row twice", part)
        for row in all_rows(answer):
            now = self.oracle.now.rows.get((row.stream, row.key))
            require(now is not None and now.seq == row.seq, "a row is the current one:", row.key)

    def require_sound(self) -> None:
        """The server's rows are the oracle's, and agree with its own counts and sums."""
        row = schema.row.c
        with reading(self.engine) as tx:
            found = tx.execute(select(row.stream, row.key, row.seq, row.kind, row.body)).all()
            told = list(find_faults(tx, self.files))
        faults = [fault for fault in told if "cannot be read" not in fault]  # some are planted
        stored = {(s, k): (seq, kind, body) for s, k, seq, kind, body in found}
        expected = {p: (r.seq, r.kind, r.body) for p, r in self.oracle.now.rows.items()}
        require(stored == expected, "the server holds what was written")
        require(not faults, "the server agrees with itself:", faults[:3])


def all_rows(answer: PullResponse) -> list[Row]:
    return [*answer.rows, *(row for part in answer.slices for row in part.rows)]


def _change(one: Change) -> Put | Remove:
    return one if isinstance(one, Remove) else Put(one)

"""Writes what a connector found: only what differs, in small commits, deletions last and guarded.

A second run changes nothing. A run that is stopped leaves whole commits, and the next one goes
on from there. What the things mean is the connectors' business.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy import Connection, Engine, select

from server import blobs, schema
from server.access import STAFF, allow
from server.connectors.found import Found, Problems
from server.database import reading, transact
from server.errors import ImportRefused
from server.import_progress import Progress, Report
from server.streams import Entity, Facet, blob_hashes, facets
from server.write import COMMIT_ROWS, Put, Remove, write
from wire.codec import WireError
from wire.rows import space_stream

# Half of what a commit may carry: a thing that moves leaves a tombstone behind as well.
BATCH_ROWS: Final = COMMIT_ROWS // 2
BATCH_BYTES: Final = 4 * 2**20
# Files are no part of a commit, but all of them are in memory until it is made.
BATCH_FILE_BYTES: Final = 32 * 2**20
PAGE_KINDS: Final = ("space", "page", "post", "question", "answer", "comment")
PEOPLE_KINDS: Final = ("field", "unit", "person")
SPARED: Final = 50
SPARED_SHARE: Final = 0.05

Place = tuple[str, str]  # (stream, key)


class Source(Protocol):
    """What a connector offers: all keys beforehand, then the things one by one."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Found]: ...

    def keys(self) -> Iterator[str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which source is imported, and which kinds it holds whole: only these are ever deleted."""

    source: str
    kinds: tuple[str, ...]
    allow_deletions: bool = False


@dataclass(slots=True)
class _Batch:
    """Things for one commit, with the rows each is to have."""

    found: list[Found] = field(default_factory=list)
    rows: list[dict[Place, Facet]] = field(default_factory=list)
    count: int = 0
    bytes: int = 0
    file_bytes: int = 0

    def add(self, found: Found, rows: dict[Place, Facet]) -> None:
        self.found.append(found)
        self.rows.append(rows)
        self.count += len(rows)
        self.bytes += sum(len(bytes(facet.body)) for facet in rows.values())
        self.file_bytes += sum(map(len, found.blobs))

    @property
    def is_full(self) -> bool:
        return (
            self.count >= BATCH_ROWS
            or self.bytes >= BATCH_BYTES
            or self.file_bytes >= BATCH_FILE_BYTES
        )


class Importer:
    """Runs one import after the other on one database."""

    def __init__(
        self,
        engine: Engine,
        files: Path,
        progress: Progress | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engine = engine
        self._files = files
        self._progress = progress or Progress()
        self._clock = clock

    def run(self, plan: Plan, source: Source, problems: Problems) -> Report:
        """Bring the database to what ``source`` holds, and tell what was done.

        Raises ``ImportRefused``, before anything is written, if too much would vanish.
        """
        started = self._clock()
        report = Report(source=plan.source)
        vanished = self._vanished(plan, source)
        run = _Run(self._engine, self._files, problems, report)
        try:
            run.put_all(self._counted(plan.source, source))
            self._remove(vanished, report)
        finally:
            self._progress.done()
        report.seconds = round(self._clock() - started, 3)
        report.problems = problems.groups()
        return report

    def _counted(self, name: str, source: Source) -> Iterator[Found]:
        total = len(source)
        for done, found in enumerate(source, 1):
            yield found
            self._progress.tell(name, done, total)

    def _vanished(self, plan: Plan, source: Source) -> list[tuple[str, str]]:
        """Return (kind, id) of what the source held and holds no more; refuse if that is much."""
        origin = schema.origin.c
        query = select(origin.kind, origin.entity).where(
            origin.source == plan.source, origin.kind.in_(plan.kinds)
        )
        with reading(self._engine) as tx:
            stored = [(kind, identity) for kind, identity in tx.execute(query)]
        present = set(source.keys())
        vanished = sorted(place for place in stored if f"{place[0]}:{place[1]}" not in present)
        if len(vanished) > max(SPARED, SPARED_SHARE * len(stored)) and not plan.allow_deletions:
            raise ImportRefused(
                f"{len(vanished):,} of the {len(stored):,} things that came from {plan.source} "
                "would be deleted, because they are no longer there. Nothing was written. "
                "If that is meant, run this again with --allow-deletions."
            )
        return vanished

    def _remove(self, vanished: list[tuple[str, str]], report: Report) -> None:
        # Each thing has a few rows at most; a quarter of a commit's rows is room enough.
        step = COMMIT_ROWS // 4
        for start in range(0, len(vanished), step):
            self._remove_some(vanished[start : start + step], report)

    def _remove_some(self, vanished: list[tuple[str, str]], report: Report) -> None:
        changes = [Remove(kind, identity) for kind, identity in vanished]
        written = transact(self._engine, lambda tx: write(tx, changes))
        report.rows += written.rows
        report.commits += written.seq is not None
        for kind, _ in vanished:
            report.of(kind).deleted += 1


class _Run:
    """One import's way through its things."""

    def __init__(self, engine: Engine, files: Path, problems: Problems, report: Report) -> None:
        self._engine = engine
        self._files = files
        self._problems = problems
        self._report = report
        self._named: set[str] = set()

    def put_all(self, things: Iterator[Found]) -> None:
        batch = _Batch()
        for found in things:
            entity = self._as_private_as_before(found.entity)
            try:
                rows = _rows(entity)
            except WireError as error:
                where = f"{entity.kind} {entity.source_key or entity.id}"
                self._problems.note(f"A body cannot travel: {error.problem.title}", where)
                continue
            batch.add(replace(found, entity=entity), rows)
            if batch.is_full:
                self._put(batch)
                batch = _Batch()
        if batch.found:
            self._put(batch)
        self._report.files = len(self._named)

    def _put(self, batch: _Batch) -> None:
        stored = self._stored(batch)
        changed = []
        for found, rows in zip(batch.found, batch.rows, strict=True):
            before = stored.get(found.entity.key, {})
            counts = self._report.of(found.entity.kind)
            if before == {place: bytes(facet.body) for place, facet in rows.items()}:
                counts.unchanged += 1
                continue
            counts.new += not before
            counts.changed += bool(before)
            changed.append((found, not before))
        contents = self._missing_files(batch)
        self._named.update(*(blob_hashes(found.entity) for found in batch.found))
        if changed or contents:
            self._commit(changed, contents)

    def _commit(self, changed: list[tuple[Found, bool]], contents: list[bytes]) -> None:
        def work(tx: Connection) -> tuple[int, int]:
            for content in contents:
                blobs.keep(tx, self._files, content)
            for found, is_new in changed:
                if is_new and found.entity.kind == "space" and not found.entity.private:
                    allow(tx, space_stream(found.entity.id), STAFF)
            written = write(tx, [Put(found.entity) for found, _ in changed])
            return written.rows, int(written.seq is not None)

        blobs.write_ahead(self._files, contents)
        rows, commits = transact(self._engine, work)
        self._report.rows += rows
        self._report.commits += commits
        self._report.new_files += len(contents)

    def _stored(self, batch: _Batch) -> dict[str, dict[Place, bytes]]:
        """Return the live rows of these things, by the thing they belong to."""
        row = schema.row.c
        keys = [found.entity.key for found in batch.found]
        query = select(row.entity, row.stream, row.key, row.body).where(
            row.entity.in_(keys), row.body.is_not(None)
        )
        stored: dict[str, dict[Place, bytes]] = {}
        with reading(self._engine) as tx:
            for entity, stream, key, body in tx.execute(query):
                stored.setdefault(entity, {})[stream, key] = bytes(body)
        return stored

    def _missing_files(self, batch: _Batch) -> list[bytes]:
        """Return the contents that are not kept yet, or not whole, each once."""
        contents = {
            sha256(content).hexdigest(): content for found in batch.found for content in found.blobs
        }
        if not contents:
            return []
        with reading(self._engine) as tx:
            return blobs.missing(tx, self._files, contents)

    def _as_private_as_before(self, entity: Entity) -> Entity:
        """A space that is there keeps what it is: who may read it is decided by rights."""
        if entity.kind != "space":
            return entity
        row = schema.row.c
        query = select(row.stream).where(row.entity == entity.key, row.body.is_not(None))
        with reading(self._engine) as tx:
            stream = tx.execute(query).scalar()
        if stream is None:
            return entity
        private = stream == space_stream(entity.id)
        if private != entity.private and entity.private:
            self._problems.note("A space that is there already cannot be hidden", entity.key)
        return replace(entity, private=private)


def _rows(entity: Entity) -> dict[Place, Facet]:
    return {(str(stream), key): facet for (stream, key), facet in facets(entity).items()}

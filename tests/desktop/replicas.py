"""Replicas for tests: a home with its files, rows as a server sends them, a simple index."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, event

from desktop.paths import Home
from desktop.records import Document, plain
from desktop.store.applied import Applied
from desktop.store.files import Store, open_store, start_replica
from desktop.store.index import Index, Statement
from desktop.store.replica import Replica
from wire.bodies import Body
from wire.codec import encode_body
from wire.messages import PullRequest, PullResponse, Slice, StreamList
from wire.rows import TOMBSTONE, Key, Row, streams_tag

KEY = bytes(range(32))
REPLICA_ID = "d3b0"
EPOCH = "6f1c"
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


class DocumentTable:
    """An index that only keeps its documents, so that a test can read them."""

    version = 1

    def create(self, tx: Connection) -> None:
        tx.exec_driver_sql("CREATE TABLE document (key TEXT PRIMARY KEY, document TEXT NOT NULL)")

    def drop(self, tx: Connection) -> None:
        tx.exec_driver_sql("DROP TABLE IF EXISTS document")

    def put(self, tx: Connection, documents: Sequence[Document]) -> None:
        for one in documents:
            tx.exec_driver_sql(
                "INSERT OR REPLACE INTO document VALUES (?, ?)", (one.key, _written(one))
            )

    def load(self, tx: Connection, instead: Iterable[str] = ()) -> DocumentTable:
        return self

    def take(self, documents: Sequence[Document]) -> Iterator[Statement]:
        rows = [(one.key, _written(one)) for one in documents]
        yield "REPLACE INTO document VALUES", rows

    name = take

    def counts(self) -> Iterator[Statement]:
        yield from ()

    def retitle(self, tx: Connection, subtitles: Sequence[tuple[str, str]]) -> None:
        for key, subtitle in subtitles:
            changed = "UPDATE document SET document = json_set(document, '$.subtitle', ?)"
            tx.exec_driver_sql(f"{changed} WHERE key = ?", (subtitle, key))

    def is_complete(self, tx: Connection) -> bool:
        return True

    def complete(self, tx: Connection) -> bool:
        return True

    def remove(self, tx: Connection, keys: Sequence[str]) -> None:
        for key in keys:
            tx.exec_driver_sql("DELETE FROM document WHERE key = ?", (key,))

    def compact(self, tx: Connection) -> bool:
        """Nothing of what was removed is left in a plain table."""
        return True


def _written(document: Document) -> str:
    return json.dumps(plain(document), separators=(",", ":"), ensure_ascii=False)


def documents(tx: Connection) -> dict[str, dict[str, Any]]:
    """What a ``DocumentTable`` holds."""
    found = tx.exec_driver_sql("SELECT key, document FROM document")
    return {key: json.loads(text) for key, text in found}


def indexed(tx: Connection) -> list[str]:
    """The keys of the index, whichever of the two it is."""
    return [key for (key,) in tx.exec_driver_sql("SELECT key FROM document")]


def row(stream: str, key: str, seq: int, body: Body | bytes | None) -> Row:
    """A row as it travels; no body is a tombstone."""
    parsed = Key.parse(key)
    kind = f"{parsed.kind}.{parsed.facet}" if parsed.facet else parsed.kind
    match body:
        case None:
            raw = TOMBSTONE
        case bytes():
            raw = type(TOMBSTONE)(body)
        case _:
            raw = encode_body(body)
    return Row(stream=stream, key=key, seq=seq, kind=kind, body=raw)


def stream_list(*names: str) -> StreamList:
    return StreamList(tag=streams_tag(names), ids=names)


@dataclass
class Feed:
    """Gives a replica answers, as a server would that has just these rows."""

    replica: Replica
    seq: int = 0

    def apply(self, answer: PullResponse, request: PullRequest | None = None) -> Applied:
        return self.replica.apply(request or self.replica.state().request(), answer)

    def hold(self, *streams: str) -> Applied:
        """Begin at the server's head with these streams, all empty."""
        listed = stream_list(*streams)
        answer = PullResponse(epoch=EPOCH, cursor=self.seq, reset=True, streams=listed)
        self.apply(answer)
        return self.finish()

    def finish(self, rows: Iterable[Row] = ()) -> Applied:
        """End every boot that is under way, with these rows in its slices."""
        brought = list(rows)
        slices = tuple(
            Slice(
                stream=name,
                to=self.seq,
                done=True,
                rows=tuple(one for one in brought if one.stream == name),
            )
            for name in sorted(self.replica.state().booting)
        )
        return self.apply(PullResponse(epoch=EPOCH, cursor=self.seq, slices=slices))

    def bring(self, *bodies: tuple[str, str, Body | bytes | None]) -> Applied:
        """One commit of rows, each (stream, key, body), as the main rows of an answer."""
        self.seq += 1
        rows = tuple(row(stream, key, self.seq, body) for stream, key, body in bodies)
        return self.apply(PullResponse(epoch=EPOCH, cursor=self.seq, rows=rows))

    def list_streams(self, *streams: str) -> Applied:
        """Say that the viewer may hold exactly these from now on."""
        listed = stream_list(*streams)
        return self.apply(PullResponse(epoch=EPOCH, cursor=self.seq, streams=listed))


def impatient(engine: Engine) -> None:
    """Have new connections give up at once where another holds them up."""
    engine.dispose()
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout = 10"))


def new_store(home: Home, index: Index, now: Callable[[], datetime] = lambda: NOON) -> Store:
    """An empty replica in a new home, open."""
    home.root.mkdir(parents=True, exist_ok=True)
    start_replica(home, KEY, index, REPLICA_ID)
    return open_store(home, KEY, index, now=now)

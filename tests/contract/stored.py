"""What a server has stored, read past the API."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Engine, select

from server import access, accounts, schema
from server.database import reading, transact
from server.pull import pull
from server.streams import Entity
from server.write import Put, Remove, Written, write
from tests.replicas import HeldReplica
from wire.messages import PullRequest, PullResponse

WAIT = 77


def put(engine: Engine, *changes: Entity | Remove) -> Written:
    """Write things, or removals, as one commit."""
    wanted = [change if isinstance(change, Remove) else Put(change) for change in changes]
    return transact(engine, lambda tx: write(tx, wanted))


def rows(engine: Engine) -> dict[tuple[str, str], tuple[int, bytes | None]]:
    """Every row: (stream, key) to (seq, body)."""
    row = schema.row.c
    with reading(engine) as tx:
        found = tx.execute(select(row.stream, row.key, row.seq, row.body))
        return {(stream, key): (seq, body) for stream, key, seq, body in found}


def live_rows(engine: Engine, person: str) -> dict[tuple[str, str], tuple[int, bytes]]:
    """The rows this person is to hold: what every replica must arrive at."""
    with reading(engine) as tx:
        streams = access.viewer_streams(tx, person)
    return {
        place: (seq, body)
        for place, (seq, body) in rows(engine).items()
        if place[0] in streams and body is not None
    }


def account(engine: Engine, user: str) -> str:
    """An account's person; made if new."""
    return transact(engine, lambda tx: accounts.account_for(tx, user))


def replica(engine: Engine, person: str, *, limit: int = 2000) -> HeldReplica:
    """A replica that reaches the server without HTTP between."""

    def ask(request: PullRequest) -> PullResponse:
        with reading(engine) as tx:
            return pull(tx, person, request, WAIT)

    return HeldReplica(ask, f"of {person}", limit)


def decide(engine: Engine, work: Callable[[Connection, str, str], None], *names: str) -> None:
    """Run ``grant`` or ``revoke`` on (person, stream)."""
    person, stream = names
    transact(engine, lambda tx: work(tx, person, stream))

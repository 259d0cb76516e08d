"""The server with two handlers beside its own, to compare with: ``/empty`` and ``/bare``.

``/bare`` asks the database what a pull with nothing new asks, in plain SQL, and answers with the
same few bytes. Same process, same framework, same pool, same thread: what differs is ours.
"""

from __future__ import annotations

import sys
from typing import Any, Final

import msgspec
import uvicorn
from litestar import Litestar, Request, Response, get, post
from litestar.datastructures import State
from litestar.params import RawBody
from sqlalchemy import Connection, text
from uvicorn.supervisors import Multiprocess

from server.accounts import token_hash
from server.app import from_environment
from server.commands.serving import BACKLOG, open_port
from server.database import reading
from wire.messages import PullRequest
from wire.routes import JSON

TOKEN: Final = text("SELECT person, expires FROM token WHERE hash = :hash")
OWNER: Final = text("SELECT person FROM replica WHERE id = :replica")
RIGHTS: Final = text(
    "SELECT stream FROM stream_acl WHERE principal = 'staff' OR principal = :personal"
    " OR principal IN (SELECT principal FROM member WHERE person = :person)"
)
CLOCK: Final = text("SELECT seq, epoch FROM clock")


@get("/empty", sync_to_thread=False)
def empty() -> Response[bytes]:
    return Response(content=b"{}", media_type=JSON)


@post("/bare", status_code=200, sync_to_thread=True)
def bare(request: Request[Any, Any, State], state: State, body: RawBody) -> Response[bytes]:
    hashed = token_hash(request.headers["Authorization"].removeprefix("Bearer "))
    asked = msgspec.json.decode(body, type=PullRequest)
    with reading(state.backend.engine) as tx:
        _clock, heads = _ask(tx, hashed, asked.replica)
    changed = any(head > (asked.cursor or 0) for head, *_ in heads)
    answer = {"epoch": asked.epoch, "cursor": asked.cursor, "unchanged": not changed, "wait": 900}
    return Response(content=msgspec.json.encode(answer), media_type=JSON)


def _ask(tx: Connection, hashed: str, replica: str) -> tuple[Any, Any]:
    [person, _expires] = tx.execute(TOKEN, {"hash": hashed}).one()
    tx.execute(OWNER, {"replica": replica}).scalar_one()
    personal = {"person": person, "personal": f"person:{person}"}
    streams = [stream for (stream,) in tx.execute(RIGHTS, personal)]
    clock = tx.execute(CLOCK).one()
    names = {f"s{n}": stream for n, stream in enumerate(streams)}
    listed = ", ".join(f":{name}" for name in names)
    heads = text(f"SELECT head, floor, n, sum FROM stream WHERE id IN ({listed})")
    return clock, tx.execute(heads, names).all()


def application() -> Litestar:
    """What each worker serves."""
    app = from_environment()
    app.register(empty)
    app.register(bare)
    return app


def main() -> None:
    """Serve with as many workers as the argument says, on a free port that is printed."""
    workers = int(sys.argv[1])
    opened = open_port("127.0.0.1", 0)
    config = uvicorn.Config(
        "benchmarks.bare_server:application",
        factory=True,
        workers=workers,
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=BACKLOG,
    )
    print(opened.getsockname()[1], flush=True)
    if workers == 1:
        uvicorn.Server(config).run(sockets=[opened])
    else:
        Multiprocess(config, sockets=[opened]).run()


if __name__ == "__main__":
    main()

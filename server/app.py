"""The REST backend: paths, and what each asks of the modules that know.

A handler authenticates, reads one state of the database, and encodes; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from litestar import Litestar, Request, Response, get, post, route
from litestar.datastructures import State
from litestar.enums import HttpMethod
from litestar.exceptions import HTTPException
from litestar.params import FromPath, RawBody
from litestar.response import Stream
from litestar.types import ASGIApp, ControllerRouterHandler
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from server import auth, blobs, downloads, openapi, problems, schema, snapshot_files, snapshots
from server.access import viewer_streams
from server.background import Background
from server.database import open_database, reading, transact
from server.logs import start_log_as_told
from server.objects import show_object
from server.packing import packed
from server.pull import pull, stream_heads
from server.settings import Settings
from wire import codec, messages, routes

BODY_CAP: Final = 2**20
SNAPSHOT_PATH: Final = routes.SNAPSHOTS + "/{sha256:str}"
GET_OR_HEAD: Final = (HttpMethod.GET, HttpMethod.HEAD)

Clock = Callable[[], datetime]
AnyRequest = Request[Any, Any, State]


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Backend:
    """What every handler needs."""

    engine: Engine
    settings: Settings
    clock: Clock


def create_app(settings: Settings, *, clock: Clock = now) -> Litestar:
    """The application on a migrated database; ``ServerError`` if that cannot be had."""
    engine = open_database(settings)
    background = Background(engine, settings, clock)
    return Litestar(
        route_handlers=handlers(),
        state=State({"backend": Backend(engine, settings, clock)}),
        on_startup=[] if settings.standby else [background.start],
        on_shutdown=[background.stop, engine.dispose],
        exception_handlers={
            problems.Refused: problems.on_refused,
            codec.WireError: problems.on_wire_error,
            HTTPException: problems.on_http_exception,
            DBAPIError: problems.on_database_error,
            PoolTimeout: problems.on_database_error,
            Exception: problems.on_bug,
        },
        response_headers={routes.SCHEMA_HEADER: str(routes.SCHEMA)},
        request_max_body_size=BODY_CAP,
        openapi_config=None,
        logging_config=None,
    )


def from_environment() -> Litestar:
    """The application of one of several workers."""
    start_log_as_told()
    return create_app(Settings.from_environment())


def handlers() -> Sequence[ControllerRouterHandler]:
    return (
        service_document,
        enrol,
        pull_rows,
        one_object,
        one_blob,
        many_blobs,
        one_snapshot,
        health,
        docs,
        openapi_document,
    )


@get(routes.SERVICE, sync_to_thread=True)
def service_document(state: State) -> Response[bytes]:
    backend: Backend = state.backend
    with reading(backend.engine) as tx:
        epoch = tx.execute(select(schema.clock.c.epoch)).scalar_one()
    lowest, highest = auth.schema_range()
    document = messages.ServiceDocument(
        service=routes.SERVICE_NAME,
        epoch=epoch,
        schema=messages.SchemaRange(lowest, highest),
        min_client=auth.MIN_CLIENT,
    )
    return _json(document)


@post(routes.REPLICAS, status_code=200, sync_to_thread=True)
def enrol(request: AnyRequest, state: State, body: RawBody) -> Response[bytes]:
    backend: Backend = state.backend
    with reading(backend.engine) as tx:
        person = _viewer(tx, request, backend)
        asked = codec.decode(body, messages.EnrolRequest, cap=BODY_CAP)
        if backend.settings.standby:
            raise problems.unavailable("Replicas are enrolled by the primary, not by this copy.")
        streams = _sizes(tx, viewer_streams(tx, person))
        epoch = tx.execute(select(schema.clock.c.epoch)).scalar_one()
    replica = transact(
        backend.engine, lambda tx: auth.enrol_replica(tx, person, asked, backend.clock())
    )
    return _json(messages.Enrolment(replica, f"person:{person}", epoch, streams))


@post(routes.PULL, status_code=200, sync_to_thread=True)
def pull_rows(request: AnyRequest, state: State, body: RawBody) -> Response[bytes]:
    backend: Backend = state.backend
    with reading(backend.engine) as tx:
        person = _viewer(tx, request, backend)
        asked = codec.decode(body, messages.PullRequest, cap=BODY_CAP)
        settings = backend.settings
        auth.check_replica(tx, person, asked.replica, standby=settings.standby)
        answer = pull(tx, person, asked, settings.wait, standby=settings.standby)
    return packed(_json(answer), request.headers.get("Accept-Encoding"))


@get(routes.OBJECTS + "/{key:str}", sync_to_thread=True)
def one_object(request: AnyRequest, state: State, key: FromPath[str]) -> Response[bytes]:
    backend: Backend = state.backend
    with reading(backend.engine) as tx:
        found = show_object(tx, _viewer(tx, request, backend), key)
    return _json(found, {"ETag": f'"{found.rev}"'})


@get(routes.BLOBS + "/{sha256:str}", sync_to_thread=True)
def one_blob(request: AnyRequest, state: State, sha256: FromPath[str]) -> ASGIApp:
    backend: Backend = state.backend
    with reading(backend.engine) as tx:
        person = _viewer(tx, request, backend)
        found = blobs.readable(tx, viewer_streams(tx, person), [sha256])
    if sha256 not in found:
        raise problems.not_found()
    path = blobs.path_of(backend.settings.files, sha256)
    return _download(request, downloads.StoredFile("blob", sha256, path, routes.BLOB))


@post(routes.BLOBS, status_code=200, sync_to_thread=True)
def many_blobs(request: AnyRequest, state: State, body: RawBody) -> Stream:
    backend: Backend = state.backend
    with reading(backend.engine) as tx:
        person = _viewer(tx, request, backend)
        asked = codec.decode(body, messages.BlobsRequest, cap=BODY_CAP)
        if len(asked.get) > messages.Limits().blobs:
            raise problems.malformed("Too many blobs in one request.", "get")
        found = blobs.readable(tx, viewer_streams(tx, person), asked.get)
    wanted = [digest for digest in dict.fromkeys(asked.get) if digest in found]
    parts = blobs.tar_of(backend.settings.files, wanted)
    return Stream(parts, media_type=routes.TAR, headers={"Cache-Control": "no-store"})


@route(SNAPSHOT_PATH, http_method=GET_OR_HEAD, sync_to_thread=True)
def one_snapshot(request: AnyRequest, state: State, sha256: FromPath[str]) -> ASGIApp:
    backend: Backend = state.backend
    with reading(backend.engine) as tx:
        person = _viewer(tx, request, backend)
        if not snapshots.is_readable(tx, viewer_streams(tx, person), sha256):
            raise problems.not_found()
    path = snapshot_files.path_of(backend.settings.files, sha256)
    return _download(request, downloads.StoredFile("snapshot", sha256, path, routes.SNAPSHOT))


@get(routes.HEALTH, sync_to_thread=True)
def health(state: State) -> Response[bytes]:
    backend: Backend = state.backend
    with reading(backend.engine) as tx:
        tx.execute(select(schema.clock.c.seq)).scalar_one()
    return Response(content=b'{"ok":true}', media_type=routes.JSON)


@get("/docs", sync_to_thread=False)
def docs() -> Response[str]:
    policy = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    return Response(openapi.page(), media_type="text/html; charset=utf-8", headers=policy)


@get(openapi.DOCUMENT_PATH, sync_to_thread=False)
def openapi_document() -> Response[bytes]:
    return Response(content=msgspec.json.encode(openapi.document()), media_type=routes.JSON)


def _viewer(tx: Connection, request: AnyRequest, backend: Backend) -> str:
    auth.check_schema(request.headers.get(routes.SCHEMA_HEADER))
    return auth.authenticate(tx, request.headers.get("Authorization"), backend.clock())


def _download(request: AnyRequest, stored: downloads.StoredFile) -> downloads.Download:
    headers = request.headers
    range_ = headers.get("Range") if request.method == HttpMethod.GET else None
    return downloads.download(stored, range_, headers.get("If-Range"))


def _sizes(tx: Connection, streams: list[str]) -> tuple[messages.StreamSize, ...]:
    heads = stream_heads(tx, streams)
    return tuple(messages.StreamSize(s, head.n, head.bytes) for s, head in heads.items())


def _json(message: msgspec.Struct, headers: dict[str, str] | None = None) -> Response[bytes]:
    return Response(
        content=codec.encode(message),
        media_type=routes.JSON,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )

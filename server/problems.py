"""Every answer that says no: RFC 9457, with a type from the contract's short list.

A problem tells what was wrong with the request, never what is inside: what a viewer may not see
is answered like what does not exist, and a fault of ours says nothing but that.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from litestar import Request, Response
from litestar.exceptions import HTTPException
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from wire import codec, routes
from wire.messages import Problem

log = logging.getLogger(__name__)

# Who was turned away comes back within these, not all at once.
RETRY_SECONDS: Final = (5, 15)
SCHEMA: Final = {routes.SCHEMA_HEADER: str(routes.SCHEMA)}
PLAIN: Final = {"Cache-Control": "no-store", **SCHEMA}

AnyRequest = Request[Any, Any, Any]


class Refused(Exception):
    """The request gets ``problem`` for an answer."""

    def __init__(self, problem: Problem, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(problem.title)
        self.problem = problem
        self.headers = dict(headers or {})


def unauthorised() -> Refused:
    detail = "The token is missing, not known, has run out, or was revoked."
    problem = Problem(routes.UNAUTHORISED, "Not signed in", 401, detail)
    return Refused(problem, {"WWW-Authenticate": "Bearer"})


def not_found(detail: str = "There is nothing here that you may see.") -> Refused:
    return Refused(Problem(routes.NOT_FOUND, "Not found", 404, detail))


def replica_unknown() -> Refused:
    detail = "This replica is not enrolled here for this viewer. Connect again."
    return Refused(Problem(routes.REPLICA_UNKNOWN, "Replica unknown", 404, detail))


def upgrade_required(min_client: str) -> Refused:
    detail = f"This program is too old for the server. Update it to {min_client} or later."
    return Refused(Problem(routes.UPGRADE_REQUIRED, "Upgrade required", 426, detail))


def malformed(detail: str, field: str = "") -> Refused:
    return Refused(Problem(routes.MALFORMED, "Malformed", 400, detail, field))


def unavailable(detail: str) -> Refused:
    problem = Problem(routes.UNAVAILABLE, "Unavailable", 503, detail)
    return Refused(problem, {"Retry-After": str(random.randint(*RETRY_SECONDS))})


def range_not_satisfiable(size: int) -> Refused:
    detail = f"There are {size} bytes; the range asked for begins behind them."
    problem = Problem(routes.MALFORMED, "Range not satisfiable", 416, detail, "Range")
    return Refused(problem, {"Content-Range": f"bytes */{size}"})


def answer(problem: Problem, headers: Mapping[str, str] | None = None) -> Response[bytes]:
    """A response that carries ``problem``."""
    return Response(
        content=codec.encode(problem),
        status_code=problem.status,
        media_type=routes.PROBLEM_JSON,
        headers={**PLAIN, **(headers or {})},
    )


def on_refused(_request: AnyRequest, error: Refused) -> Response[bytes]:
    return answer(error.problem, error.headers)


def on_wire_error(_request: AnyRequest, error: codec.WireError) -> Response[bytes]:
    return answer(error.problem)


def on_http_exception(_request: AnyRequest, error: HTTPException) -> Response[bytes]:
    """What the framework refused by itself: no such path, wrong method, body too large."""
    if error.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return on_bug(_request, error)
    title = HTTPStatus(error.status_code).phrase
    types = {404: routes.NOT_FOUND, 413: routes.TOO_LARGE, 401: routes.UNAUTHORISED}
    problem = Problem(types.get(error.status_code, routes.MALFORMED), title, error.status_code)
    allowed = {k: v for k, v in (error.headers or {}).items() if k.lower() == "allow"}
    return answer(problem, allowed)


def on_database_error(request: AnyRequest, error: DBAPIError | PoolTimeout) -> Response[bytes]:
    """The database is busy or gone: the client comes again. Anything else of it is a bug."""
    if isinstance(error, DataError):
        # PostgreSQL takes no text with U+0000 in it, so that nothing is called that.
        return answer(malformed("A name holds a character that no name may.").problem)
    if not isinstance(error, OperationalError | PoolTimeout):
        return on_bug(request, error)
    log.warning("database unavailable: %s", type(error).__name__)
    refused = unavailable("The server cannot reach its database just now.")
    return answer(refused.problem, refused.headers)


def on_bug(request: AnyRequest, error: Exception) -> Response[bytes]:
    path = request.scope.get("path_template", "?")
    log.error("request failed: %s %s", request.method, path, exc_info=error)
    detail = "The server made a mistake; its log says which."
    return answer(Problem(routes.INTERNAL, "Internal error", 500, detail))

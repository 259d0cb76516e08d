"""What an HTTP answer means: a message, or the error its reader can act on.

An answer counts only if it is complete, says it is ours, reads as the message that was asked
for, and names an epoch. Everything else is an error that changes nothing. Pure: knows no sockets.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, NoReturn, TypeVar

from desktop.errors import (
    AppError,
    NotAuthorised,
    NotOurServer,
    ProtocolMismatch,
    ServerRejected,
    ServerUnreachable,
    UpgradeRequired,
)
from desktop.sync.remote import AnswerTooLarge
from desktop.sync.retry import worth_another_try
from wire import routes
from wire.codec import MAX_MESSAGE, WireError, decode
from wire.messages import Enrolment, Problem, PullResponse, ServiceDocument
from wire.routes import JSON, PROBLEM_JSON, SCHEMA, SERVICE_NAME, TAR, UPGRADE_REQUIRED

Message = TypeVar("Message", ServiceDocument, Enrolment, PullResponse)

MAX_TAR: Final = 64 * 2**20
MAX_PROBLEM: Final = 64 * 2**10
_EPOCH = re.compile(r"[0-9A-Za-z-]{4,64}")
_ELSEWHERE = frozenset({301, 302, 303, 307, 308, HTTPStatus.NETWORK_AUTHENTICATION_REQUIRED})

NOT_OURS = (
    "What answers there is not a Vademecum server. Check the address; on a guest network, "
    "sign in to the network first."
)
SENT_ELSEWHERE = (
    "Something on the way answers instead of the server and wants a browser, most often to sign "
    "in to the network. Open a browser, sign in, and try again; otherwise check the address."
)
CUT = "The server's answer was cut on its way. It will be asked for again."
PLEASE_UPDATE = "The server speaks a newer version than this program. Update the program."
SERVER_TOO_OLD = "The server is older than this program. Ask whoever runs it for an update."


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An HTTP answer. ``encoding`` is what the body still is encoded with, or empty.

    ``complete`` is false where the answer did not say how long it is.
    """

    status: int
    content_type: str
    data: bytes
    encoding: str = ""
    complete: bool = True
    schema: str = ""
    retry_after: float | None = None


def read_message(answer: Answer, type_: type[Message]) -> Message:
    """Return the message an answer holds; raises the ``AppError`` that fits otherwise."""
    _require_success(answer, JSON)
    _require_schema(answer.schema)
    try:
        message = decode(plain_bytes(answer, MAX_MESSAGE), type_)
    except WireError as error:
        raise ProtocolMismatch(f"The server's answer cannot be read. {PLEASE_UPDATE}") from error
    if not _EPOCH.fullmatch(message.epoch):
        raise NotOurServer(NOT_OURS)
    return message


def read_tar(answer: Answer) -> bytes:
    """Return the bytes of the tar an answer holds."""
    _require_success(answer, TAR)
    return plain_bytes(answer, MAX_TAR)


def plain_bytes(answer: Answer, cap: int) -> bytes:
    """Return the body without its encoding; never more than ``cap`` bytes come to be."""
    match answer.encoding:
        case "" | "identity":
            return answer.data
        case "gzip":
            return _gunzip(answer.data, cap)
        case _:
            raise NotOurServer(NOT_OURS)


def require_service(document: ServiceDocument) -> None:
    """Raise unless the service is ours and speaks the schema of this program."""
    if document.service != SERVICE_NAME:
        raise NotOurServer(NOT_OURS)
    if document.schema.max < SCHEMA:
        raise ProtocolMismatch(SERVER_TOO_OLD)
    if document.schema.min > SCHEMA:
        raise UpgradeRequired(PLEASE_UPDATE, code=UPGRADE_REQUIRED)


def _require_schema(named: str) -> None:
    """Refuse an older server's answer; a newer one says itself when we are too old for it."""
    if not named:
        return
    if not (named.isascii() and named.isdigit()):
        raise NotOurServer(NOT_OURS)
    if int(named[:9]) < SCHEMA:
        raise ProtocolMismatch(SERVER_TOO_OLD)


def _gunzip(data: bytes, cap: int) -> bytes:
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        plain = unpacker.decompress(data, cap + 1)
    except zlib.error as error:
        raise ServerUnreachable("The server's answer was damaged on its way.") from error
    if len(plain) > cap:
        raise AnswerTooLarge("The server's answer is larger than any answer may be.")
    if not unpacker.eof:
        raise ServerUnreachable(CUT)
    return plain


def _require_success(answer: Answer, content_type: str) -> None:
    if answer.status in (HTTPStatus.OK, HTTPStatus.CREATED):
        if answer.content_type != content_type:
            raise NotOurServer(NOT_OURS)
        if not answer.complete:
            raise ServerUnreachable(CUT)
        return
    refuse(answer)


def refuse(answer: Answer) -> NoReturn:
    """Raise what an answer without success means."""
    if answer.status in _ELSEWHERE:
        raise NotOurServer(f"{SENT_ELSEWHERE} (Status {answer.status}.)")
    if worth_another_try(answer.status):
        sentence = f"The server cannot answer just now (status {answer.status}). Try again later."
        raise ServerUnreachable(sentence, retry_after=answer.retry_after, answered=True)
    if answer.content_type != PROBLEM_JSON:
        # A proxy, a portal: whoever says so is not the server.
        raise NotOurServer(f"{NOT_OURS} (Status {answer.status}.)")
    raise _rejection(_problem(answer))


def _problem(answer: Answer) -> Problem:
    try:
        return decode(plain_bytes(answer, MAX_PROBLEM), Problem)
    except WireError as error:
        raise NotOurServer(f"{NOT_OURS} (Status {answer.status}.)") from error


def _rejection(problem: Problem) -> AppError:
    match problem.type:
        case routes.UNAUTHORISED:
            sentence = "The server does not know this access token any more. Connect again."
            return NotAuthorised(sentence, code=problem.type)
        case routes.UPGRADE_REQUIRED:
            return UpgradeRequired(PLEASE_UPDATE, code=UPGRADE_REQUIRED)
    words = problem.detail or problem.title
    return ServerRejected(f"The server refuses: {words}", code=problem.type)

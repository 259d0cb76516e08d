"""What the answer to a request for part of a file means. Pure: knows no sockets.

Snapshots and blobs are named by the hash of their bytes, so a part of one is the same for ever:
whatever is not the very part that was asked for is refused, and the whole is compared with its
name later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from desktop.errors import NotOurServer, ServerRejected
from desktop.sync.answers import NOT_OURS, Answer, refuse
from desktop.sync.remote import SnapshotChanged, SnapshotGone
from wire import routes

CHANGED = "What was being fetched is no longer the same on the server; it will be fetched anew."
GONE = "What was being fetched is no longer there; the server will be asked what to fetch instead."


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The bytes of a file from ``start`` to its end; ``size`` is all it has."""

    sha256: str
    start: int
    size: int
    media_type: str = routes.SNAPSHOT

    def headers(self) -> dict[str, str]:
        """What asks for exactly these bytes."""
        if not self.start:
            return {}
        return {"Range": f"bytes={self.start}-", "If-Range": f'"{self.sha256}"'}


def require_span(answer: Answer, headers: Mapping[str, str], span: Span) -> None:
    """Raise unless the body that is about to come is ``span``; ``answer.data`` is what refuses."""
    if answer.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        raise SnapshotChanged(CHANGED)
    if answer.status not in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT):
        _refuse(answer)
    if answer.content_type != span.media_type:
        raise NotOurServer(NOT_OURS)
    if answer.encoding not in ("", "identity") or not _is_the_part(answer.status, headers, span):
        raise SnapshotChanged(CHANGED)


def _is_the_part(status: int, headers: Mapping[str, str], span: Span) -> bool:
    length = headers.get("Content-Length", "")
    if length and length != str(span.size - span.start):
        return False
    if status == HTTPStatus.OK:
        return span.start == 0
    announced = f"bytes {span.start}-{span.size - 1}/{span.size}"
    return headers.get("Content-Range", "").strip().lower() == announced


def _refuse(answer: Answer) -> None:
    try:
        refuse(answer)
    except ServerRejected as error:
        if error.code in (routes.NOT_FOUND, routes.FORBIDDEN):
            raise SnapshotGone(GONE) from error
        raise

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
from desktop.store.downloads import PART
from desktop.sync.answers import NOT_OURS, Answer, refuse
from desktop.sync.remote import SnapshotChanged, SnapshotGone
from wire import routes

CHANGED = "What was being fetched is no longer the same on the server; it will be fetched anew."
GONE = "What was being fetched is no longer there; the server will be asked what to fetch instead."


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The next bytes of a file from ``start`` on, one part at most; ``size`` is all it has.

    No more is asked for at once, because what is on its way when a process is killed has to come
    again: in the buffers on both sides that can be megabytes.
    """

    sha256: str
    start: int
    size: int
    media_type: str = routes.SNAPSHOT

    @property
    def end(self) -> int:
        """The byte after the last."""
        return min(self.size, self.start + PART)

    def headers(self) -> dict[str, str]:
        """What asks for exactly these bytes."""
        if self.end - self.start == self.size:
            return {}
        return {"Range": f"bytes={self.start}-{self.end - 1}", "If-Range": f'"{self.sha256}"'}


def require_span(answer: Answer, headers: Mapping[str, str], span: Span) -> int:
    """Return how many bytes of ``span`` are about to come; raise if it is something else.

    ``answer.data`` is what refuses.
    """
    if answer.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        raise SnapshotChanged(CHANGED)
    if answer.status not in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT):
        _refuse(answer)
    if answer.content_type != span.media_type:
        raise NotOurServer(NOT_OURS)
    # Whoever does not know ranges sends all of it, which is right at the beginning.
    all_of_it = answer.status == HTTPStatus.OK and not span.start
    size = span.size if all_of_it else span.end - span.start
    announced = f"bytes {span.start}-{span.end - 1}/{span.size}"
    right = all_of_it or headers.get("Content-Range", "").strip().lower() == announced
    length = headers.get("Content-Length", str(size))
    if answer.encoding not in ("", "identity") or not right or length != str(size):
        raise SnapshotChanged(CHANGED)
    return size


def _refuse(answer: Answer) -> None:
    try:
        refuse(answer)
    except ServerRejected as error:
        if error.code in (routes.NOT_FOUND, routes.FORBIDDEN):
            raise SnapshotGone(GONE) from error
        raise

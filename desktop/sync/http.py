"""A server reached over HTTP: what is asked of it, and how often.

How a request travels is said in ``transport``, what its answer means in ``answers``.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import msgspec

from desktop.errors import ServerUnreachable
from desktop.store.network import NetworkSettings
from desktop.sync.address import server_address
from desktop.sync.answers import (
    MAX_TAR,
    Message,
    read_message,
    read_tar,
    require_service,
)
from desktop.sync.blob_tar import read_begun, read_blobs
from desktop.sync.patience import Chance, Patience
from desktop.sync.ranges import Span
from desktop.sync.remote import AnswerCut, AnswerTooSlow, BlobBatch
from desktop.sync.retry import delay
from desktop.sync.routing import Surroundings
from desktop.sync.transport import LEAST, Transport
from wire.codec import MAX_MESSAGE
from wire.messages import (
    BlobsRequest,
    Enrolment,
    EnrolRequest,
    PullRequest,
    PullResponse,
    ServiceDocument,
)
from wire.routes import (
    BLOB,
    BLOBS,
    JSON,
    PULL,
    REPLICAS,
    SERVICE,
    SNAPSHOTS,
    TAR,
)

log = logging.getLogger(__name__)

Result = TypeVar("Result")
Failures = tuple[type[ServerUnreachable], ...]


class HttpRemote:
    """A ``Remote`` at ``address``; without a token only ``service`` will be answered.

    ``network`` is what was set about the way there, ``surroundings`` what the machine says.
    """

    def __init__(
        self,
        address: str,
        token: str | None = None,
        network: NetworkSettings | None = None,
        *,
        patience: Patience | None = None,
        chance: Chance | None = None,
        surroundings: Surroundings | None = None,
    ) -> None:
        self._patience = patience or Patience()
        self._chance = chance or Chance()
        self._transport = Transport(
            server_address(address),
            token,
            network or NetworkSettings(),
            surroundings or Surroundings(),
            self._patience,
            self._chance,
        )
        self._send = self._transport.send

    @property
    def received(self) -> int:
        return self._transport.received

    @property
    def skew(self) -> float | None:
        return self._transport.skew

    def begin(self) -> None:
        self._transport.begin()

    def service(self) -> ServiceDocument:
        document = self._message("GET", SERVICE, None, ServiceDocument)
        require_service(document)
        return document

    def enrol(self, request: EnrolRequest) -> Enrolment:
        return self._message("POST", REPLICAS, request, Enrolment)

    def pull(self, request: PullRequest) -> PullResponse:
        return self._message("POST", PULL, request, PullResponse, final=(AnswerTooSlow, AnswerCut))

    def blobs(self, hashes: Sequence[str]) -> BlobBatch:
        request, wanted = BlobsRequest(get=tuple(hashes)), frozenset(hashes)
        return self._patiently(lambda: self._batch(request, wanted))

    def _batch(self, request: BlobsRequest, wanted: frozenset[str]) -> BlobBatch:
        """One try; blobs that had come whole when the line was cut are not asked for again."""
        came: list[bytes] = []
        try:
            answer = self._transport.send(
                "POST", BLOBS, request, accept=TAR, cap=MAX_TAR, into=came
            )
        except ServerUnreachable:
            begun = read_begun(b"".join(came), wanted)
            if not (begun.found or begun.begun):
                raise
            return begun
        return read_blobs(read_tar(answer), wanted)

    def blob(self, sha256: str, *, start: int, size: int, take: Callable[[bytes], None]) -> None:
        span = Span(sha256=sha256, start=start, size=size, media_type=BLOB)
        self._whole(f"{BLOBS}/{sha256}", span, take)

    def snapshot(
        self, sha256: str, *, start: int, size: int, take: Callable[[bytes], None]
    ) -> None:
        self._whole(f"{SNAPSHOTS}/{sha256}", Span(sha256=sha256, start=start, size=size), take)

    def _whole(self, path: str, span: Span, take: Callable[[bytes], None]) -> None:
        """Fetch all of ``span``, going on from where it broke off as long as it gets on."""
        came = span.start

        def take_on(part: bytes) -> None:
            nonlocal came
            take(part)
            came += len(part)

        def fetch() -> None:
            self._transport.download(path, replace(span, start=came), take_on)

        while came < span.size:
            before = came
            try:
                self._patiently(fetch)
            except ServerUnreachable as error:
                # On a line that is cut again and again, whatever gets on is worth going on.
                if error.retry_after is not None or came - before < LEAST:
                    raise

    def close(self) -> None:
        self._transport.close()

    def _message(
        self,
        method: str,
        path: str,
        request: msgspec.Struct | None,
        type_: type[Message],
        final: Failures = (AnswerTooSlow,),
    ) -> Message:
        fetch = functools.partial(
            self._transport.send, method, path, request, accept=JSON, cap=MAX_MESSAGE
        )
        return self._patiently(lambda: read_message(fetch(), type_), final)

    def _patiently(
        self, attempt: Callable[[], Result], final: Failures = (AnswerTooSlow,)
    ) -> Result:
        """Try until it works, the tries are used up, or trying again makes no sense.

        After a ``final`` failure the same question would meet the same end.
        """
        for failures in range(1, self._patience.tries):
            try:
                return attempt()
            except final:
                raise
            except ServerUnreachable as error:
                pause = error.retry_after
                if pause is None:
                    pause = delay(failures, self._chance.jitter())
                if pause > self._patience.longest_pause:
                    raise
                log.info("try %d failed, the next one in %.1f s", failures, pause)
                self._chance.sleep(pause)
        return attempt()

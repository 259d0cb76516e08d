"""A server reached over HTTP: the only module that imports requests.

Each request has one deadline from connecting to the last byte, and one cap in bytes. Whatever
happens on the way comes out as an ``AppError``; what an answer means is said in ``answers``.
"""

from __future__ import annotations

import functools
import logging
import random
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar, Final, TypeVar
from urllib.parse import urlsplit

import msgspec
import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, LocationParseError

from desktop.errors import NotOurServer, ServerUnreachable, UsageError
from desktop.sync.address import is_loopback, server_address
from desktop.sync.answers import (
    CUT,
    MAX_TAR,
    Answer,
    Message,
    read_message,
    read_tar,
    require_service,
)
from desktop.sync.blob_tar import read_begun, read_blobs
from desktop.sync.deadline import Deadline
from desktop.sync.remote import AnswerCut, AnswerTooLarge, AnswerTooSlow, BlobBatch
from desktop.sync.retry import delay, retry_after
from wire import __version__
from wire.codec import MAX_MESSAGE, encode
from wire.messages import (
    BlobsRequest,
    Enrolment,
    EnrolRequest,
    PullRequest,
    PullResponse,
    ServiceDocument,
)
from wire.routes import BLOBS, JSON, PULL, REPLICAS, SCHEMA, SCHEMA_HEADER, SERVICE, TAR

log = logging.getLogger(__name__)

Result = TypeVar("Result")
Failures = tuple[type[ServerUnreachable], ...]

CHUNK: Final = 64 * 2**10

NO_ANSWER = "The server does not answer. Check the network; what is here stays readable."
NOT_TRUSTED = (
    "The server's certificate is not trusted on this machine, so nothing was sent to it. "
    "Check the address; on a guest network, sign in to the network first."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a request may take, and how often it is tried. Times in seconds."""

    connect: float = 10.0
    total: float = 120.0
    tries: int = 4
    longest_pause: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """The clock and the dice: what tests replace."""

    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))


class HttpRemote:
    """A ``Remote`` at ``address``; without a token only ``service`` will be answered."""

    def __init__(
        self,
        address: str,
        token: str | None = None,
        *,
        patience: Patience | None = None,
        chance: Chance | None = None,
    ) -> None:
        self._address = server_address(address)
        self._patience = patience or Patience()
        self._chance = chance or Chance()
        self._deadline = Deadline()
        self._session = _session(self._address, token, self._deadline)
        self._received = 0

    @property
    def received(self) -> int:
        return self._received

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
            answer = self._send("POST", BLOBS, request, accept=TAR, cap=MAX_TAR, into=came)
        except ServerUnreachable:
            begun = read_begun(b"".join(came), wanted)
            if not begun.found:
                raise
            return begun
        return read_blobs(read_tar(answer), wanted)

    def close(self) -> None:
        self._session.close()
        self._deadline.close()

    def _message(
        self,
        method: str,
        path: str,
        request: msgspec.Struct | None,
        type_: type[Message],
        final: Failures = (AnswerTooSlow,),
    ) -> Message:
        fetch = functools.partial(self._send, method, path, request, accept=JSON, cap=MAX_MESSAGE)
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

    def _send(
        self,
        method: str,
        path: str,
        request: msgspec.Struct | None,
        *,
        accept: str,
        cap: int,
        into: list[bytes] | None = None,
    ) -> Answer:
        """Ask once; ``into`` gathers the parts of the body, also of one that is cut."""
        parts: list[bytes] = [] if into is None else into
        started = time.monotonic()
        try:
            with self._deadline.within(self._patience.total):
                answer = self._exchange(method, path, request, accept, cap, parts)
        except requests.exceptions.SSLError as error:
            raise self._late() or NotOurServer(NOT_TRUSTED) from error
        except requests.exceptions.ConnectionError as error:
            raise self._late() or ServerUnreachable(NO_ANSWER) from error
        except (requests.exceptions.InvalidURL, LocationParseError, UnicodeError) as error:
            raise UsageError("This is not the address of a server.") from error
        except (requests.exceptions.RequestException, HTTPError, OSError, ValueError) as error:
            raise self._late() or (AnswerCut if parts else ServerUnreachable)(CUT) from error
        if late := self._late():
            raise late
        took = time.monotonic() - started
        log.info("%s %s: %d, %d bytes, %.2f s", method, path, answer.status, len(answer.data), took)
        return answer

    def _late(self) -> AnswerTooSlow | None:
        if not self._deadline.expired:
            return None
        seconds = self._patience.total
        return AnswerTooSlow(f"The server's answer took longer than {seconds:.0f} seconds.")

    def _exchange(
        self,
        method: str,
        path: str,
        request: msgspec.Struct | None,
        accept: str,
        cap: int,
        parts: list[bytes],
    ) -> Answer:
        # Blobs hardly shrink any more; messages do, and a slow line is glad of it.
        encodings = "identity" if accept == TAR else "gzip"
        with self._session.request(
            method,
            self._address + path,
            data=None if request is None else encode(request),
            headers={"Accept": accept, "Accept-Encoding": encodings},
            stream=True,
            allow_redirects=False,
            timeout=(self._patience.connect, self._patience.total),
        ) as response:
            return self._answer(response, self._body(response, cap, parts))

    def _body(self, response: requests.Response, cap: int, parts: list[bytes]) -> bytes:
        """Read the whole body as it travels; anything short of its announced length raises."""
        size = 0
        while part := response.raw.read(CHUNK, decode_content=False):
            parts.append(part)
            size += len(part)
            self._received += len(part)
            if size > cap:
                raise AnswerTooLarge("The server's answer is larger than any answer may be.")
        return b"".join(parts)

    def _answer(self, response: requests.Response, data: bytes) -> Answer:
        headers = response.headers
        return Answer(
            status=response.status_code,
            content_type=headers.get("Content-Type", "").partition(";")[0].strip().lower(),
            data=data,
            encoding=headers.get("Content-Encoding", "").strip().lower(),
            # Without a length, its end is not told from a cut, and nobody of ours answers so.
            complete="Content-Length" in headers or "Transfer-Encoding" in headers,
            schema=headers.get(SCHEMA_HEADER, ""),
            retry_after=retry_after(headers.get("Retry-After"), self._chance.now()),
        )


class _Bearer(AuthBase):
    """Signs requests with the token; being there, it also keeps ``.netrc`` out of it."""

    def __init__(self, token: str | None) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class _Followed(HTTPConnection):
    """A connection that its deadline follows from the first byte on."""

    deadline: ClassVar[Deadline]

    def _new_conn(self) -> socket.socket:
        line = super()._new_conn()
        self.deadline.follow(self, line)
        return line


class _FollowedTls(_Followed, HTTPSConnection):
    """The same under TLS, the handshake included."""


class _FollowingAdapter(HTTPAdapter):
    """Makes connections that a deadline follows, through a proxy or not."""

    def __init__(self, deadline: Deadline) -> None:
        plain = type("Plain", (_Followed,), {"deadline": deadline})
        tls = type("Tls", (_FollowedTls,), {"deadline": deadline})
        self._pools = {
            "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("TlsPool", (HTTPSConnectionPool,), {"ConnectionCls": tls}),
        }
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _session(address: str, token: str | None, deadline: Deadline) -> requests.Session:
    session = requests.Session()
    for scheme in ("http://", "https://"):
        session.mount(scheme, _FollowingAdapter(deadline))
    session.auth = _Bearer(token)
    # What is on this machine is never behind a proxy.
    session.trust_env = not is_loopback(urlsplit(address).hostname or "")
    session.headers.update(
        {
            "User-Agent": f"vademecum/{__version__}",
            "Content-Type": JSON,
            SCHEMA_HEADER: str(SCHEMA),
        }
    )
    return session

"""Requests as they travel: the only module that imports requests.

Each has one deadline from connecting to the last byte, or a rate that it must keep, and one cap
in bytes. Whatever happens on the way comes out as an ``AppError``; what an answer means is said
elsewhere, and whether it is worth another try.
"""

from __future__ import annotations

import contextlib
import logging
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError, LocationParseError

from desktop.errors import AppError, ServerUnreachable, UsageError
from desktop.store.network import NetworkSettings
from desktop.sync.answers import CUT, MAX_PROBLEM, Answer
from desktop.sync.astray import gone_astray, never_began
from desktop.sync.connections import followed_pools
from desktop.sync.deadline import Deadline
from desktop.sync.patience import Chance, Patience
from desktop.sync.proxies import Choice
from desktop.sync.ranges import CHANGED, Span, require_span
from desktop.sync.remote import AnswerCut, AnswerTooLarge, AnswerTooSlow, SnapshotChanged
from desktop.sync.retry import retry_after, skew
from desktop.sync.routing import Router, Surroundings
from desktop.sync.trust import tls_context
from wire import __version__
from wire.codec import encode
from wire.routes import JSON, SCHEMA, SCHEMA_HEADER, TAR

log = logging.getLogger(__name__)

CHUNK: Final = 64 * 2**10
# A download that brings less than this within the time of a request has got stuck.
LEAST: Final = 64 * 2**10
# Whoever is between may have forgotten a line by then that nothing was said on.
LINE_KEPT: Final = 20.0  # seconds
_TROUBLE: Final = (requests.exceptions.RequestException, HTTPError, OSError, ValueError)


class Transport:
    """Sends requests to ``address``, which is one already checked, signed with ``token``.

    ``network`` is what was set about the way there, ``surroundings`` what the machine says.
    """

    def __init__(
        self,
        address: str,
        token: str | None,
        network: NetworkSettings,
        surroundings: Surroundings,
        patience: Patience,
        chance: Chance,
    ) -> None:
        self._address = address
        self._parts = urlsplit(address)
        self._patience = patience
        self._chance = chance
        self._deadline = Deadline()
        context = None
        if self._parts.scheme == "https":
            context = tls_context(network.authorities, surroundings.environment)
        self._session = _session(token, self._deadline, context)
        self._router = Router(address, network, surroundings)
        self._way: Choice = None
        self._opening: threading.Thread | None = None
        self.received = 0
        self.skew: float | None = None

    def begin(self) -> None:
        """Open a line to the server while something else is done, if it is reached directly."""
        self._opening = threading.Thread(target=self._open_line, name="line", daemon=True)
        self._begun_at = time.monotonic()
        self._opening.start()

    def _open_line(self) -> None:
        # Where it fails, the first request fails as well, and says why.
        with contextlib.suppress(AppError, *_TROUBLE):
            if self._router.living()[0] is None:
                adapter = self._session.get_adapter(self._address)
                assert isinstance(adapter, _FollowingAdapter)
                adapter.connect(self._address, self._patience.connect)

    def _await_line(self) -> None:
        if self._opening is None:
            return
        self._opening.join(self._patience.connect)
        self._opening = None
        if time.monotonic() - self._begun_at > LINE_KEPT:
            self._session.close()

    def close(self) -> None:
        """Let go of connections."""
        self._deadline.close()  # first: then no line that is still being opened is left behind
        self._session.close()

    def send(
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
        with self._line(parts):
            answer = self._exchange(method, path, request, accept, cap, parts)
        took = time.monotonic() - started
        log.info("%s %s: %d, %d bytes, %.2f s", method, path, answer.status, len(answer.data), took)
        return answer

    def download(self, path: str, span: Span, take: Callable[[bytes], None]) -> None:
        """Hand on the bytes of ``span`` as they come; anything short of them raises."""
        headers = {"Accept": span.media_type, "Accept-Encoding": "identity", **span.headers()}
        with (
            self._line([], least=LEAST),
            self._by_some_way("GET", self._address + path, headers=headers) as response,
        ):
            refused = response.status_code not in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT)
            data = self._body(response, MAX_PROBLEM, []) if refused else b""
            left = require_span(self._answer(response, data), response.headers, span)
            # One packet at a time: of a longer read that breaks off, nothing would be had.
            while left > 0 and (part := response.raw.read1(CHUNK, decode_content=False)):
                self.received += len(part)
                self._deadline.came(len(part))
                left -= len(part)
                if left < 0:
                    raise SnapshotChanged(CHANGED)
                take(part)
        if left:
            raise ServerUnreachable(CUT)

    @contextlib.contextmanager
    def _line(self, came: list[bytes], *, least: int | None = None) -> Iterator[None]:
        """Hold what happens on the line to its time, and say in an ``AppError`` what went wrong.

        ``came`` are the parts of the answer that have come. ``least`` is how many bytes must come
        within that time, where there may be more to come.
        """
        started = time.monotonic()
        try:
            with self._deadline.within(self._patience.total, least=least):
                yield
        except requests.exceptions.ConnectionError as error:
            raise self._late() or self._astray(error, started) from error
        except (requests.exceptions.InvalidURL, LocationParseError, UnicodeError) as error:
            raise UsageError("This is not the address of a server.") from error
        except _TROUBLE as error:
            raise self._late() or (AnswerCut if came else ServerUnreachable)(CUT) from error
        if late := self._late():
            raise late

    def _astray(self, error: Exception, started: float) -> AppError:
        left = self._patience.total - (time.monotonic() - started)
        now = self._chance.now()
        return gone_astray(error, self._parts, self._way, now=now, patience=left)

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
        with self._by_some_way(
            method,
            self._address + path,
            data=None if request is None else encode(request),
            headers={"Accept": accept, "Accept-Encoding": encodings},
        ) as response:
            return self._answer(response, self._body(response, cap, parts))

    def _by_some_way(self, method: str, url: str, **options: Any) -> requests.Response:
        """Send a request the first way that is not dead: proxies in their order, or directly."""
        self._await_line()
        *others, last = self._router.living()
        for way in others:
            try:
                return self._by(way, method, url, **options)
            except requests.exceptions.ConnectionError as error:
                if not never_began(error):
                    raise
                log.info("a way to the server is dead, trying the next one")
                self._router.leave_out(way)
        return self._by(last, method, url, **options)

    def _by(self, way: Choice, method: str, url: str, **options: Any) -> requests.Response:
        self._way = way
        return self._session.request(
            method,
            url,
            stream=True,
            allow_redirects=False,
            timeout=(self._patience.connect, self._patience.total),
            proxies={"https": way.url} if way else {},
            **options,
        )

    def _body(self, response: requests.Response, cap: int, parts: list[bytes]) -> bytes:
        """Read the whole body as it travels; anything short of its announced length raises."""
        size = 0
        while part := response.raw.read(CHUNK, decode_content=False):
            parts.append(part)
            size += len(part)
            self.received += len(part)
            if size > cap:
                raise AnswerTooLarge("The server's answer is larger than any answer may be.")
        return b"".join(parts)

    def _answer(self, response: requests.Response, data: bytes) -> Answer:
        headers, now = response.headers, self._chance.now()
        self.skew = skew(headers.get("Date"), now)
        return Answer(
            status=response.status_code,
            content_type=headers.get("Content-Type", "").partition(";")[0].strip().lower(),
            data=data,
            encoding=headers.get("Content-Encoding", "").strip().lower(),
            # Without a length, its end is not told from a cut, and nobody of ours answers so.
            complete="Content-Length" in headers or "Transfer-Encoding" in headers,
            schema=headers.get(SCHEMA_HEADER, ""),
            retry_after=retry_after(headers.get("Retry-After"), now),
        )


class _Bearer(AuthBase):
    """Signs requests with the token; being there, it also keeps ``.netrc`` out of it."""

    def __init__(self, token: str | None) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class _FollowingAdapter(HTTPAdapter):
    """Makes connections that a deadline follows, through a proxy or not.

    Whom they trust is what ``context`` says, and nothing that requests brings along.
    """

    def __init__(self, deadline: Deadline, context: ssl.SSLContext | None) -> None:
        self._context = context
        self._pools = followed_pools(deadline)
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, ssl_context=self._context)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        kwargs |= {"ssl_context": self._context, "proxy_ssl_context": self._context}
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager

    def connect(self, address: str, patience: float) -> None:
        """Connect to ``address``, and leave the connection for the first request there."""
        asked = requests.Request("GET", address).prepare()
        pool: Any = self.get_connection_with_tls_context(asked, verify=True)
        self.cert_verify(pool, address, True, None)
        connection = pool._get_conn()
        connection.timeout = patience
        try:
            connection.connect()
        except BaseException:
            connection.close()
            raise
        finally:
            pool._put_conn(connection)

    def cert_verify(self, conn: Any, *args: Any, **kwargs: Any) -> None:
        conn.cert_reqs = "CERT_REQUIRED"


def _session(
    token: str | None, deadline: Deadline, context: ssl.SSLContext | None
) -> requests.Session:
    session = requests.Session()
    for scheme in ("http://", "https://"):
        session.mount(scheme, _FollowingAdapter(deadline, context))
    session.auth = _Bearer(token)
    session.trust_env = False  # proxies and certificates are found by routing and trust
    session.headers.update(
        {
            "User-Agent": f"vademecum/{__version__}",
            "Content-Type": JSON,
            SCHEMA_HEADER: str(SCHEMA),
        }
    )
    return session

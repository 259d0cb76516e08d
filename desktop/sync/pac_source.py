"""Fetching a PAC file: from a web server or a path, with a cap and a deadline."""

from __future__ import annotations

import contextlib
import os
import ssl
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit
from urllib.request import url2pathname

from desktop.errors import UsageError
from desktop.sync.deadline import Deadline
from desktop.sync.pac import PacBroken
from desktop.sync.trust import tls_context

PATIENCE: Final = 10.0  # seconds
MOST_BYTES: Final = 2**20
MOST_REDIRECTS: Final = 3
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


def fetch_pac(place: str, authorities: str = "", *, patience: float = PATIENCE) -> str:
    """Return the text of the PAC file at a URL or a path; ``PacBroken`` if it cannot be had.

    It is never fetched through a proxy: it is what says which.
    """
    scheme = urlsplit(place).scheme.lower()
    if scheme in ("http", "https"):
        data = _download(place, lambda: tls_context(authorities, os.environ), patience)
    else:
        data = _read(Path(url2pathname(urlsplit(place).path)) if scheme == "file" else Path(place))
    if len(data) > MOST_BYTES:
        raise PacBroken("it is larger than any should be")
    text = data.decode("utf-8-sig", errors="replace")
    if "FindProxyForURL" not in text:
        raise PacBroken("what is there is no PAC file")
    return text


def _read(path: Path) -> bytes:
    try:
        with path.expanduser().open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError, RuntimeError) as error:
        raise PacBroken("the file cannot be read") from error


def _download(url: str, trust: Callable[[], ssl.SSLContext], patience: float) -> bytes:
    deadline = Deadline()
    try:
        with deadline.within(patience):
            return _follow(url, trust, deadline, patience)
    except (OSError, HTTPException, ValueError, UsageError) as error:
        late = "it takes too long to come" if deadline.expired else "nothing that answers has it"
        raise PacBroken(late) from error
    finally:
        deadline.close()


def _follow(
    url: str, trust: Callable[[], ssl.SSLContext], deadline: Deadline, patience: float
) -> bytes:
    for _ in range(MOST_REDIRECTS + 1):
        with _answer(url, trust, deadline, patience) as answer:
            if answer.status not in _REDIRECTS:
                if answer.status != 200:  # noqa: PLR2004 - what is there
                    raise PacBroken(f"its server answers with status {answer.status}")
                return answer.read(MOST_BYTES + 1)
            url = urljoin(url, answer.headers.get("Location", ""))
    raise PacBroken("it is always said to be somewhere else")


@contextlib.contextmanager
def _answer(
    url: str, trust: Callable[[], ssl.SSLContext], deadline: Deadline, patience: float
) -> Iterator[HTTPResponse]:
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port
    connection: HTTPConnection
    if parts.scheme == "https":
        connection = HTTPSConnection(host, port, timeout=patience, context=trust())
    elif parts.scheme == "http":
        connection = HTTPConnection(host, port, timeout=patience)
    else:
        raise PacBroken("it is said to be where nothing is fetched from")
    with contextlib.closing(connection):
        connection.connect()
        deadline.follow(connection, connection.sock)
        connection.request("GET", f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}")
        with connection.getresponse() as answer:
            yield answer

"""The line that the benchmark of a bad line is measured over is as bad as it says."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from tests.faults.line import Quality, bad_line

SIZE = 40_000


class Bytes(BaseHTTPRequestHandler):
    """Answers everything with the same many bytes."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(SIZE))
        self.end_headers()
        self.wfile.write(b"x" * SIZE)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def target() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bytes)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def fetched(address: str) -> bytes:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().read()
    finally:
        connection.close()


def test_a_line_carries_everything_and_no_faster_than_it_can(target: str) -> None:
    quality = Quality(rate=100_000, delay=0.05, cut_every=None)
    with bad_line(target, quality) as line:
        started = time.monotonic()
        assert fetched(line.address) == b"x" * SIZE
        took = time.monotonic() - started
        assert line.carried > SIZE
    # A connection and a request: there and back twice, and the bytes.
    assert 4 * quality.delay + SIZE / quality.rate <= took < 3


def test_two_connections_share_one_line(target: str) -> None:
    with bad_line(target, Quality(rate=200_000, delay=0.0, cut_every=None)) as line:
        started = time.monotonic()
        other = threading.Thread(target=fetched, args=[line.address])
        other.start()
        fetched(line.address)
        other.join()
        assert time.monotonic() - started >= 2 * SIZE / 200_000


def test_a_line_that_is_cut_ends_what_is_under_way(target: str) -> None:
    with bad_line(target, Quality(rate=20_000, delay=0.0, cut_every=0.3)) as line:
        with pytest.raises((http.client.HTTPException, ConnectionError)):
            fetched(line.address)
        assert line.cuts
        assert line.carried < SIZE

"""The line that is opened before there is anything to ask, and how little a pass asks over it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.compose import sync
from desktop.errors import ServerUnreachable
from desktop.sync import transport
from desktop.sync.http import HttpRemote
from desktop.sync.patience import Patience
from tests import servers
from tests.desktop.sites import Site, serving
from tests.entities import person
from tests.faults.homes import Nobody
from tests.relays import LOOPBACK, CountedLines, counted_lines, free_port

PULL = "POST /v1/pull HTTP/1.1"


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[tuple[Site, str, CountedLines]]:
    with serving(tmp_path) as site, counted_lines(site.url) as (address, lines):
        yield site, address, lines


def synced(site: Site, address: str, lines: CountedLines) -> None:
    """A home that has been synced over the lines, which are counted from here on."""
    site.connect("ada", address)
    site.sync()
    lines.lines, lines.asked = 0, []


def test_a_line_is_open_before_anything_is_asked_and_the_first_request_goes_over_it(
    counted: tuple[Site, str, CountedLines],
) -> None:
    _, address, lines = counted
    remote = HttpRemote(address)
    remote.begin()
    assert lines.opened.wait(10)
    assert (lines.lines, lines.asked) == (1, [])
    remote.service()
    remote.close()
    assert (lines.lines, len(lines.asked)) == (1, 1)


def test_a_line_on_which_nothing_was_said_for_long_is_not_trusted(
    counted: tuple[Site, str, CountedLines], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, address, lines = counted
    monkeypatch.setattr(transport, "LINE_KEPT", 0.0)
    remote = HttpRemote(address)
    remote.begin()
    assert lines.opened.wait(10)
    remote.service()
    remote.close()
    assert (lines.lines, len(lines.asked)) == (2, 1)


def test_a_line_that_cannot_be_opened_is_heard_of_at_the_first_request() -> None:
    remote = HttpRemote(f"http://{LOOPBACK}:{free_port()}", patience=Patience(tries=1))
    remote.begin()
    with pytest.raises(ServerUnreachable):
        remote.service()
    remote.close()


def test_a_line_that_is_given_up_while_it_is_opened_is_closed() -> None:
    with socket.create_server((LOOPBACK, 0)) as listening:
        remote = HttpRemote(f"http://{LOOPBACK}:{listening.getsockname()[1]}")
        remote.begin()
        remote.close()
        line, _ = listening.accept()
        with line:
            assert line.recv(1) == b""


def test_a_pass_with_nothing_new_asks_once_over_one_line(
    counted: tuple[Site, str, CountedLines],
) -> None:
    site, address, lines = counted
    synced(site, address, lines)
    report = sync(site.home, Nobody())
    assert report.up_to_date
    assert report.bytes <= 1_024
    assert (lines.lines, lines.asked) == (1, [PULL])


def test_a_pass_with_something_new_asks_once_over_one_line(
    counted: tuple[Site, str, CountedLines],
) -> None:
    site, address, lines = counted
    synced(site, address, lines)
    servers.write_entities(site.settings, person("carl"))
    assert sync(site.home, Nobody()).rows == 1
    assert (lines.lines, lines.asked) == (1, [PULL])

"""PAC files: what they may ask, what they may not do, and where they lead."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.errors import ServerUnreachable
from desktop.store.network import NetworkSettings
from desktop.sync import pac
from desktop.sync.pac import Outside, PacBroken, ask_pac
from desktop.sync.pac_source import fetch_pac
from desktop.sync.proxies import read_answer
from desktop.sync.routing import Router, Surroundings
from desktop.sync.system_proxies import SystemSettings
from tests.desktop.sync.way.conftest import Secured, nowhere, remote_at
from tests.faults.http_text import response
from tests.relays import LOOPBACK, Connected, NamingProxy, free_port, listening

NAMES = {"wiki.example.com": "10.1.2.3", "far.example.org": "192.168.7.9"}
# A Wednesday, 25 November 2026, 14:30:15 UTC.
NOW = datetime(2026, 11, 25, 14, 30, 15, tzinfo=UTC).timestamp()
OUTSIDE = Outside(resolve=NAMES.get, my_address=lambda: "10.0.0.5", clock=lambda: NOW)


def ask(body: str, host: str = "wiki.example.com", patience: float = 10.0) -> str:
    script = f"function FindProxyForURL(url, host) {{ {body} }}"
    return ask_pac(script, host, outside=OUTSIDE, patience=patience)


def said(*expressions: str) -> list[bool]:
    """What each expression is in a PAC file, asked all at once."""
    answer = ask(f"return [{', '.join(expressions)}].map((one) => one === true).join(' ')")
    return [word == "true" for word in answer.split()]


TRUE = [
    "isPlainHostName('www')",
    "!isPlainHostName('www.example.com')",
    "!isPlainHostName('::1')",
    "dnsDomainIs('www.example.com', '.example.com')",
    "dnsDomainIs('WWW.EXAMPLE.COM', '.example.com')",
    "!dnsDomainIs('www', '.example.com')",
    "!dnsDomainIs('www.example.org', '.example.com')",
    "localHostOrDomainIs('www.example.com', 'www.example.com')",
    "localHostOrDomainIs('www', 'www.example.com')",
    "!localHostOrDomainIs('www.example.org', 'www.example.com')",
    "!localHostOrDomainIs('home.example.com', 'www.example.com')",
    "isResolvable('wiki.example.com')",
    "!isResolvable('nobody.example.com')",
    "isInNet('wiki.example.com', '10.0.0.0', '255.0.0.0')",
    "isInNet('10.1.2.3', '10.1.0.0', '255.255.0.0')",
    "!isInNet('far.example.org', '10.0.0.0', '255.0.0.0')",
    "!isInNet('nobody.example.com', '0.0.0.0', '0.0.0.0')",
    "isInNet('198.95.249.79', '198.95.249.79', '255.255.255.255')",
    "!isInNet('999.1.1.1', '0.0.0.0', '0.0.0.0')",
    "dnsResolve('wiki.example.com') === '10.1.2.3'",
    "dnsResolve('nobody.example.com') === null",
    "myIpAddress() === '10.0.0.5'",
    "dnsDomainLevels('www') === 0",
    "dnsDomainLevels('www.example.com') === 2",
    "shExpMatch('http://x/people/ari/index.html', '*/ari/*')",
    "!shExpMatch('http://x/people/lea/index.html', '*/ari/*')",
    "shExpMatch('wiki.example.com', '*.example.com')",
    "!shExpMatch('wikiXexample.com', '*.example.com')",
    "shExpMatch('abc', 'a?c')",
    "!shExpMatch('abc', 'a?')",
    "shExpMatch('', '*')",
    "weekdayRange('WED', 'GMT')",
    "weekdayRange('MON', 'FRI', 'GMT')",
    "weekdayRange('SAT', 'WED', 'GMT')",
    "!weekdayRange('SAT', 'TUE', 'GMT')",
    "!weekdayRange('THU', 'FRI', 'GMT')",
    "dateRange(25, 'GMT')",
    "!dateRange(24, 'GMT')",
    "dateRange(20, 30, 'GMT')",
    "dateRange(20, 5, 'GMT')",
    "dateRange('NOV')",
    "dateRange('OCT', 'FEB')",
    "!dateRange('JAN', 'MAR')",
    "dateRange(2026)",
    "dateRange(2020, 2030)",
    "dateRange(25, 'NOV', 'GMT')",
    "!dateRange(25, 'DEC', 'GMT')",
    "dateRange(25, 'NOV', 2026, 'GMT')",
    "dateRange(1, 'NOV', 30, 'NOV')",
    "dateRange(15, 'DEC', 30, 'NOV')",
    "!dateRange(1, 'JUN', 15, 'AUG')",
    "dateRange('OCT', 2025, 'MAR', 2027)",
    "!dateRange('OCT', 1995, 'MAR', 1996)",
    "dateRange(1, 'JUN', 2026, 15, 'DEC', 2026, 'GMT')",
    "timeRange(14, 'GMT')",
    "!timeRange(15, 'GMT')",
    "timeRange(14, 15, 'GMT')",
    "!timeRange(9, 14, 'GMT')",
    "timeRange(9, 17, 'GMT')",
    "timeRange(22, 15, 'GMT')",
    "!timeRange(22, 6, 'GMT')",
    "timeRange(8, 30, 14, 30, 'GMT')",
    "!timeRange(8, 30, 14, 29, 'GMT')",
    "timeRange(14, 30, 0, 14, 30, 15, 'GMT')",
    "!timeRange(0, 0, 0, 0, 0, 30, 'GMT')",
]


def test_the_functions_of_the_format_do_what_its_description_says() -> None:
    wrong = [one for one, right in zip(TRUE, said(*TRUE), strict=True) if not right]
    assert wrong == []


def test_only_the_host_is_told_and_never_a_path() -> None:
    assert ask("return url + ' ' + host") == "https://wiki.example.com/ wiki.example.com"
    assert ask("return url", host="fe80::1") == "https://[fe80::1]/"


@pytest.mark.parametrize(
    "body",
    [
        "while (true) ;",
        "for (;;) dnsResolve('a' + Math.random())",
        "return /(a+)+$/.test('a'.repeat(40) + 'b')",
    ],
)
def test_a_file_that_comes_to_no_end_is_ended_at_its_deadline(body: str) -> None:
    started = time.monotonic()
    with pytest.raises(PacBroken):
        ask(body, patience=0.5)
    assert time.monotonic() - started < 1.5


def test_a_pattern_with_many_stars_takes_no_time() -> None:
    assert ask("return shExpMatch('a'.repeat(1000), '*a'.repeat(100) + 'b')") == "false"


@pytest.mark.parametrize(
    "body",
    [
        "let a = []; while (true) a.push('x'.repeat(1e6) + a.length)",
        "return f(); function f() { return f() }",
        "throw 1",
        "return call_python('open', '/etc/passwd')",
        "return call_python('dukpy.load_module', 'x')",
        "return import('/etc/passwd')",
        "return process.env.HOME",
        "return require('fs')",
    ],
)
def test_a_file_that_breaks_or_reaches_out_is_broken(body: str) -> None:
    with pytest.raises(PacBroken, match="ends in an error|breaks off|comes to no end"):
        ask(body)


def test_a_resolver_that_hangs_does_not_hold_a_pass() -> None:
    over = threading.Event()

    def never(name: str) -> str | None:
        over.wait()  # a resolver of the system's, which nothing can end
        return None

    outside = Outside(resolve=never, my_address=lambda: "")
    script = "function FindProxyForURL() { return String(isResolvable('x')) }"
    started = time.monotonic()
    with contextlib.suppress(PacBroken):  # or it answers at the last moment
        assert ask_pac(script, "x.example.com", outside=outside, patience=0.5) == "false"
    assert time.monotonic() - started < 1.5
    over.set()


def test_the_program_without_a_python_runs_it_as_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pac, "_command", lambda: [sys.executable, "-m", "desktop", "pac-engine"])
    assert ask("return host") == "wiki.example.com"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", ["direct"]),
        ("DIRECT", ["direct"]),
        ("PROXY a:3128; DIRECT", ["a:3128", "direct"]),
        ("  proxy a ; HTTP b:81;HTTPS c:443 ;", ["a:80", "b:81"]),
        ("SOCKS5 s:1080; PROXY a:1", ["a:1"]),
        ("PROXY a:1; PROXY a:1", ["a:1"]),
        ("PROXY [fe80::1]:8080", ["[fe80::1]:8080"]),
        (";".join(f"PROXY p{number}:1" for number in range(50)), [f"p{n}:1" for n in range(10)]),
    ],
)
def test_an_answer_names_ways_in_their_order(text: str, places: list[str]) -> None:
    assert [one.place if one else "direct" for one in read_answer(text)] == places


@pytest.mark.parametrize("text", ["SOCKS s:1080", "PROXY", "PROXY a:b", "true", "PROXY a:99999"])
def test_an_answer_without_a_way_that_can_be_gone_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="nothing"):
        read_answer(text)


def pac_server(status: int, body: bytes, **headers: str) -> Connected:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(response(body, status=status, headers=headers))
        await writer.drain()

    return answer


SCRIPT = b"function FindProxyForURL(url, host) { return 'DIRECT'; }"


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (404, b"", "status 404"),
        (200, b"<html>Sign in</html>", "no PAC file"),
        (200, SCRIPT + b" " * 2**20, "larger than any"),
        (302, b"", "somewhere else"),
    ],
)
def test_what_is_no_pac_file_is_refused_with_a_reason(status: int, body: bytes, why: str) -> None:
    with (
        listening(pac_server(status, body, Location="/again")) as port,
        pytest.raises(PacBroken, match=why),
    ):
        fetch_pac(f"http://{LOOPBACK}:{port}/proxy.pac")


async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b" ")
        await asyncio.sleep(0.05)


def test_a_server_that_drips_a_pac_file_has_its_deadline() -> None:
    started = time.monotonic()
    with listening(say_nothing) as port, pytest.raises(PacBroken, match="too long"):
        fetch_pac(f"http://{LOOPBACK}:{port}/proxy.pac", patience=0.4)
    assert time.monotonic() - started < 1.4


def test_a_pac_file_may_lie_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "proxy file.pac"
    path.write_bytes(b"\xef\xbb\xbf" + SCRIPT)
    assert fetch_pac(str(path)) == fetch_pac(path.as_uri()) == SCRIPT.decode()
    with pytest.raises(PacBroken, match="cannot be read"):
        fetch_pac(str(tmp_path / "gone.pac"))


def set_by_the_system(place: str) -> Surroundings:
    bare = nowhere().system
    return Surroundings(
        system=SystemSettings(
            environment=dict,
            static=dict,
            bypassed=bare.bypassed,
            desktop_pac=lambda: place,
            desktop_static=bare.desktop_static,
        ),
        outside=OUTSIDE,
    )


def test_a_server_is_reached_by_the_pac_file_of_the_system(
    secured: Secured, proxy: NamingProxy
) -> None:
    script = f"function FindProxyForURL(u, h) {{ return 'PROXY {LOOPBACK}:{proxy.port}' }}"
    network = NetworkSettings(authorities=secured.pem)
    with listening(pac_server(200, script.encode())) as port:
        there = set_by_the_system(f"http://{LOOPBACK}:{port}/proxy.pac")
        with closing(remote_at(secured.url, "t", network, surroundings=there)) as remote:
            remote.service()
            remote.service()
    assert len(proxy.asked) == 1


def test_a_broken_pac_file_of_the_system_is_passed_over_and_said() -> None:
    place = f"http://{LOOPBACK}:{free_port()}/proxy.pac"
    router = Router("https://vademecum.test", NetworkSettings(), set_by_the_system(place))
    assert router.route.choices == (None,)
    assert "does not help" in router.route.why


def test_a_broken_pac_file_that_was_set_here_ends_the_way(tmp_path: Path) -> None:
    settings = NetworkSettings(proxy=f"pac:{tmp_path / 'gone.pac'}")
    with pytest.raises(ServerUnreachable, match="setting of this program.*cannot be read"):
        _ = Router("https://vademecum.test", settings, nowhere()).route

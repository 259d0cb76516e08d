"""A real server reached through real proxies: Debian's tinyproxy, and one of our own."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.errors import NotOurServer, ServerUnreachable
from desktop.store.network import NetworkSettings, ProxyLogin
from desktop.sync.http import HttpRemote
from desktop.sync.routing import Surroundings
from desktop.sync.system_proxies import SystemSettings
from tests.desktop.sync.way.conftest import Secured, nowhere, remote_at
from tests.relays import (
    LOOPBACK,
    NamingProxy,
    free_port,
    known_names,
    naming_proxy,
    tinyproxy,
)
from wire.messages import EnrolRequest

PASSWORD = "open sesame"


def by(secured: Secured, proxy: str, login: ProxyLogin | None = None) -> HttpRemote:
    network = NetworkSettings(proxy=proxy, authorities=secured.pem, login=login)
    return remote_at(secured.url, secured.token, network)


def test_a_server_is_reached_through_tinyproxy(
    secured: Secured, proxy: NamingProxy, tmp_path: Path
) -> None:
    with tinyproxy(tmp_path, proxy) as url, closing(by(secured, url)) as remote:
        assert remote.enrol(EnrolRequest(name="d", client="1")).viewer
    assert proxy.asked[0].startswith("CONNECT vademecum.test:")
    assert secured.token not in "".join(proxy.asked)


@pytest.mark.parametrize("password", ["opensesame", "wrong", None])
def test_tinyproxy_wants_a_password_and_gets_it_or_a_sentence_says_so(
    secured: Secured, proxy: NamingProxy, tmp_path: Path, password: str | None
) -> None:
    with tinyproxy(tmp_path, proxy, "ada opensesame") as url:
        place = url.removeprefix("http://")
        login = ProxyLogin(proxy=place, user="ada", password=password) if password else None
        with closing(by(secured, url, login=login)) as remote:
            if password == "opensesame":
                assert remote.service().service == "vademecum"
                return
            with pytest.raises(NotOurServer, match="wants a user name and a password") as raised:
                remote.service()
    assert place in str(raised.value)
    assert "wrong" not in str(raised.value)


def test_a_password_goes_to_no_proxy_but_its_own(secured: Secured, proxy: NamingProxy) -> None:
    login = ProxyLogin(proxy="proxy.test:3128", user="ada", password=PASSWORD)
    with closing(by(secured, proxy.url, login=login)) as remote:
        remote.service()
    assert "Proxy-Authorization" not in proxy.asked[0]


def test_a_password_with_signs_that_mean_something_in_a_url_arrives_whole(
    secured: Secured, proxy: NamingProxy
) -> None:
    login = ProxyLogin(proxy=f"{LOOPBACK}:{proxy.port}", user="ada@x", password="a:/?#@ %41b")
    with closing(by(secured, proxy.url, login=login)) as remote:
        remote.service()
    assert "Proxy-Authorization: Basic YWRhQHg6YTovPyNAICU0MWI=" in proxy.asked[0]


@pytest.mark.parametrize(
    ("status", "error", "said"),
    [
        (403, NotOurServer, "does not let this computer through"),
        (407, NotOurServer, "--proxy-login USER@127.0.0.1:"),
        (502, ServerUnreachable, "cannot reach vademecum.test"),
        (504, ServerUnreachable, "cannot reach vademecum.test"),
    ],
)
def test_what_a_proxy_refuses_with_is_said(
    secured: Secured, proxy: NamingProxy, status: int, error: type[Exception], said: str
) -> None:
    proxy.status = status
    with closing(by(secured, proxy.url)) as remote, pytest.raises(error, match=said):
        remote.service()


def test_a_proxy_that_is_gone_is_named(secured: Secured) -> None:
    place = f"{LOOPBACK}:{free_port()}"
    with (
        closing(by(secured, f"http://{place}")) as remote,
        pytest.raises(ServerUnreachable, match=f"The proxy {place} does not answer"),
    ):
        remote.service()


def test_without_a_proxy_the_server_is_asked_itself(
    secured: Secured, monkeypatch: pytest.MonkeyPatch
) -> None:
    known_names(monkeypatch, "vademecum.test")
    with closing(by(secured, "none")) as remote:
        assert remote.service().service == "vademecum"


def environment(**variables: str) -> Surroundings:
    """A machine with an environment; Python's own functions read it."""
    bare = nowhere().system
    static = {name.removesuffix("_proxy"): value for name, value in variables.items()}
    skipped = variables.get("no_proxy", "").split(",")
    return Surroundings(
        system=SystemSettings(
            environment=lambda: variables,
            static=lambda: static,
            bypassed=lambda host: host in skipped,
            desktop_pac=bare.desktop_pac,
            desktop_static=bare.desktop_static,
        )
    )


def test_the_environment_names_the_proxy(secured: Secured, proxy: NamingProxy) -> None:
    there = environment(https_proxy=proxy.url)
    network = NetworkSettings(authorities=secured.pem)
    with closing(remote_at(secured.url, "t", network, surroundings=there)) as remote:
        remote.service()
    assert len(proxy.asked) == 1


def test_no_proxy_leaves_the_server_out(
    secured: Secured, proxy: NamingProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    known_names(monkeypatch, "vademecum.test")
    there = environment(https_proxy=proxy.url, no_proxy="vademecum.test")
    network = NetworkSettings(authorities=secured.pem)
    with closing(remote_at(secured.url, "t", network, surroundings=there)) as remote:
        remote.service()
    assert proxy.asked == []


def test_what_is_on_this_machine_is_never_behind_a_proxy(
    secured: Secured, proxy: NamingProxy
) -> None:
    there = environment(https_proxy=proxy.url, http_proxy=proxy.url)
    network = NetworkSettings(proxy=proxy.url)
    url = f"http://{LOOPBACK}:{secured.plain_port}"
    with closing(remote_at(url, "t", network, surroundings=there)) as remote:
        remote.service()
    assert proxy.asked == []


def test_a_kind_of_proxy_that_cannot_be_used_is_a_sentence(secured: Secured) -> None:
    there = environment(https_proxy="socks5://proxy.test:1080")
    network = NetworkSettings(authorities=secured.pem)
    with (
        closing(remote_at(secured.url, "t", network, surroundings=there)) as remote,
        pytest.raises(ServerUnreachable, match="socks5"),
    ):
        remote.service()


def test_no_log_holds_a_password(
    secured: Secured, proxy: NamingProxy, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    login = ProxyLogin(proxy=f"{LOOPBACK}:{proxy.port}", user="ada", password="sesame")
    with closing(by(secured, proxy.url, login=login)) as remote:
        remote.service()
        proxy.status = 407
    with (
        closing(by(secured, proxy.url, login=login)) as remote,
        pytest.raises(NotOurServer) as raised,
    ):
        remote.service()
    assert "sesame" not in caplog.text + str(raised.value) + repr(login)
    assert "sesame" not in repr(replace(NetworkSettings(), login=login))


def test_a_dead_proxy_is_left_for_the_next_and_not_asked_again(
    secured: Secured, tmp_path: Path
) -> None:
    with naming_proxy() as first, naming_proxy() as second:
        pac = tmp_path / "proxy.pac"
        dead = f"{LOOPBACK}:{free_port()}"
        answer = f"PROXY {dead}; PROXY {LOOPBACK}:{first.port}; PROXY {LOOPBACK}:{second.port}"
        pac.write_text(f"function FindProxyForURL(url, host) {{ return '{answer}'; }}")
        with closing(by(secured, f"pac:{pac}")) as remote:
            remote.service()
            remote.service()
        assert (len(first.asked), len(second.asked)) == (1, 0)

"""The command line behind a company's proxy, with a password and an authority of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.compose import doctor, network_settings
from desktop.paths import Home
from desktop.store.network import NetworkSettings
from tests.desktop.sync.way.conftest import Secured
from tests.desktop.sync.way.test_hops import MACHINE
from tests.relays import NamingProxy, tinyproxy

PASSWORD = "opensesame"


@pytest.fixture
def files(tmp_path: Path, secured: Secured) -> Path:
    (tmp_path / "token").write_text(secured.token)
    (tmp_path / "password").write_text(f"{PASSWORD}\n")
    (tmp_path / "company.pem").write_text(secured.pem)
    return tmp_path


def run(home: Path, *words: str) -> int:
    return main(["--home", str(home), *words])


def test_a_home_behind_a_proxy_is_connected_once_and_synced_ever_after(
    secured: Secured, proxy: NamingProxy, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = files / "home"
    with tinyproxy(files, proxy, f"ada {PASSWORD}") as url:
        words = ["connect", secured.url, "--token-file", str(files / "token")]
        words += ["--proxy", url.replace("//", "//ada@"), "--ca-file", str(files / "company.pem")]
        words += ["--proxy-password-file", str(files / "password")]
        assert run(home, *words, "--key-file", str(files / "key")) == 0
        assert run(home, "sync") == 0
        assert all(one.ok for one in doctor(Home(home), machine=MACHINE))
        assert run(home, "network", "--json") == 0
    said = capsys.readouterr().out
    shown = json.loads(said.splitlines()[-1])
    assert (shown["proxy"], shown["login"]["user"]) == (url, "ada")
    assert shown["authorities"][0]["subject"] == "Muster GmbH"
    assert PASSWORD not in said
    found = [path for path in home.rglob("*") if path.is_file()]
    assert found
    assert not any(PASSWORD.encode() in path.read_bytes() for path in found)


def test_settings_are_changed_one_by_one_and_forgotten(files: Path) -> None:
    home = files / "home"
    assert run(home, "network", "--proxy", "proxy.test:3128") == 0
    password = ["--proxy-password-file", str(files / "password")]
    assert run(home, "network", "--proxy-login", "ada@proxy.test:3128", *password) == 0
    assert run(home, "network", "--ca-file", str(files / "company.pem")) == 0
    held = network_settings(Home(home))
    assert held.proxy == "http://proxy.test:3128"
    assert held.login is not None
    assert (held.login.proxy, held.login.password) == ("proxy.test:3128", PASSWORD)
    assert held.authorities
    assert run(home, "network", "--proxy", "system", "--proxy-login", "-", "--ca-file", "-") == 0
    assert network_settings(Home(home)) == NetworkSettings()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--proxy", "http://ada:secret@proxy.test:3128"], "password out of the address"),
        (["--proxy", "socks5://proxy.test:1080"], "HTTP proxies can"),
        (["--proxy", "http://"], "not the address of a proxy"),
        (["--proxy", "http://proxy.test:99999"], "not the address of a proxy"),
        (["--proxy-login", "ada@proxy.test:1"], "--proxy-password-file"),
        (["--proxy-login", "proxy.test:1"], "USER@HOST:PORT"),
        (["--ca-file", "/nowhere/at/all.pem"], "cannot be read"),
        (["--proxy", "ada@p:1", "--proxy-password-file", "/nowhere/at/all"], "cannot be read"),
    ],
)
def test_what_makes_no_sense_is_a_sentence_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert run(tmp_path / "home", "network", *words) == 2
    complained = capsys.readouterr().err
    assert said in complained
    assert "secret" not in complained
    assert not (tmp_path / "home").exists()

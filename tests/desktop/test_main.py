from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.__main__ import BUG, main, parse
from desktop.commands import reading
from desktop.commands.terminal import Terminal
from desktop.compose import connect, sync
from desktop.paths import Home
from tests import servers
from tests.entities import page, person, space, unit
from tests.faults.homes import Nobody

Captured = pytest.CaptureFixture[str]

SYNC_KEYS = {
    *("rows", "bytes", "seconds", "people_searchable_after", "pushed", "conflicts", "rejected"),
    *("streams", "up_to_date"),
}
STATUS_KEYS = {
    *("people", "pages", "posts", "age_seconds", "outbox", "conflicts", "lease_until"),
    *("bytes_on_disk", "server", "up_to_date"),
}


@pytest.fixture(scope="module")
def url_and_token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    settings = servers.sqlite_settings(tmp_path_factory.mktemp("server"))
    servers.write_entities(
        settings,
        space("handbook"),
        unit("pumps"),
        person("ada", "Ada \x1b[31mLovelace", role="Fitter", phone="030 1"),
        page("travel", "Travel", "Keep the receipts."),
    )
    token = servers.token_for(settings, "ada")
    with servers.running(settings) as url:
        yield url, token


@pytest.fixture(scope="module")
def home(url_and_token: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home that has synced once."""
    folder = tmp_path_factory.mktemp("desk")
    home = Home(folder / "home")
    connect(home, *url_and_token, key_file=folder / "key")
    sync(home, Nobody())
    return home


def ask(capsys: Captured, *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main(words)
    told = capsys.readouterr()
    return status, told.out, told.err


def test_wrong_usage_is_status_two(capsys: Captured) -> None:
    for words in (["fly"], ["show"], ["connect", "https://x.example"], ["--nonsense"]):
        assert ask(capsys, *words)[0] == 2
    assert ask(capsys, "--help")[0] == 0


def test_an_empty_home_is_a_sentence(capsys: Captured, tmp_path: Path) -> None:
    for words in (["sync"], ["status"], ["search", "x"], ["show", "person:x"]):
        status, said, complained = ask(capsys, "--home", str(tmp_path / "none"), *words)
        assert (status, said) == (1, "")
        assert "Connect" in complained
        assert complained.count("\n") == 1
    assert not (tmp_path / "none").exists()


def test_why_connecting_failed_is_told_to_programs_by_its_name(
    capsys: Captured, tmp_path: Path
) -> None:
    words = ("connect", "http://127.0.0.1:9", "--token", "x", "--json")
    status, said, complained = ask(capsys, "--home", str(tmp_path / "none"), *words)
    told = json.loads(said)
    assert (status, told["type"], told["error"]) == (1, "error", "ServerUnreachable")
    assert told["message"] == complained.strip()


@pytest.mark.parametrize(
    "words",
    [
        ["--home", "H", "--json", "status"],
        ["status", "--json", "--home", "H"],
        ["--json", "status", "--home", "H"],
        ["--home", "other", "--json", "status", "--home", "H"],
    ],
)
def test_what_holds_everywhere_may_stand_before_or_after_the_command(words: list[str]) -> None:
    given = parse(words)
    assert (given.home, given.json, given.verbose) == ("H", True, False)


def test_without_a_command_the_window_is_meant() -> None:
    given = parse([])
    assert (given.command, given.address) == (parse(["run"]).command, None)


def test_the_home_may_be_named_by_the_environment(
    capsys: Captured, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VADEMECUM_HOME", str(home.root))
    assert json.loads(ask(capsys, "status", "--json")[1])["people"] == 1


def test_a_home_of_nobody_is_a_sentence(capsys: Captured) -> None:
    assert main(["--home", "~no-such-user/x", "status"]) == 2
    assert "--home" in capsys.readouterr().err


@pytest.mark.parametrize("words", [("status",), ("sync",), ("doctor",)])
def test_a_home_that_is_a_file_is_a_sentence(
    capsys: Captured, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("x")
    assert main(["--home", str(tmp_path / "file"), *words]) == 1
    said = capsys.readouterr()
    assert "folder" in said.out + said.err


def test_status_has_the_keys_that_were_promised(capsys: Captured, home: Home) -> None:
    status = json.loads(ask(capsys, "--home", str(home.root), "status", "--json")[1])
    assert status.keys() >= STATUS_KEYS
    assert (status["people"], status["pages"], status["up_to_date"]) == (1, 1, True)


def test_sync_has_the_keys_that_were_promised(capsys: Captured, home: Home) -> None:
    report = json.loads(ask(capsys, "--home", str(home.root), "sync", "--json")[1])
    assert report.keys() >= SYNC_KEYS
    assert report["up_to_date"] is True


def test_a_sync_tells_its_steps_as_lines(capsys: Captured, home: Home) -> None:
    said = ask(capsys, "--home", str(home.root), "sync", "--progress")[1]
    lines = [json.loads(line) for line in said.splitlines()]
    assert lines[0]["type"] == "progress"
    assert {"phase", "done", "total", "seconds_left"} < lines[0].keys()
    assert lines[-1]["type"] == "report"
    assert lines[-1].keys() >= SYNC_KEYS


def test_a_sync_that_fails_ends_in_a_line_that_says_so(capsys: Captured, tmp_path: Path) -> None:
    status, said, complained = ask(capsys, "--home", str(tmp_path / "x"), "sync", "--progress")
    told = json.loads(said.splitlines()[-1])
    assert (status, told["type"], told["error"]) == (1, "error", "NotConnected")
    assert told["message"] == complained.strip()


def test_connect_has_the_keys_that_were_promised(
    capsys: Captured, url_and_token: tuple[str, str], tmp_path: Path
) -> None:
    url, token = url_and_token
    (tmp_path / "token").write_text(f"{token}\n", encoding="ascii")
    words = ["connect", url, "--token-file", str(tmp_path / "token"), "--json"]
    key = ["--key-file", str(tmp_path / "key")]
    status, said, _ = ask(capsys, "--home", str(tmp_path / "home"), *words, *key)
    answer = json.loads(said)
    assert status == 0
    assert answer.keys() == {"server", "viewer", "replica", "streams"}
    assert (answer["server"], answer["viewer"]) == (url, "person:ada")
    assert {"id", "rows", "bytes"} == answer["streams"][0].keys()
    assert token not in said


@pytest.mark.parametrize(
    ("url", "token", "status"),
    [
        ("http://wiki.example", "t", 2),
        ("ftp://127.0.0.1", "t", 2),
        ("http://127.0.0.1:9", "t t\nt", 2),
        ("http://127.0.0.1:9", "", 2),
    ],
)
def test_a_connection_that_cannot_be_is_refused_before_anything_is_sent(
    capsys: Captured, tmp_path: Path, url: str, token: str, status: int
) -> None:
    words = ["--home", str(tmp_path / "home"), "connect", url, "--token", token]
    assert ask(capsys, *words)[0] == status
    assert not (tmp_path / "home").exists()


def test_a_token_nobody_gave_is_refused_with_a_sentence(
    capsys: Captured, url_and_token: tuple[str, str], tmp_path: Path
) -> None:
    words = ["connect", url_and_token[0], "--token", "made-up"]
    status, _, complained = ask(capsys, "--home", str(tmp_path / "home"), *words)
    assert status == 1
    assert "token" in complained
    assert "made-up" not in complained
    assert not (tmp_path / "home").exists()


def test_a_record_is_shown_in_words_and_in_json(capsys: Captured, home: Home) -> None:
    where = ["--home", str(home.root), "show", "vademecum://person/ada"]
    said = ask(capsys, *where)[1]
    assert "Fitter" in said
    assert "030 1" in said
    assert json.loads(ask(capsys, *where, "--json")[1])["role"] == "Fitter"


def test_nothing_in_a_record_can_drive_the_terminal(capsys: Captured, home: Home) -> None:
    for words in (["show", "person:ada"], ["search", "ada"]):
        said = ask(capsys, "--home", str(home.root), *words)[1]
        assert "Lovelace" in said.replace("*", "")
        assert "\x1b" not in said


@pytest.mark.parametrize(("address", "status"), [("person:nobody", 1), ("nonsense", 2)])
def test_an_address_that_leads_nowhere_is_a_sentence(
    capsys: Captured, home: Home, address: str, status: int
) -> None:
    ended, said, complained = ask(capsys, "--home", str(home.root), "show", address)
    assert (ended, said) == (status, "")
    assert complained.count("\n") == 1


def test_the_doctor_tells_every_check(capsys: Captured, home: Home) -> None:
    where = ["--home", str(home.root), "doctor"]
    status, said, _ = ask(capsys, *where, "--json")
    checks = json.loads(said)["checks"]
    assert status == 0
    assert all(check.keys() == {"name", "ok", "detail", "advice"} for check in checks)
    table = ask(capsys, *where)[1]
    assert all(check["name"] in table for check in checks)


@pytest.mark.expects_log
def test_a_bug_is_a_sentence_and_its_words_stay_out_of_the_log(
    capsys: Captured, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(given: argparse.Namespace, terminal: Terminal) -> int:
        raise RuntimeError("zyxwsecret")

    monkeypatch.setattr(reading, "show_status", broken)
    status, said, complained = ask(capsys, "--home", str(home.root), "status")
    assert (status, said, complained) == (1, "", f"{BUG}\n")
    logged = (home.logs / "vademecum.log").read_text(encoding="utf-8")
    assert "RuntimeError at test_main.py" in logged
    assert "zyxwsecret" not in logged


def test_a_command_leaves_no_log_handler_behind(capsys: Captured, home: Home) -> None:
    before = list(logging.getLogger().handlers)
    ask(capsys, "--home", str(home.root), "--verbose", "status")
    assert logging.getLogger().handlers == before


def test_being_interrupted_is_a_sentence(
    capsys: Captured, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(given: argparse.Namespace, terminal: Terminal) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "show_status", interrupted)
    status, _, complained = ask(capsys, "--home", str(home.root), "status")
    assert status == 1
    assert "Stopped" in complained

"""The server's command line, as an administrator types it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from server.__main__ import main
from server.database import first_line, open_database, writing
from server.settings import Settings
from server.write import Remove
from tests.entities import page, person, space
from tests.servers import sqlite_settings, write_entities


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = sqlite_settings(tmp_path)
    ada = person("7f", "Ada", mail="ada@x.example")
    write_entities(made, space("h1", "Handbook"), page(space="h1"), ada)
    return made


def run(settings: Settings, *arguments: str) -> int:
    return main(["--files", str(settings.files), *arguments])


def test_a_token_is_shown_once_with_its_end(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(settings, "token", "scripts", "--days", "2", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["user"] == "scripts"
    assert re.fullmatch(r"vdm_[\w-]{43}", told["token"])
    left = datetime.fromisoformat(told["expires"]) - datetime.now(UTC)
    assert timedelta(days=1) < left <= timedelta(days=2)


def test_a_token_for_people_says_that_it_is_not_shown_again(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(settings, "token", "ada@x.example") == 0
    assert "not shown again" in capsys.readouterr().out


def test_streams_say_why(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    run(settings, "token", "ada@x.example")
    assert run(settings, "revoke", "ada@x.example", "space:Handbook") == 0
    assert run(settings, "grant", "ada@x.example", "hr") == 0
    capsys.readouterr()
    assert run(settings, "streams", "ada@x.example") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "all: read, because of staff" in lines
    assert "hr: read, because of a right of their own" in lines
    assert "space:h1 (Handbook): not read, because of a right of their own" in lines
    assert "self:7f: read, because of a right of their own" in lines


def test_streams_can_be_read_by_programs(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    run(settings, "token", "bob")
    capsys.readouterr()
    assert run(settings, "streams", "bob", "--json") == 0
    told = {entry["stream"]: entry for entry in json.loads(capsys.readouterr().out)}
    assert told["space:h1"] == {
        "stream": "space:h1",
        "name": "Handbook",
        "allowed": True,
        "because": "staff",
    }


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("grant", "nobody", "hr"), "There is no user nobody"),
        (("streams", "nobody"), "There is no user nobody"),
        (("token", "nobody", "--revoke"), "There is no user nobody"),
        (("grant", "bob", "space:nowhere"), "There is no stream space:nowhere"),
        (("revoke", "bob", "nonsense"), "There is no stream nonsense"),
    ],
)
def test_what_is_not_there_gets_a_sentence(
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
    arguments: Sequence[str],
    sentence: str,
) -> None:
    run(settings, "token", "bob")
    assert run(settings, *arguments) == 1
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("token",),
        ("token", "ada", "--days", "0"),
        ("token", "ada", "--days", "soon"),
        ("token", "ada", "--days", "99999999"),
        ("serve", "--port", "70000"),
        ("serve", "--workers", "0"),
        ("serve", "--wait", "-1"),
        ("epoch",),
        ("expire", "--days", "0"),
    ],
)
def test_wrong_usage_ends_with_two(
    settings: Settings, capsys: pytest.CaptureFixture[str], arguments: Sequence[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(settings, *arguments)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nonsense", "not a URL"),
        ("oracle://somewhere/x", "No driver"),
        ("postgresql+nothing://somewhere/x", "No driver"),
        ("postgresql+psycopg://ada:secret@127.0.0.1:1/x", "cannot be opened"),
        ("sqlite:////proc/nowhere/x.db", "cannot be made"),
    ],
)
def test_a_database_that_cannot_be_had_gets_a_sentence(
    settings: Settings, capsys: pytest.CaptureFixture[str], url: str, sentence: str
) -> None:
    for command in ("migrate", "check"):
        assert run(settings, "--database", url, command) == 1
        told = capsys.readouterr().err
        assert sentence in told
        assert "secret" not in told


def test_a_file_that_is_no_database_gets_a_sentence(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ada, " * 500)
    url = f"sqlite:///{(tmp_path / 'letter.txt').as_posix()}"
    assert run(settings, "--database", url, "check") == 1
    assert "not a database" in capsys.readouterr().err


def test_a_database_of_a_newer_program_is_left_alone(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    change(settings, "UPDATE alembic_version SET version_num = '9999'")
    assert run(settings, "check") == 1
    assert "newer than this program" in capsys.readouterr().err


def test_migrating_twice_does_nothing_the_second_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh = sqlite_settings(tmp_path / "fresh")
    assert (run(fresh, "migrate"), run(fresh, "migrate")) == (0, 0)
    first, second = capsys.readouterr().out.splitlines()
    assert (first, second) == ("The schema is up to date now.", "The schema was up to date.")


def test_a_new_epoch_is_another_one(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert (run(settings, "epoch", "--new"), run(settings, "epoch", "--new")) == (0, 0)
    first, second = capsys.readouterr().out.splitlines()
    assert first != second


def test_the_files_may_be_named_before_or_after_the_command(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = ["--files", str(settings.files), "--database", settings.database]
    for arguments in ([*places, "streams", "7f"], ["streams", *places, "7f"]):
        assert main(arguments) == 0
    first, second = capsys.readouterr().out.split("all: ")[1:]
    assert first.splitlines()[0] == second.splitlines()[0] == "read, because of staff"


def test_the_environment_names_the_files(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VADEMECUM_FILES", str(settings.files))
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "All is well.\n"


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("DELETE FROM row WHERE kind = 'person.core'", "Stream all: count, sum, head and bytes"),
        ("UPDATE row SET seq = 99 WHERE kind = 'space'", "The clock stands at 1, behind row 99"),
        ("UPDATE stream SET sum = '1' WHERE id = 'all'", "its entry says"),
        ("DELETE FROM stream WHERE id = 'all'", "its entry says None"),
        ("INSERT INTO blob_ref VALUES ('all', 'ab', 1)", "0 rows name it, 1 are counted"),
        ("INSERT INTO blob_ref VALUES ('all', 'ab', 1)", "was never stored"),
        ("INSERT INTO blob VALUES ('ab', 1)", "is not on disk"),
        ("INSERT INTO snapshot VALUES ('ab', 'all', 1, 1, 1, 1, 1)", "Snapshot ab is not on disk"),
        ("UPDATE stream SET floor = 9 WHERE id = 'all'", "its floor 9 lies above its head 1"),
        ("UPDATE row SET body = x'7b' WHERE kind = 'page'", "page:travel in space:h1 cannot be"),
    ],
)
def test_check_says_what_does_not_agree(
    settings: Settings, capsys: pytest.CaptureFixture[str], damage: str, sentence: str
) -> None:
    change(settings, damage)
    assert run(settings, "check") == 1
    assert sentence in capsys.readouterr().out


def test_check_says_which_file_is_damaged(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    change(settings, f"INSERT INTO blob VALUES ('{'ab' * 32}', 4)")
    path = settings.files / "blobs" / "ab" / ("ab" * 32)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"fake")
    assert run(settings, "check") == 1
    assert "is damaged on disk" in capsys.readouterr().out


def test_snapshots_are_built_now_and_again_only_when_due(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(settings, "snapshots") == 0
    assert capsys.readouterr().out == "No snapshot is due.\n"
    assert run(settings, "snapshots", "--all", "--json") == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["stream"], one["rows"], one["seq"]) for one in told] == [
        ("all", 3, 1),
        ("space:h1", 1, 1),
    ]
    assert run(settings, "snapshots", "--all") == 0
    assert capsys.readouterr().out == "No snapshot is due.\n"
    assert run(settings, "check") == 0


def test_check_says_which_snapshot_is_damaged(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    run(settings, "snapshots", "--all")
    for path in (settings.files / "snapshots").iterdir():
        whole = bytearray(path.read_bytes())
        whole[-1] ^= 1
        path.write_bytes(whole)
    capsys.readouterr()
    assert run(settings, "check") == 1
    assert capsys.readouterr().out.count("is damaged on disk") == 2


def test_a_new_epoch_drops_the_snapshots_of_the_old_one(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    run(settings, "snapshots", "--all")
    assert run(settings, "epoch", "--new") == 0
    capsys.readouterr()
    assert run(settings, "snapshots", "--all") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_old_deletions_are_forgotten_by_command(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    write_entities(settings, Remove("page", "travel"))
    change(settings, "INSERT INTO milestone VALUES (2, 1000000)")
    assert run(settings, "expire", "--days", "90") == 0
    assert capsys.readouterr().out == "1 deletion(s) older than 90 days are forgotten.\n"
    assert run(settings, "check") == 0


def change(settings: Settings, statement: str) -> None:
    engine = open_database(settings)
    with writing(engine) as tx:
        tx.execute(text(statement))
    engine.dispose()


def test_a_database_that_says_nothing_is_told_by_its_error() -> None:
    assert first_line(DBAPIError("", {}, TimeoutError())) == "TimeoutError"
    assert first_line(DBAPIError("", {}, ValueError("no\nHINT: yes"))) == "no"

"""Settings, pins and history on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.__main__ import main
from desktop.commands.choosing import in_words
from desktop.passes import CUT, KEPT, MENDED, PassRecord
from desktop.settings import Settings, SettingsFile
from tests.desktop.sites import Site


def told(capsys: pytest.CaptureFixture[str], root: Path, *words: str) -> Any:
    capsys.readouterr()
    assert main(["--home", str(root), "--json", *words]) == 0
    return json.loads(capsys.readouterr().out or "null")


def complaint(capsys: pytest.CaptureFixture[str], root: Path, *words: str) -> str:
    capsys.readouterr()
    assert main(["--home", str(root), *words]) in (1, 2)
    return capsys.readouterr().err


def test_settings_are_read_and_set_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, tmp_path, "settings", "get") == {
        "sync-every": 0,
        "metered": "auto",
        "metered-budget": 50,
        "blob-quota": 2000,
        "pause": "off",
        "keep-images": "on",
        "keep-portraits": "on",
        "keep-attachments": "off",
    }
    kept = told(capsys, tmp_path, "settings", "set", "keep-images", "off")
    assert kept == {"keep-images": "off"}
    told(capsys, tmp_path, "settings", "set", "keep-images", "on")
    assert told(capsys, tmp_path, "settings", "set", "sync-every", "60") == {"sync-every": 60}
    assert told(capsys, tmp_path, "settings", "set", "pause", "on") == {"pause": "on"}
    assert told(capsys, tmp_path, "settings", "set", "pause", "tomorrow")["pause"][:2] == "20"
    assert told(capsys, tmp_path, "settings", "set", "pause", "off") == {"pause": "off"}
    assert SettingsFile(tmp_path).load() == Settings(sync_every=60)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set", "metered-budget", "lots"), "megabytes a day"),
        (("set", "blob-quota", "-1"), "megabytes"),
        (("set", "metered", "7"), "auto, always or never"),
        (("set", "pause", "soon"), "on, off or tomorrow"),
        (("set", "keep-images", "perhaps"), "on or off"),
        (("set", "pause"), "settings set NAME VALUE"),
        (("get", "pause", "on"), "settings set NAME VALUE"),
        (("get", "colour"), "invalid choice"),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert said in complaint(capsys, tmp_path, "settings", *words)
    assert SettingsFile(tmp_path).load() == Settings()


def test_what_is_pinned_is_listed_until_it_is_unpinned(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.connect("ada")
    site.sync()
    root = site.home.root
    told(capsys, root, "pin", "vademecum://page/travel")
    told(capsys, root, "pin", "space:handbook")
    pinned = ["vademecum://page/travel", "vademecum://space/handbook"]
    assert told(capsys, root, "pins") == {"pinned": pinned}
    told(capsys, root, "unpin", "page:travel")
    assert told(capsys, root, "pins") == {"pinned": pinned[1:]}
    assert "no page with this address" in complaint(capsys, root, "pin", "page:nowhere")
    assert "not an address" in complaint(capsys, root, "pin", "travel")


def test_history_tells_what_became_of_each_sync(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.connect("ada")
    assert told(capsys, site.home.root, "history") == {"passes": []}
    told(capsys, site.home.root, "sync", "--metered", "--budget", "0")
    (one,) = told(capsys, site.home.root, "history")["passes"]
    assert (one["outcome"], one["rows"], one["rows_waiting"]) == ("", 3, False)
    status = told(capsys, site.home.root, "status")
    assert status["bytes_today"] == status["metered_today"] == one["bytes"] > 0


def test_a_budget_without_a_metered_line_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "--metered" in complaint(capsys, tmp_path, "sync", "--budget", "7")


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (PassRecord(began="", ended="", rows=3, blobs=1, bytes=2_000_000), "3 entries, 1 pictures"),
        (PassRecord(began="", ended="", photos_waiting=240), "240 pictures wait"),
        (PassRecord(began="", ended="", rows_waiting=True), "more entries wait"),
        (PassRecord(began="", ended="", outcome=CUT), "before it was through"),
        (PassRecord(began="", ended="", outcome=KEPT), "it was kept"),
        (PassRecord(began="", ended="", outcome=MENDED, times=2), "fetched again (2 times)"),
        (PassRecord(began="", ended="", outcome="ServerUnreachable", times=9), "(9 times)"),
    ],
)
def test_a_pass_in_words(one: PassRecord, words: str) -> None:
    assert words in in_words(one)

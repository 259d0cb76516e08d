"""The program proves itself, and says of each thing that is missing that it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.__main__ import main

Captured = pytest.CaptureFixture[str]
PARTS = [
    *("program", "replica", "text", "colours", "certificates", "child", "keyring"),
    *("window", "fonts", "icons", "languages", "pictures", "page"),
]


def test_a_whole_program_finds_nothing_wrong(capsys: Captured, tmp_path: Path) -> None:
    """In a process that already has a window's application, as these tests do."""
    home = tmp_path / "home"
    status = main(["self-test", "--home", str(home), "--json"])
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert [one["name"] for one in checks if not one["ok"]] == []
    assert [one["name"] for one in checks] == PARTS
    assert status == 0
    assert not home.exists()


def test_what_is_missing_is_named_and_the_rest_is_still_looked_at(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.self_test.CODE_FAMILY", "A typeface that nobody drew")
    assert main(["self-test"]) == 1
    lines = capsys.readouterr().out.splitlines()
    wrong = [line for line in lines if line.startswith("WRONG")]
    assert len(lines) == len(PARTS)
    assert len(wrong) == 1
    assert "fonts" in wrong[0]
    assert "Install the program again" in wrong[0]

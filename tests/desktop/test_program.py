"""How the program starts itself once more, as a checkout and as what was built."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.program import own_command, program_files


def test_a_checkout_is_started_by_its_python() -> None:
    assert own_command() == [sys.executable, "-m", "desktop"]
    assert (program_files() / "desktop" / "__main__.py").exists()


@pytest.mark.parametrize(
    ("system", "started", "expected"),
    [
        ("linux", "vademecum", "vademecum"),
        ("darwin", "vademecum", "vademecum"),
        ("win32", "vademecumw.exe", "vademecum.exe"),
        ("win32", "vademecum.exe", "vademecum.exe"),
    ],
)
def test_the_built_program_starts_the_one_that_can_be_read_from(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, started: str, expected: str
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "files"), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / started))
    monkeypatch.setattr(sys, "platform", system)
    assert own_command() == [str(tmp_path / expected)]
    assert program_files() == tmp_path / "files"

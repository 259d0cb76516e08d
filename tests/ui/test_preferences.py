"""What the window remembers survives, and nonsense in its file does not matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.ui.language import VARIABLE, chosen_language
from desktop.ui.preferences import Preferences, load_preferences, save_preferences


def test_preferences_come_back_as_they_were_saved(tmp_path: Path) -> None:
    kept = Preferences(theme="dark", language="de", width=900, maximised=True)
    save_preferences(tmp_path / "window.json", kept)
    assert load_preferences(tmp_path / "window.json") == kept
    assert [path.name for path in tmp_path.iterdir()] == ["window.json"]


@pytest.mark.parametrize(
    "stored",
    [b"", b"{", b"[]", b"null", b'"x"', b'{"width": "wide", "theme": 7, "more": 1}', b"\xff\xfe"],
)
def test_a_broken_file_is_as_if_nothing_was_set(tmp_path: Path, stored: bytes) -> None:
    path = tmp_path / "window.json"
    path.write_bytes(stored)
    assert load_preferences(path) == Preferences()
    assert load_preferences(tmp_path / "nowhere.json") == Preferences()


@pytest.mark.parametrize(
    ("variable", "preferred", "system", "expected"),
    [
        ("", "", "de_AT", "de"),
        ("", "", "fr_FR", "en"),
        ("", "de", "en_GB", "de"),
        ("en", "de", "de_DE", "en"),
        ("xx", "", "de_DE", "de"),
        ("", "", "C", "en"),
    ],
)
def test_the_language_is_forced_preferred_or_the_systems(
    monkeypatch: pytest.MonkeyPatch, variable: str, preferred: str, system: str, expected: str
) -> None:
    monkeypatch.setenv(VARIABLE, variable)
    assert chosen_language(preferred, system) == expected

"""Every visible text is there in German, with its places and its plurals."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.paths import Home
from desktop.ui.counted import Counted
from desktop.ui.language import VARIABLE, install_language
from scripts.translations import FOLDER, LANGUAGES, ROOT, compile_to
from scripts.untranslated import bare_texts, waiting
from tests.ui.windows import search, started

PLACE = re.compile(r"\{\w+\}|%n")


def _messages(path: Path) -> list[tuple[str, list[str], str]]:
    """(source, its translations, its state) of each message."""
    found = []
    for message in ET.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text or "" for form in translation.findall("numerusform")]
        texts = forms or [translation.text or ""]
        found.append((message.findtext("source", ""), texts, translation.get("type", "")))
    return found


def test_nothing_waits_to_be_translated() -> None:
    assert list(waiting()) == [], "run scripts/translations.py and fill these in"


def test_no_text_of_the_window_is_beyond_the_reach_of_translations(tmp_path: Path) -> None:
    assert list(bare_texts(ROOT / "desktop" / "ui")) == []
    (tmp_path / "screen.py").write_text(
        'label.setText("Nothing found")\n'
        'button = QPushButton(f"Open {name}")\n'
        'label.setText(self.tr("Nothing found"))\n'
        'PlainLabel("", "muted")\n'
    )
    assert [one.partition(" ")[0] for one in bare_texts(tmp_path)] == [
        "screen.py:1:",
        "screen.py:2:",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_for_names_and_numbers_are_kept(language: str) -> None:
    for source, texts, _ in _messages(FOLDER / f"vademecum_{language}.ts"):
        for text in texts:
            assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(source)), source


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_loads_is_what_was_translated(language: str, tmp_path: Path) -> None:
    compiled = tmp_path / "fresh.qm"
    compile_to(FOLDER / f"vademecum_{language}.ts", compiled)
    assert compiled.read_bytes() == (FOLDER / f"vademecum_{language}.qm").read_bytes()


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [("en", "1 page", "1,234 pages"), ("de", "1 Seite", "1.234 Seiten")],
)
def test_counts_are_written_as_the_language_does(
    qapp: QApplication, language: str, one: str, many: str
) -> None:
    before = QLocale()
    installed = install_language(qapp, language)
    try:
        assert Counted().pages(1) == one
        assert Counted().pages(1234) == many
    finally:
        QLocale.setDefault(before)
        for translator in installed:
            qapp.removeTranslator(translator)


def test_the_window_speaks_german(
    qtbot: QtBot, qapp: QApplication, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "de")
    with started(qtbot, DesktopApp(qapp, home, syncing=False)) as app:
        search(qtbot, app, "brandschutz")
        assert app.window.top.box.accessibleName() == "Suchen"
        assert app.window.deeds["back"].text() == "Zurück"
        assert "Was suchen Sie?" in app.window.home.words()

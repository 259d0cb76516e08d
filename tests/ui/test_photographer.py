"""Pictures of the window, made without a display; and the sentence where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.errors import AppError
from desktop.paths import Home
from desktop.ui.photographer import FIRST_MINUTE, Photographer, Scene
from desktop.window import run
from tests.ui.windows import PATIENCE_MS, shown_title, started

SCENES = (
    Scene("start", "light"),
    Scene("person", "dark", "brandschutz", "person"),
    Scene("page", "light", "reisekosten", "page"),
)


def test_a_picture_of_each_scene_is_left(
    qtbot: QtBot, desktop_app: DesktopApp, tmp_path: Path
) -> None:
    photographer = Photographer(
        desktop_app.window, desktop_app.theming, tmp_path / "pictures", SCENES
    )
    with qtbot.waitSignal(photographer.finished, timeout=PATIENCE_MS):
        photographer.begin()
    pictures = {path.stem: QImage(str(path)) for path in (tmp_path / "pictures").iterdir()}
    assert set(pictures) == {scene.name for scene in SCENES}
    assert all(picture.width() >= desktop_app.window.width() for picture in pictures.values())
    assert shown_title(desktop_app)


def test_an_empty_home_gives_pictures_of_the_first_minute(
    qtbot: QtBot, qapp: QApplication, empty_home: Home, tmp_path: Path
) -> None:
    with started(qtbot, DesktopApp(qapp, empty_home, syncing=False)) as app:
        photographer = Photographer(app.window, app.theming, tmp_path / "pictures")
        with qtbot.waitSignal(photographer.finished, timeout=PATIENCE_MS):
            photographer.begin()
    names = {path.stem for path in (tmp_path / "pictures").iterdir()}
    assert names == {scene.name for scene in FIRST_MINUTE}


def test_without_a_display_a_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, empty_home: Home
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(AppError, match="no display"):
        run(empty_home)

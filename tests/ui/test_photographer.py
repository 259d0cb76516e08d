"""Pictures of the window, made without a display; and the sentence where there is none."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.errors import AppError, UsageError
from desktop.paths import Home
from desktop.ui.photographer import Photographer
from desktop.ui.scenes import FIRST_MINUTE, Scene, read, scenes_named, triggering
from desktop.ui.scenes import SCENES as ALL
from desktop.window import run
from tests.ui.windows import PATIENCE_MS, started

ROOT = Path(__file__).resolve().parents[2]
SCENES = (
    Scene(name="person", query="brandschutz", kind="person"),
    Scene(name="page", query=("reisekosten", "expense"), kind="page", does=read),
    Scene(name="settings", does=triggering("settings"), size=(700, 600)),
)
LOOKS = ("light", "dark")
MIDDLE = 128  # between light and dark


def take(qtbot: QtBot, app: DesktopApp, folder: Path, scenes: tuple[Scene, ...] = ALL) -> None:
    photographer = Photographer(app.window, app.theming, folder, scenes)
    with qtbot.waitSignal(photographer.finished, timeout=PATIENCE_MS):
        photographer.begin()


def test_a_picture_of_each_scene_is_left_in_both_looks(
    qtbot: QtBot, desktop_app: DesktopApp, tmp_path: Path
) -> None:
    folder = tmp_path / "pictures"
    take(qtbot, desktop_app, folder, SCENES)
    pictures = {path.stem: QImage(str(path)) for path in folder.iterdir()}
    assert set(pictures) == {f"{scene.name}-en-{look}" for scene in SCENES for look in LOOKS}
    for scene in SCENES:
        light, dark = (pictures[f"{scene.name}-en-{look}"] for look in LOOKS)
        assert (light.width(), light.height()) == scene.size
        assert light.pixelColor(5, 300).lightness() > MIDDLE
        assert dark.pixelColor(5, 300).lightness() < MIDDLE
    assert desktop_app.window.workspace.covered is desktop_app.window.settings


def test_what_hangs_over_the_window_is_in_the_picture(
    qtbot: QtBot, desktop_app: DesktopApp, tmp_path: Path
) -> None:
    scenes = (Scene(name="home"), Scene(name="popover", does=triggering("state")))
    take(qtbot, desktop_app, tmp_path, scenes)
    pill = desktop_app.window.top.pill
    below = pill.mapTo(desktop_app.window, pill.rect().bottomLeft()) + QPoint(20, 60)
    home, popover = (QImage(str(tmp_path / f"{one.name}-en-light.png")) for one in scenes)
    area = QRect(below, QSize(60, 60))
    assert home.copy(area) != popover.copy(area)
    assert desktop_app.window.popover.isVisible()


def test_an_empty_home_gives_pictures_of_the_first_minute(
    qtbot: QtBot, qapp: QApplication, empty_home: Home, tmp_path: Path
) -> None:
    with started(qtbot, DesktopApp(qapp, empty_home, syncing=False)) as app:
        take(qtbot, app, tmp_path / "pictures")
    names = {path.stem for path in (tmp_path / "pictures").iterdir()}
    assert names == {f"{scene.name}-en-{look}" for scene in FIRST_MINUTE for look in LOOKS}


def test_scenes_are_chosen_by_name_and_an_unknown_one_is_said_to_be_none() -> None:
    assert [one.name for one in scenes_named(("page", "home"))] == ["page", "home"]
    assert scenes_named(()) == ALL
    with pytest.raises(UsageError, match="no scene"):
        scenes_named(("nowhere",))


@pytest.mark.parametrize("text", ["README.md", "docs/user-guide.md", "docs/it-guide.md"])
def test_every_picture_that_is_shown_is_there(text: str) -> None:
    page = ROOT / text
    shown = re.findall(r"!\[[^]]*\]\(([^)\s]+)", page.read_text(encoding="utf-8"))
    assert [one for one in shown if not (page.parent / one).is_file()] == []


def test_there_is_a_picture_of_every_scene_in_both_languages_and_looks() -> None:
    wanted = {
        f"{scene.name}-{language}-{look}"
        for scene, language, look in product((*ALL, *FIRST_MINUTE), ("de", "en"), LOOKS)
    }
    assert {path.stem for path in (ROOT / "docs" / "pictures").iterdir()} == wanted


def test_without_a_display_a_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, empty_home: Home
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(AppError, match="no display"):
        run(empty_home)

"""The settings: each takes effect at once, the command line knows the same, and a way out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.paths import Home
from desktop.records import Address, Status
from desktop.settings import SettingsFile
from desktop.ui.language import VARIABLE
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import FILE_NAME, load_preferences
from desktop.ui.settings.fields import choice
from desktop.ui.settings.server_card import ServerCard
from desktop.ui.style.theming import Theming
from desktop.ui.style.tokens import DARK, LIGHT, Theme
from tests.ui.content.accessibility import sticking_out, texts, without_a_name
from tests.ui.windows import PATIENCE_MS, press, search, shown_title, started

READABLE = 100  # of 255: between the ground and the ink


def choose(box: QComboBox, value: object) -> None:
    """As somebody does who opens the list and takes one."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def open_settings(qtbot: QtBot, app: DesktopApp) -> None:
    with qtbot.waitSignal(app.desk.settings_read, timeout=PATIENCE_MS):
        app.window.deeds["settings"].trigger()
    assert app.window.settings.isVisible()


def test_they_lie_over_what_is_there_and_esc_leads_back(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    window = desktop_app.window
    search(qtbot, desktop_app, "jana müller")
    press(window.top.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shown_title(desktop_app)), timeout=PATIENCE_MS)
    open_settings(qtbot, desktop_app)
    marked = [name for name in ("home", "everything", "settings") if window.deeds[name].isChecked()]
    assert marked == ["settings"]
    press(window.settings, Qt.Key.Key_Escape)
    assert not window.settings.isVisible()
    assert not window.deeds["settings"].isChecked()
    assert window.deeds["everything"].isChecked()
    assert shown_title(desktop_app)
    assert window.detail.isVisible()
    window.deeds["settings"].trigger()
    window.deeds["settings"].trigger()
    assert not window.settings.isVisible(), "a second time takes them away"


def test_typing_leaves_them(qtbot: QtBot, desktop_app: DesktopApp) -> None:
    open_settings(qtbot, desktop_app)
    search(qtbot, desktop_app, "brandschutz")
    assert desktop_app.window.panel.isVisible()


def test_theme_and_size_take_effect_at_once_and_follow_the_keys(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    window, look = desktop_app.window, desktop_app.window.settings.look
    open_settings(qtbot, desktop_app)
    choose(look.theme, "dark")
    choose(look.zoom, 150)
    assert (desktop_app.theming.choice, desktop_app.theming.zoom) == ("dark", 150)
    window.deeds["theme"].trigger()
    window.deeds["own_size"].trigger()
    assert (look.theme.currentData(), look.zoom.currentData()) == ("light", 100)


def test_another_language_is_spoken_without_a_restart_and_what_was_open_stays(
    qtbot: QtBot, qapp: QApplication, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("LANGUAGE", "en")
    with started(qtbot, DesktopApp(qapp, home, syncing=False)) as app:
        search(qtbot, app, "jana müller")
        press(app.window.top.box, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(shown_title(app)), timeout=PATIENCE_MS)
        person = shown_title(app)
        open_settings(qtbot, app)
        for language, settings, rest in (
            ("de", "Einstellungen", "Zurück"),
            ("en", "Settings", "Back"),
        ):
            before = app.window
            choose(before.settings.look.language, language)
            qtbot.waitUntil(partial(_is_another, app, before), timeout=PATIENCE_MS)
            assert settings in texts(app.window.settings)
            assert app.window.deeds["back"].text() == rest
            assert app.window.settings.look.language.currentData() == language
            qtbot.waitUntil(lambda: shown_title(app) == person, timeout=PATIENCE_MS)
            assert app.window.top.box.text() == "jana müller"
    assert load_preferences(home.root / FILE_NAME).language == "en"


def test_a_language_that_the_machine_decided_cannot_be_chosen(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    open_settings(qtbot, desktop_app)
    language = desktop_app.window.settings.look.language
    assert not language.isEnabled()
    assert VARIABLE in language.toolTip()


def test_what_is_kept_and_how_often_is_one_truth_with_the_command_line(
    qtbot: QtBot, desktop_app: DesktopApp, home: Home
) -> None:
    settings, file = desktop_app.window.settings, SettingsFile(home.root)
    try:
        open_settings(qtbot, desktop_app)
        with qtbot.waitSignal(desktop_app.desk.settings_read, timeout=PATIENCE_MS):
            settings.kept.boxes["keep_attachments"].click()
        assert file.load().keep_attachments
        file.change(keep_images=False, sync_every=60)
        press(settings, Qt.Key.Key_Escape)
        open_settings(qtbot, desktop_app)
        assert not settings.kept.boxes["keep_images"].isChecked()
        assert "60 minutes" in [box.text() for box in settings.schedule.figures]
    finally:
        (home.root / "settings.json").unlink(missing_ok=True)


def test_the_wheel_scrolls_the_page_and_changes_no_number(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    open_settings(qtbot, desktop_app)
    for field in desktop_app.window.settings.schedule.figures:
        before = field.value()
        turned = turn_wheel(field)
        assert not turned.isAccepted(), "it is for the page"
        assert field.value() == before
        assert field.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_numbers_are_written_as_the_language_of_the_window_does(
    qtbot: QtBot, qapp: QApplication, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The frame of the window is there before its language is known."""
    monkeypatch.setenv(VARIABLE, "de")
    locale = QLocale()
    QLocale.setDefault(QLocale("en"))
    frame = MainWindow(load_preferences(home.root / FILE_NAME), LIGHT)
    try:
        with started(qtbot, DesktopApp(qapp, home, syncing=False, window=frame)) as app:
            open_settings(qtbot, app)
            written = [field.text() for field in app.window.settings.schedule.figures]
            assert "2.000 MB" in written
    finally:
        QLocale.setDefault(locale)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_choice_that_the_keyboard_is_at_can_be_read(
    qtbot: QtBot, qapp: QApplication, theme: Theme
) -> None:
    theming = Theming(qapp, theme.name)
    box = choice([("Deutsch", "de"), ("English", "en")])
    qtbot.addWidget(box)
    box.show()
    box.showPopup()
    view = box.view()
    view.setCurrentIndex(box.model().index(1, 0))
    line = view.visualRect(view.currentIndex())
    drawn = view.viewport().grab(line).toImage()
    box.hidePopup()
    theming.deleteLater()
    assert drawn.pixelColor(2, line.height() // 2).name() == theme.accent_soft
    spots = [(x, y) for x in range(drawn.width()) for y in range(drawn.height())]
    inks = [drawn.pixelColor(x, y).lightness() for x, y in spots]
    assert max(inks) - min(inks) > READABLE


def test_who_one_is_is_said_by_name_and_leads_to_ones_card(qtbot: QtBot) -> None:
    card = ServerCard()
    qtbot.addWidget(card)
    nameless = Status(server="https://a.example", viewer="person:7f")  # before the first sync
    card.show_status(nameless)
    card.show_status(replace(nameless, viewer_name="Ada Berg"))
    me = next(one for one in card.findChildren(QPushButton) if one.accessibleName() == "Ada Berg")
    with qtbot.waitSignal(card.open_requested) as opened:
        me.click()
    assert opened.args == [Address("person", "7f")]


def test_to_disconnect_one_is_asked_once_more_and_then_nothing_is_left(
    qtbot: QtBot, qapp: QApplication, home: Home, tmp_path: Path
) -> None:
    other = Home(copytree(home.root, tmp_path / "home"))
    with started(qtbot, DesktopApp(qapp, other, syncing=False)) as app:
        open_settings(qtbot, app)
        card = app.window.settings.server
        press_button(card, "Disconnect …")
        press_button(card, "Keep everything")
        assert other.current.exists()
        press_button(card, "Disconnect …")
        press_button(card, "Remove and disconnect")
        qtbot.waitUntil(lambda: not app.window.working, timeout=60_000)
        assert app.window.connect_screen.isVisible()
    left = {path.name for path in other.root.iterdir()}
    assert not [name for name in left if name.startswith(("replica-", "blobs"))]
    assert not other.current.exists()


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("width", "zoom"), [(640, 100), (640, 200), (800, 200), (1400, 200)])
def test_nothing_of_them_is_cut_off_at_any_width_and_size(  # noqa: PLR0913, PLR0917  what is varied
    qtbot: QtBot,
    qapp: QApplication,
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    width: int,
    zoom: int,
) -> None:
    monkeypatch.setenv(VARIABLE, language)
    with started(qtbot, DesktopApp(qapp, home, syncing=False)) as app:
        window = app.window
        app.theming.set_zoom(zoom)
        window.resize(width, 700)
        open_settings(qtbot, app)
        press_button(
            window.settings.server, "Verbindung trennen …" if language == "de" else "Disconnect …"
        )
        qtbot.waitUntil(lambda: not sticking_out(window.settings.viewport()), timeout=PATIENCE_MS)
        assert window.settings.horizontalScrollBar().maximum() == 0
        app.theming.own_size()


def test_every_control_of_them_has_a_name(qtbot: QtBot, desktop_app: DesktopApp) -> None:
    open_settings(qtbot, desktop_app)
    assert without_a_name(desktop_app.window.settings) == []


def _is_another(app: DesktopApp, before: MainWindow) -> bool:
    return app.window is not before and app.window.settings.isVisible()


def turn_wheel(widget: QWidget) -> QWheelEvent:
    """One notch, over ``widget``."""
    at = widget.rect().center()
    event = QWheelEvent(
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.ignore()
    widget.wheelEvent(event)
    return event


def press_button(view: object, text: str) -> None:
    buttons = view.findChildren(QPushButton)  # type: ignore[attr-defined]
    button = next(one for one in buttons if one.text() == text)
    assert button.isVisible()
    button.click()

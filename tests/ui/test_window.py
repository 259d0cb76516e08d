"""The window over a real replica: find, open, go back, without a network."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.paths import Home
from desktop.records import Address, Page, Person, Record, SyncProgress, Unit
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import FILE_NAME, load_preferences
from desktop.ui.sync.state import SyncState
from tests.ui.windows import PATIENCE_MS, press, search, shown_title, started, titles, type_text


def _is_shown(app: DesktopApp, kind: type[Record]) -> bool:
    opened = app.window.detail.shown
    return opened is not None and isinstance(opened.record, kind)


def _wait_for(qtbot: QtBot, app: DesktopApp, title: str) -> None:
    qtbot.waitUntil(lambda: shown_title(app) == title, timeout=PATIENCE_MS)


def test_typing_shows_results_and_enter_opens_the_first(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    search(qtbot, desktop_app, "brandschutz")
    first = titles(desktop_app)[0]
    press(desktop_app.window.top.box, Qt.Key.Key_Return)
    _wait_for(qtbot, desktop_app, first)
    assert desktop_app.trail.shown is not None


def test_enter_before_the_answer_opens_what_it_brings(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    type_text(desktop_app.window.top.box, "reisekosten")
    press(desktop_app.window.top.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desktop_app.window.detail.shown is not None, timeout=PATIENCE_MS)
    assert shown_title(desktop_app) == titles(desktop_app)[0]


def test_arrows_in_the_box_walk_the_results_and_show_them(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    search(qtbot, desktop_app, "m")
    press(desktop_app.window.top.box, Qt.Key.Key_Down)
    press(desktop_app.window.top.box, Qt.Key.Key_Down)
    chosen = desktop_app.window.panel.results.chosen()
    assert chosen is not None
    _wait_for(qtbot, desktop_app, chosen.title.text)
    assert desktop_app.window.deeds["back"].isEnabled() is False, "a preview is no step"


def test_letters_typed_anywhere_go_to_the_box(qtbot: QtBot, desktop_app: DesktopApp) -> None:
    search(qtbot, desktop_app, "m")
    type_text(desktop_app.window.panel.results, "ü")
    type_text(desktop_app.window, "l")
    assert desktop_app.window.top.box.text() == "mül"


def test_the_first_result_is_shown_after_a_pause(qtbot: QtBot, desktop_app: DesktopApp) -> None:
    search(qtbot, desktop_app, "brandschutz")
    _wait_for(qtbot, desktop_app, titles(desktop_app)[0])


def test_back_and_forward_walk_the_trail(qtbot: QtBot, desktop_app: DesktopApp) -> None:
    search(qtbot, desktop_app, "müller")
    first, second = titles(desktop_app)[:2]
    results, deeds = desktop_app.window.panel.results, desktop_app.window.deeds
    results.open_chosen()
    _wait_for(qtbot, desktop_app, first)
    results.step(1)
    results.open_chosen()
    _wait_for(qtbot, desktop_app, second)
    deeds["back"].trigger()
    _wait_for(qtbot, desktop_app, first)
    deeds["forward"].trigger()
    _wait_for(qtbot, desktop_app, second)
    assert not deeds["forward"].isEnabled()


def test_a_scope_lists_all_of_its_kind_with_nothing_typed(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    with qtbot.waitSignal(desktop_app.window.panel.answered, timeout=PATIENCE_MS):
        desktop_app.window.deeds["people"].trigger()
    assert titles(desktop_app)
    assert desktop_app.window.deeds["people"].isChecked()
    press(desktop_app.window.top.box, Qt.Key.Key_Escape)
    assert not desktop_app.window.panel.asking


def test_more_rows_come_when_the_end_is_reached(qtbot: QtBot, desktop_app: DesktopApp) -> None:
    window = desktop_app.window
    with qtbot.waitSignal(window.panel.answered, timeout=PATIENCE_MS):
        window.deeds["people"].trigger()
    before = window.panel.results.rows.rowCount()
    bar = window.panel.results.verticalScrollBar()
    with qtbot.waitSignal(window.panel.answered, timeout=PATIENCE_MS):
        bar.setValue(bar.maximum())
    assert window.panel.results.rows.rowCount() > before


def test_nothing_found_says_so_and_offers_to_look_everywhere(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    desktop_app.window.top.filters.choose_kind("unit")
    search(qtbot, desktop_app, "xyzzyq")
    assert titles(desktop_app) == []
    desktop_app.window.top.filters.widen()
    assert desktop_app.window.top.filters.kind is None


def test_what_says_that_nothing_was_found_has_all_the_room(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    window = desktop_app.window
    search(qtbot, desktop_app, "brandschutz")
    width = window.panel.width()
    window.top.box.clear()
    search(qtbot, desktop_app, "xyzzyq")
    qtbot.waitUntil(lambda: window.panel.width() == window.workspace.width())
    assert "Filter" not in _shown_chips(window)
    assert window.workspace.list_width == width
    window.top.box.clear()
    search(qtbot, desktop_app, "brandschutz")
    qtbot.waitUntil(lambda: window.panel.width() == width)
    assert window.detail.isVisible()


def test_filters_that_are_pressed_under_the_settings_come_into_sight(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    window = desktop_app.window
    search(qtbot, desktop_app, "brandschutz")
    assert _shown_chips(window)["Filter"].isChecked()
    window.deeds["settings"].trigger()
    chip = _shown_chips(window)["Filter"]
    assert not chip.isChecked()
    chip.click()
    assert window.top.filters.pane.isVisible()
    assert chip.isChecked()


def _shown_chips(window: MainWindow) -> dict[str, QPushButton]:
    chips = window.top.filters.findChildren(QPushButton)
    return {chip.text().strip(): chip for chip in chips if chip.isVisible()}


def test_while_the_company_is_still_being_fetched_nothing_found_says_so(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    panel = desktop_app.window.panel
    desktop_app.window.show_state(SyncState(progress=SyncProgress(phase="people")))
    search(qtbot, desktop_app, "xyzzyq")
    said = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("Not everything is here yet.") for text in said)


def test_f6_goes_through_the_panes_and_shift_f6_the_same_way_back(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    window = desktop_app.window
    search(qtbot, desktop_app, "reisekosten")
    qtbot.waitUntil(lambda: bool(shown_title(desktop_app)), timeout=PATIENCE_MS)
    panes = (window.top.box, window.panel.results, window.detail, window.top.filters.pane)
    walk = [one for one in panes if one.isVisible()]

    def step(deed: str) -> QWidget:
        window.deeds[deed].trigger()
        at = window.focusWidget()
        return next(one for one in walk if one is at or one.isAncestorOf(at))

    window.top.box.setFocus()
    assert [step("pane") for _ in walk] == [*walk[1:], walk[0]]
    assert [step("pane_before") for _ in walk] == walk[::-1]


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "AND OR NOT",
        "name:",
        "a" * 10_000,
        "🦊" * 40,
        "שלום",
        "%_*?[",
        "\\",
        "updated:[x TO y]",
    ],
    ids=["quote", "operators", "colon", "long", "emoji", "rtl", "wildcards", "backslash", "range"],
)
def test_whatever_is_typed_is_answered(qtbot: QtBot, desktop_app: DesktopApp, typed: str) -> None:
    with qtbot.waitSignal(desktop_app.window.panel.answered, timeout=PATIENCE_MS):
        desktop_app.window.top.box.setText(typed)


def test_an_address_of_ours_opens_in_place(qtbot: QtBot, desktop_app: DesktopApp) -> None:
    search(qtbot, desktop_app, "reisekosten")
    hit = desktop_app.window.panel.results.rows.hit(0)
    assert hit is not None
    desktop_app.window.detail.link_requested.emit(str(hit.address))
    _wait_for(qtbot, desktop_app, hit.title.text)


def test_what_is_not_here_is_said_in_a_sentence(qtbot: QtBot, desktop_app: DesktopApp) -> None:
    desktop_app.trail.visit(Address("person", "nobody"))
    empty = desktop_app.window.detail.empty
    qtbot.waitUntil(lambda: "not here" in empty.words().lower(), timeout=PATIENCE_MS)
    assert desktop_app.window.detail.shown is None


def test_an_address_given_at_the_start_is_opened(
    qtbot: QtBot, qapp: QApplication, home: Home, desktop_app: DesktopApp
) -> None:
    search(qtbot, desktop_app, "reisekosten")
    hit = desktop_app.window.panel.results.rows.hit(0)
    assert hit is not None
    second = DesktopApp(qapp, home, start=hit.address, syncing=False)
    with started(qtbot, second) as app:
        _wait_for(qtbot, app, hit.title.text)


def test_a_narrow_window_shows_results_or_what_is_open(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    window = desktop_app.window
    window.resize(800, 600)
    search(qtbot, desktop_app, "müller")
    assert window.panel.isVisible()
    assert not window.detail.isVisible()
    window.panel.results.open_chosen()
    qtbot.waitUntil(window.detail.isVisible, timeout=PATIENCE_MS)
    assert not window.panel.isVisible()
    press(window, Qt.Key.Key_Escape)
    assert window.panel.isVisible()


def test_the_window_remembers_its_size_and_look(
    qtbot: QtBot, qapp: QApplication, home: Home
) -> None:
    with started(qtbot, DesktopApp(qapp, home, syncing=False)) as app:
        app.window.resize(1111, 777)
        app.theming.choose("dark")
    kept = load_preferences(home.root / FILE_NAME)
    assert (kept.width, kept.height, kept.theme) == (1111, 777, "dark")


def test_a_person_and_a_page_can_be_opened(qtbot: QtBot, desktop_app: DesktopApp) -> None:
    for kind, words, record in (
        ("person", "", Person),
        ("page", "reise", Page),
        ("unit", "", Unit),
    ):
        desktop_app.window.top.box.setText(words)
        desktop_app.window.top.filters.choose_kind(kind)
        with qtbot.waitSignal(desktop_app.trail.wanted, timeout=PATIENCE_MS):
            desktop_app.window.panel.open_chosen()
        qtbot.waitUntil(partial(_is_shown, desktop_app, record), timeout=PATIENCE_MS)


def test_f6_walks_the_panes_and_f1_shows_the_keys(qtbot: QtBot, desktop_app: DesktopApp) -> None:
    window = desktop_app.window
    search(qtbot, desktop_app, "müller")
    window.activateWindow()
    window.top.box.setFocus()
    window.deeds["pane"].trigger()
    assert window.panel.results.hasFocus()
    window.deeds["keys"].trigger()
    sheet = [
        widget
        for widget in QApplication.topLevelWidgets()
        if "shortcuts" in widget.windowTitle().lower()
    ]
    assert sheet
    assert all(button.icon().isNull() for button in sheet[0].findChildren(QPushButton))
    sheet[0].close()

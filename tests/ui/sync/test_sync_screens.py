"""What the pill, its popover, the line at the bottom and the home page say of one state."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QProgressBar, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.passes import CUT, KEPT, MENDED, PassRecord
from desktop.records import Status, SyncProgress, SyncReport
from desktop.settings import PAUSED, Settings, tomorrow
from desktop.ui.answers import Answer, Failure
from desktop.ui.home.home_view import HomeView
from desktop.ui.plain_label import PlainLabel
from desktop.ui.status_line import StatusLine
from desktop.ui.style.stylesheet import style_sheet
from desktop.ui.style.theming import Theming
from desktop.ui.style.tokens import DARK, LIGHT
from desktop.ui.sync.pill import SyncPill
from desktop.ui.sync.popover import SyncPopover
from desktop.ui.sync.state import Network, SyncState, ended_badly, ended_well
from desktop.ui.sync.times import clock
from tests.ui.windows import press

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STATUS = Status(people=1171, pages=1, synced_at=NOON.isoformat(), up_to_date=True)
FIRST = SyncState(progress=SyncProgress(phase="people", done=1, total=4, seconds_left=90))
DONE = ended_well(
    SyncState(status=STATUS), SyncReport(rows=7, bytes=2048, seconds=3, up_to_date=True)
)


def _words(widget: QWidget) -> str:
    labels = widget.findChildren(PlainLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget))


def _press(widget: QWidget, text: str) -> None:
    next(b for b in widget.findChildren(QPushButton) if b.text() == text).click()


def _buttons(widget: QWidget) -> set[str]:
    buttons = widget.findChildren(QPushButton)
    return {button.text() for button in buttons if button.isVisibleTo(widget)}


@pytest.fixture
def popover(qtbot: QtBot) -> SyncPopover:
    popover = SyncPopover(now=lambda: NOON)
    qtbot.addWidget(popover)
    return popover


def _bars(popover: SyncPopover) -> list[int]:
    bars = popover.overview.findChildren(QProgressBar)
    return [bar.value() if bar.maximum() else -1 for bar in bars if bar.isVisibleTo(popover)]


def test_the_popover_tells_how_far_each_kind_is(popover: SyncPopover) -> None:
    popover.show_state(FIRST)
    assert {"Cancel", "Sync now", "Pause"} <= _buttons(popover)
    assert _bars(popover) == [25, 0, 0]
    assert "Syncing people 25 %, 2 minutes left" in _words(popover)
    for phase, bars in (("", [-1, 0, 0]), ("pages", [100, 50, 0]), ("finishing", [100, 100, -1])):
        progress = SyncProgress(phase=phase, done=1, total=2 if phase else 0)
        popover.show_state(replace(FIRST, progress=progress))
        assert _bars(popover) == bars
    popover.show_state(DONE)
    assert _bars(popover) == []


def test_the_popover_tells_what_the_last_pass_brought(popover: SyncPopover) -> None:
    popover.show_state(DONE)
    assert "Cancel" not in _buttons(popover)
    assert "7 changes, 2.0 kB in less than a minute" in _words(popover)
    assert "1,171 people · 1 page" in _words(popover)


def test_when_it_was_up_to_date_is_said_once(popover: SyncPopover) -> None:
    popover.show_state(DONE)
    assert clock(NOON, NOON) in _words(popover)
    assert "Up to date as of" not in _words(popover)
    popover.show_state(FIRST)
    assert "never" not in _words(popover)
    popover.show_state(replace(DONE, progress=FIRST.progress))
    assert "Up to date as of" in _words(popover)


def test_outside_its_round_frame_the_popover_is_not_there(
    qtbot: QtBot, popover: SyncPopover
) -> None:
    popover.setStyleSheet(style_sheet(LIGHT))
    popover.show()
    picture = popover.grab().toImage()
    assert picture.pixelColor(0, 0).alpha() == 0
    assert picture.pixelColor(picture.width() // 2, 12).alpha() == 255


def test_a_pass_that_is_asked_for_while_one_runs_is_promised(
    qtbot: QtBot, popover: SyncPopover
) -> None:
    with qtbot.waitSignal(popover.overview.sync_requested):
        _press(popover, "Sync now")
    popover.show_state(replace(FIRST, queued=True))
    assert "One more sync follows this one." in _words(popover)


def test_while_paused_it_offers_to_resume_and_asks_for_it(
    qtbot: QtBot, popover: SyncPopover
) -> None:
    paused = replace(DONE, settings=Settings(pause=PAUSED))
    popover.show_state(paused)
    assert {"Resume", "Sync now"} <= _buttons(popover)
    assert "Pause" not in _buttons(popover)
    popover.overview.ask_to_resume()
    popover.show_state(paused)  # minutes go on, and the question stands
    assert "Syncing is paused. Resume it to sync now." in _words(popover)
    with qtbot.waitSignal(popover.changed) as changed:
        _press(popover, "Resume")
    assert changed.args == [{"pause": ""}]


def test_a_pause_lasts_until_tomorrow_or_until_resumed(qtbot: QtBot, popover: SyncPopover) -> None:
    button = next(b for b in popover.findChildren(QPushButton) if b.text() == "Pause")
    actions = {action.text(): action for action in button.menu().actions()}
    with qtbot.waitSignal(popover.changed) as changed:
        actions["Until I resume"].trigger()
    assert changed.args == [{"pause": PAUSED}]
    with qtbot.waitSignal(popover.changed) as changed:
        actions["Until tomorrow"].trigger()
    assert changed.args == [{"pause": tomorrow(NOON.astimezone())}]


def test_what_waits_for_wifi_can_be_fetched_anyway(qtbot: QtBot, popover: SyncPopover) -> None:
    waiting = ended_well(DONE, SyncReport(up_to_date=True, photos_waiting=240))
    popover.show_state(waiting)
    assert "Fetch it anyway" not in _buttons(popover)
    popover.show_state(replace(waiting, network=Network(reachable=True, metered=True)))
    assert "Waiting for Wi-Fi: 240 photos" in _words(popover)
    assert "0 bytes of 50.0 MB for this line" in _words(popover)
    with qtbot.waitSignal(popover.overview.freely_requested):
        _press(popover, "Fetch it anyway")


def test_a_refused_token_offers_to_connect_again_and_says_why(popover: SyncPopover) -> None:
    popover.show_state(ended_badly(DONE, Failure(error="NotAuthorised", message="Revoked."), NOON))
    assert {"Sync now", "Connect again …"} <= _buttons(popover)
    assert "does not accept the access token" in _words(popover)
    assert popover.toolTip() == "<qt>Revoked.</qt>", "the server's own words, for who asks"


def test_what_happened_is_a_plain_list_and_esc_leads_back(
    qtbot: QtBot, popover: SyncPopover
) -> None:
    with qtbot.waitSignal(popover.passes_wanted):
        _press(popover, "What happened")
    stamp = NOON.isoformat()
    later = (NOON + timedelta(hours=9)).isoformat()
    offline = PassRecord(began=stamp, ended=later, outcome="ServerUnreachable", times=9)
    passes = (
        PassRecord(began=stamp, ended=stamp, rows=7, blobs=2, bytes=2_100_000, photos_waiting=240),
        PassRecord(began=stamp, ended=stamp),
        offline,
        PassRecord(began=stamp, ended=stamp, outcome=CUT),
        PassRecord(began=stamp, ended=stamp, outcome=KEPT),
        PassRecord(began=stamp, ended=stamp, outcome=MENDED),
    )
    popover.show_passes(Answer(request=None, value=passes))
    rows = [popover.history.list.item(row).text() for row in range(6)]
    assert rows[0].endswith(" · 7 entries, 2 photos, 2.1 MB; 240 photos wait for Wi-Fi")
    assert rows[1].endswith(" · Nothing new")
    assert "cannot be reached" in rows[2]
    assert rows[2].endswith("(9 times)")
    assert " – " in rows[2]
    assert "before it was through" in rows[3]
    assert "all was kept" in rows[4]
    assert "fetched again" in rows[5]
    press(popover, Qt.Key.Key_Escape)
    assert popover.overview.isVisibleTo(popover)


def test_schedule_and_budget_are_set_field_by_field(qtbot: QtBot, popover: SyncPopover) -> None:
    popover.show_state(replace(DONE, settings=Settings(sync_every=60)))
    _press(popover, "Schedule and budget")
    boxes = {box.accessibleName(): box for box in popover.findChildren(QSpinBox)}
    assert boxes["Sync every"].value() == 60
    budget = boxes["On such a line, a day at most"]
    with qtbot.waitSignal(popover.changed) as changed:
        budget.setValue(200)
        budget.editingFinished.emit()
    assert changed.args == [{"metered_budget": 200}]
    line = popover.findChild(QComboBox)
    assert isinstance(line, QComboBox)
    with qtbot.waitSignal(popover.changed) as changed:
        line.activated.emit(1)
    assert changed.args == [{"metered": "always"}]


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_no_words_of_the_popover_are_cut_off_at_any_size(
    qtbot: QtBot, qapp: QApplication, zoom: int
) -> None:
    theming = Theming(qapp, "light", zoom)
    popover, below = SyncPopover(now=lambda: NOON), QPushButton()
    qtbot.addWidget(popover)
    qtbot.addWidget(below)
    for people in (1, 1185, 118_500_000):
        status = replace(STATUS, people=people, pages=82, posts=30, server="http://127.0.0.1:8000")
        popover.show_state(replace(DONE, status=status))
        popover.open_under(below)
        labels = [one for one in popover.findChildren(PlainLabel) if one.isVisible()]
        cut = [one.text() for one in labels if one.heightForWidth(one.width()) > one.height()]
        popover.hide()
        assert cut == []
    theming.own_size()
    theming.deleteLater()


def test_the_line_at_the_bottom_says_the_age_whole_and_leaves_out_numbers(qtbot: QtBot) -> None:
    line = StatusLine(LIGHT, now=lambda: NOON)
    qtbot.addWidget(line)
    line.show_state(DONE)
    took = line.findChild(PlainLabel, "took")
    age = line.findChild(PlainLabel, "age")
    assert took is not None
    assert age is not None
    line.show()
    for width, whole in ((900, True), (age.sizeHint().width() + 100, False)):
        line.resize(width, 30)
        assert took.isVisible() == whole
        qtbot.waitUntil(lambda: age.width() >= age.sizeHint().width())


def test_a_pill_without_room_gives_up_the_end_of_its_words_and_at_last_all(qtbot: QtBot) -> None:
    pill = SyncPill(LIGHT)
    qtbot.addWidget(pill)
    pill.show_state(FIRST)
    whole, tip = pill.text().strip(), pill.toolTip()
    pill.set_room(140)
    assert pill.text().endswith("…")
    assert pill.sizeHint().width() <= 140
    assert pill.toolTip() == f"{whole}\n{tip}"
    assert pill.accessibleName() == f"Sync: {whole}"
    pill.set_room(40)
    assert not pill.text()
    pill.set_room(1000)
    assert (pill.text().strip(), pill.toolTip()) == (whole, tip)


def test_the_pill_says_it_to_those_who_do_not_see_it(qtbot: QtBot) -> None:
    pill = SyncPill(LIGHT)
    qtbot.addWidget(pill)
    pill.show_state(FIRST)
    pill.set_theme(DARK)
    assert pill.accessibleName() == "Sync: Syncing people 25 %, 2 minutes left"


def test_the_line_at_the_bottom_tells_age_and_progress(qtbot: QtBot) -> None:
    line = StatusLine(LIGHT, now=lambda: NOON)
    qtbot.addWidget(line)
    line.show_state(FIRST)
    assert "Nothing has been synced yet" in _words(line)
    assert "Syncing people 25 %" in _words(line)
    line.show_state(DONE)
    assert "Working from local data, less than a minute old" in _words(line)
    line.show_state(ended_badly(DONE, Failure(error="ServerUnreachable"), NOON))
    assert "Offline" in _words(line)


def test_the_home_screen_tells_what_the_first_sync_fetches(qtbot: QtBot) -> None:
    home = HomeView(LIGHT, now=lambda: NOON)
    qtbot.addWidget(home)
    home.welcome(2747)
    home.show_state(FIRST)
    assert "Connected. To be fetched: 2,747 entries." in home.words()
    home.show_state(DONE)
    assert "fetched" not in home.words()

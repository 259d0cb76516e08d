"""What the pill, its popover, the line at the bottom and the quiet page say of one state."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.records import Status, SyncProgress, SyncReport
from desktop.ui.answers import Failure
from desktop.ui.plain_label import PlainLabel
from desktop.ui.quiet_view import QuietView
from desktop.ui.status_line import StatusLine
from desktop.ui.style.tokens import DARK, LIGHT
from desktop.ui.sync.pill import SyncPill
from desktop.ui.sync.popover import SyncPopover
from desktop.ui.sync.state import SyncState, ended_badly, ended_well

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STATUS = Status(people=1171, pages=1, synced_at=NOON.isoformat(), up_to_date=True)
FIRST = SyncState(progress=SyncProgress(phase="people", done=1, total=4, seconds_left=90))
DONE = ended_well(SyncState(status=STATUS), SyncReport(rows=7, bytes=2048, seconds=3))


def _words(widget: QWidget) -> str:
    labels = widget.findChildren(PlainLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget))


def _buttons(widget: QWidget) -> set[str]:
    buttons = widget.findChildren(QPushButton)
    return {button.text() for button in buttons if button.isVisibleTo(widget)}


def test_the_popover_offers_to_cancel_while_a_pass_runs(qtbot: QtBot) -> None:
    popover = SyncPopover()
    qtbot.addWidget(popover)
    popover.show_state(FIRST)
    assert _buttons(popover) == {"Cancel"}
    bar = popover.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    assert bar.value() == 25
    assert "Syncing people 25 %, 2 minutes left" in _words(popover)


def test_the_popover_tells_what_the_last_pass_brought(qtbot: QtBot) -> None:
    popover = SyncPopover()
    qtbot.addWidget(popover)
    popover.show_state(DONE)
    assert _buttons(popover) == {"Sync now"}
    assert "7 changes, 2.00 KiB in less than a minute" in _words(popover)
    assert "1,171 people · 1 page" in _words(popover)


def test_a_refused_token_offers_to_connect_again_and_says_why(qtbot: QtBot) -> None:
    popover = SyncPopover()
    qtbot.addWidget(popover)
    popover.show_state(ended_badly(DONE, Failure(error="NotAuthorised", message="Revoked."), NOON))
    assert _buttons(popover) == {"Sync now", "Connect again …"}
    assert "does not accept the access token" in _words(popover)
    tips = [label.toolTip() for label in popover.findChildren(PlainLabel)]
    assert "<qt>Revoked.</qt>" in tips, "the server's own words, for who asks"


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


def test_the_quiet_page_tells_what_the_first_sync_fetches(qtbot: QtBot) -> None:
    quiet = QuietView(LIGHT, now=lambda: NOON)
    qtbot.addWidget(quiet)
    quiet.welcome(2747)
    quiet.show_state(FIRST)
    assert "Connected. 2,747 entries are being fetched." in quiet.words()
    quiet.show_state(DONE)
    assert "fetched" not in quiet.words()

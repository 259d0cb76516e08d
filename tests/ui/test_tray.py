"""The tray, and the few times that somebody is called."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.records import Status, SyncReport
from desktop.ui.answers import Failure
from desktop.ui.flows.noticing import reason
from desktop.ui.sync.state import SyncState, ended_badly, ended_well, utc_now
from desktop.ui.tray import Tray


def test_where_there_is_no_tray_the_window_never_hides_behind_one(desktop_app: DesktopApp) -> None:
    assert not Tray.is_there(), "there is none without a screen"
    noticing = desktop_app.noticing
    noticing.stay(True)
    assert not desktop_app.window.stays
    assert not desktop_app.window.settings.staying.isVisibleTo(desktop_app.window.settings)


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)  # of the screen that is none
def test_its_menu_does_three_things(qtbot: QtBot, desktop_app: DesktopApp) -> None:
    tray = Tray(desktop_app.window)
    search, sync, leave = tray.menu.actions()
    assert [one.text() for one in tray.menu.actions()] == ["Search", "Sync now", "Quit"]
    for action, signal in (
        (search, tray.search_requested),
        (sync, tray.sync_requested),
        (leave, tray.quit_requested),
    ):
        with qtbot.waitSignal(signal):
            action.trigger()


def test_closing_puts_the_window_out_of_sight_where_that_was_chosen_and_quit_ends_it(
    desktop_app: DesktopApp,
) -> None:
    window = desktop_app.window
    window.stays = True
    window.close()
    assert not window.isVisible()
    desktop_app.come_to_front("")
    assert window.isVisible()
    window.deeds["quit"].trigger()
    assert not window.isVisible()
    assert not window.stays


@pytest.mark.parametrize(
    ("error", "needed"),
    [
        ("NotAuthorised", True),
        ("StorageFull", True),
        ("UpgradeRequired", True),
        ("ServerUnreachable", False),
        ("SyncRunning", False),
    ],
)
def test_somebody_is_called_only_for_what_does_not_pass_by_itself(error: str, needed: bool) -> None:
    name, said = reason(ended_badly(SyncState(), Failure(error=error), utc_now()))
    assert bool(name) is needed
    assert bool(said) is needed


def test_nobody_is_called_for_a_plain_sync_but_for_conflicts() -> None:
    state = ended_well(SyncState(), SyncReport(rows=10_000, up_to_date=True))
    assert reason(state) == ("", "")
    assert reason(replace(state, status=Status(conflicts=2)))[1] == "2 conflicts need you"

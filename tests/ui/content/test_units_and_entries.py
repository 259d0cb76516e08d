"""Units and every other entry; their lists stay quick and can be walked by the keyboard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.records import Address, Entry
from desktop.ui.content.reference_list import ReferenceList
from desktop.ui.content.when import distance_words, is_stale, moment
from desktop.ui.entry.entry_view import EntryView
from desktop.ui.organisation.unit_view import UnitView
from desktop.ui.plain_label import plain
from desktop.ui.style.tokens import DARK
from tests.ui.content.accessibility import sticking_out, texts, without_a_name
from tests.ui.content.people import MARKUP, reference, unit
from tests.ui.windows import press

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def units(qtbot: QtBot) -> UnitView:
    view = UnitView()
    qtbot.addWidget(view)
    view.resize(500, 700)
    view.show()
    return view


def members(view: UnitView) -> ReferenceList:
    lists = view.findChildren(ReferenceList)
    return next(one for one in lists if one.accessibleName().startswith("Members"))


def test_a_unit_shows_where_it_stands_and_who_is_in_it(units: UnitView) -> None:
    units.show_unit(unit(), {})
    said = texts(units)
    for words in ("Field Service", "Nordlicht", "Department", "Keeps plants running.",
                  "Members (600)", "Head", "Units below"):  # fmt: skip
        assert words in said, words
    assert without_a_name(units) == []


def test_a_member_is_reached_and_opened_by_the_keyboard(qtbot: QtBot, units: UnitView) -> None:
    units.show_unit(unit(), {})
    rows = members(units)
    rows.setFocus()
    press(rows, Qt.Key.Key_End)
    around = units.findChild(QScrollArea)
    assert around is not None
    qtbot.waitUntil(lambda: around.verticalScrollBar().value() > 10_000)
    with qtbot.waitSignal(units.open_requested) as asked:
        press(rows, Qt.Key.Key_Return)
    assert asked.args == [Address("person", "m599")]


def test_a_step_of_the_path_opens(qtbot: QtBot, units: UnitView) -> None:
    units.show_unit(unit(3), {})
    step = next(one for one in units.findChildren(QPushButton) if one.text() == "Nordlicht")
    with qtbot.waitSignal(units.open_requested) as asked:
        step.click()
    assert asked.args == [Address("unit", "top")]


def test_the_rows_keep_the_rules_of_models(units: UnitView) -> None:
    units.show_unit(unit(5), {})
    QAbstractItemModelTester(
        members(units).model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )


def test_a_unit_holds_in_a_narrow_pane_and_in_the_other_look(qtbot: QtBot, units: UnitView) -> None:
    units.resize(420, 700)
    units.show_unit(unit(20), {})
    units.set_theme(DARK)
    qtbot.waitUntil(lambda: sticking_out(units) == [])


def test_an_entry_shows_its_facts_and_what_it_refers_to(qtbot: QtBot) -> None:
    view = EntryView()
    qtbot.addWidget(view)
    view.show_entry(
        Entry(
            address=Address("responsibility", "1"),
            title=MARKUP,
            facts=(("Hours", "Mon"), ("Manual", "https://x.example"), ("Odd", "javascript:x")),
            references=(("Owner", reference("person", "7f", "Jana Beispiel")),),
        )
    )
    said = texts(view)
    assert MARKUP in said
    assert "RESPONSIBILITY" in said
    assert [one.text() for one in view.findChildren(QPushButton)] == ["https://x.example"]
    with qtbot.waitSignal(view.link_requested) as asked:
        view.findChildren(QPushButton)[0].click()
    assert asked.args == ["https://x.example"]


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (-1, "yesterday"), (1, "tomorrow"), (-13, "13 days ago"), (-14, "2 weeks ago"),
     (-70, "2 months ago"), (-900, "2 years ago"), (30, "in 4 weeks"), (90, "in 3 months")],
)  # fmt: skip
def test_a_distance_in_time_is_said_as_people_say_it(days: int, words: str) -> None:
    assert distance_words(NOW + timedelta(days=days), NOW) == words


@pytest.mark.parametrize(
    ("updated", "due", "stale"),
    [
        (None, None, False),
        ("2026-05-01", None, False),
        ("2025-05-01", None, True),
        ("2020-01-01", "2027-01-01", False),
        ("2026-05-31", "2026-05-31", True),
        ("no date", "neither", False),
    ],
)
def test_a_page_is_stale_when_its_review_is_due_or_after_a_year(
    updated: str | None, due: str | None, stale: bool
) -> None:
    assert is_stale(updated, due, NOW) is stale


def test_a_time_without_a_zone_is_taken_as_utc() -> None:
    assert moment("2026-06-01T12:00:00") == NOW
    assert moment("2026-06-01T14:00:00+02:00") == NOW


def test_controls_show_no_sign_that_reorders_the_window() -> None:
    assert plain("a\u202eb\u2066c\x07d\ud800\ne") == "abc d\ufffd\ne"

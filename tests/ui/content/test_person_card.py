"""A card shows what is known, does what its buttons say, and holds in any width."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.records import Address, Person
from desktop.ui.content.facts_grid import INSET, FactsGrid
from desktop.ui.people.person_actions import mail_link, phone_link
from desktop.ui.people.person_card import PersonCard
from desktop.ui.people.reporting_line import FEW, Node
from desktop.ui.style.tokens import DARK, SPACE_2
from tests.ui.content.accessibility import reachable, sticking_out, texts, without_a_name
from tests.ui.content.people import LONG, bare, full, gone
from tests.ui.windows import press


def noon() -> datetime:
    return datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def card(qtbot: QtBot) -> PersonCard:
    card = PersonCard(clock=noon)
    qtbot.addWidget(card)
    card.resize(600, 800)
    card.show()
    return card


def button(card: PersonCard, words: str) -> QPushButton:
    return next(one for one in card.findChildren(QPushButton) if one.text().strip() == words)


def test_a_card_says_everything_that_is_known(card: PersonCard) -> None:
    card.show_person(full(), {})
    said = texts(card)
    for words in (
        "Dr. Jana Beispiel", "YAH-na", "Head of Field Service", "Field Service", "Köln", "B 2.14",
        "Mon–Thu 8–16", "+49 221 12-34", "jana@nordlicht.example", "@jana", "German (native)",
        "English (C1)", "Brandschutz", "Umbau", "<b>Second</b> line.", "Cost centre", "4711",
        "Vans", "Owner", "External", "Jana Muster", "Nordlicht › Service", "Emma Muster",
        "Report 2", "Pages written", "Werkstatt",
    ):  # fmt: skip
        assert words in said, words


def test_the_time_is_the_one_over_there(card: PersonCard) -> None:
    card.show_person(full(), {})
    assert "08:00" in texts(card) or "8:00" in texts(card)


def test_somebody_with_only_a_name_has_a_card_without_empty_parts(card: PersonCard) -> None:
    card.show_person(bare(), {})
    shown = {one.text() for one in card.findChildren(QLabel) if one.text()}
    assert shown == {"Özgür"}
    assert [one.text() for one in card.findChildren(QPushButton)] == [" Copy"]


def test_markup_in_a_name_stays_text(card: PersonCard) -> None:
    card.show_person(gone(), {})
    labels = card.findChildren(QLabel)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    assert 'Ada <img src="file:///dev/zero"> <b>B</b>' in texts(card)
    assert "\u202e" not in texts(card)


def test_a_leaver_is_not_called_but_says_whom_to_ask(qtbot: QtBot, card: PersonCard) -> None:
    card.show_person(gone(), {})
    assert "Call" not in [one.text().strip() for one in card.findChildren(QPushButton)]
    with qtbot.waitSignal(card.open_requested) as asked:
        button(card, "Emma Muster").click()
    assert asked.args == [Address("person", "m")]


@pytest.mark.parametrize(
    ("words", "link"), [("Call", "tel:+492211234"), ("E-mail", "mailto:jana@nordlicht.example")]
)
def test_a_channel_is_asked_for_as_a_link(
    qtbot: QtBot, card: PersonCard, words: str, link: str
) -> None:
    card.show_person(full(), {})
    with qtbot.waitSignal(card.link_requested) as asked:
        button(card, words).click()
    assert asked.args == [link]


def test_copying_takes_name_and_channels(card: PersonCard) -> None:
    card.show_person(full(), {})
    button(card, "Copy").click()
    assert QApplication.clipboard().text().splitlines() == [
        "Dr. Jana Beispiel",
        "Head of Field Service, Field Service",
        "+49 221 12-34",
        "jana@nordlicht.example",
    ]
    assert button(card, "Copied")


def test_facts_stand_in_one_column_and_in_one_rhythm(card: PersonCard) -> None:
    card.show_person(full(), {})
    grid = card.findChildren(FactsGrid)[0]
    parts = [part for part in grid.findChildren(QWidget) if part.parent() is grid and part.x()]
    tops = sorted(part.y() for part in parts)
    steps = {after - before for before, after in pairwise(tops)}
    assert len(steps) == 1
    assert steps.pop() % SPACE_2 == 0
    insets = {part.contentsMargins().left() for part in parts if isinstance(part, QLabel)}
    assert insets == {INSET}, "as a link has"


def test_a_skill_searches_for_itself(qtbot: QtBot, card: PersonCard) -> None:
    card.show_person(full(), {})
    with qtbot.waitSignal(card.search_requested) as asked:
        button(card, "Brandschutz").click()
    assert asked.args == ['skill:"Brandschutz"']


def test_a_link_with_another_scheme_is_only_text(card: PersonCard) -> None:
    card.show_person(full(), {})
    assert "Bad" not in [one.text() for one in card.findChildren(QPushButton)]
    assert "javascript:alert(1)" in texts(card)


def test_the_chart_shows_a_few_reports_and_then_the_rest(card: PersonCard) -> None:
    card.show_person(full(reports=FEW + 12), {})
    more = button(card, "+12 more")
    assert len(card.findChildren(Node)) == 2 + FEW
    more.click()
    assert len(card.findChildren(Node)) == 2 + FEW + 12
    assert not more.isVisible()


def test_somebody_in_the_chart_is_opened_by_the_keyboard(qtbot: QtBot, card: PersonCard) -> None:
    card.show_person(full(), {})
    manager = next(node for node in card.findChildren(Node) if "Emma" in node.accessibleName())
    with qtbot.waitSignal(card.open_requested) as asked:
        press(manager, Qt.Key.Key_Space)
    assert asked.args == [Address("person", "m")]


@pytest.mark.parametrize("person", [bare(), full(), full(reports=40), gone()])
def test_every_control_has_a_name(card: PersonCard, person: Person) -> None:
    card.show_person(person, {})
    assert list(reachable(card))
    assert without_a_name(card) == []


@pytest.mark.parametrize("pixels", [14, 28])
@pytest.mark.parametrize("width", [420, 900])
@pytest.mark.parametrize("person", [full(), gone()])
def test_nothing_sticks_out(
    qtbot: QtBot, card: PersonCard, person: Person, width: int, pixels: int
) -> None:
    font = QFont(card.font())
    font.setPixelSize(pixels)
    card.setFont(font)
    card.resize(width, 800)
    card.show_person(person, {})
    qtbot.waitUntil(lambda: sticking_out(card) == [])


def test_a_word_longer_than_the_card_is_broken_not_cut(qtbot: QtBot, card: PersonCard) -> None:
    card.resize(420, 800)
    card.show_person(gone(), {})
    assert LONG in texts(card)


def test_the_look_changes_while_a_card_is_open(card: PersonCard) -> None:
    card.show_person(full(), {})
    before = card.grab().toImage()
    card.set_theme(DARK)
    assert card.grab().toImage() != before
    assert "Dr. Jana Beispiel" in texts(card)


def test_opening_another_person_from_a_card_is_safe(card: PersonCard) -> None:
    card.open_requested.connect(lambda _address: card.show_person(bare(), {}))
    card.show_person(full(), {})
    button(card, "Erkan Muster").click()
    assert "Özgür" in texts(card)


@pytest.mark.parametrize(
    ("dial", "link"),
    [("+49 (221) 12-34", "tel:+492211234"), ("1;x=file:///", "tel:1;"), ("*31#", "tel:*31%23")],
)
def test_a_number_to_call_holds_only_what_can_be_dialled(dial: str, link: str) -> None:
    assert phone_link(dial) == link


def test_an_address_to_write_to_brings_no_headers() -> None:
    assert mail_link("a@b.example?bcc=c@d.example") == "mailto:a@b.example%3Fbcc%3Dc@d.example"

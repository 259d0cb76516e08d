"""A card shows what is known, does what its buttons say, and holds in any width."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.records import Address, KnownSkill, Person
from desktop.ui.content.copy_button import CopyButton
from desktop.ui.content.facts_grid import INSET, FactsGrid
from desktop.ui.content.reference_list import ReferenceList
from desktop.ui.people.person_actions import mail_link, phone_link
from desktop.ui.people.person_card import PersonCard
from desktop.ui.people.reporting_line import FEW, Node, ReportingLine
from desktop.ui.people.skill_chips import SkillChips
from desktop.ui.people.working_hours import at_work_until, in_language
from desktop.ui.style.tokens import DARK, SPACE_2
from tests.ui.content.accessibility import reachable, sticking_out, texts, without_a_name
from tests.ui.content.people import LONG, bare, full, gone, reference
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
        "Mon–Thu\u00a08–16", "+49 221 12-34", "jana@nordlicht.example", "@jana", "German (native)",
        "English (C1)", "Brandschutz", "Umbau", "<b>Second</b> line.", "Cost centre", "4711",
        "Vans", "Owner", "External", "Jana Muster", "Nordlicht › Service", "Emma Muster",
        "Report 2", "Pages written (1)", "Werkstatt", "Ida Oben", "preferred", "Role",
        "HR · confirmed 4 weeks ago", "Brandschutz  ●●○  2 pages",
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
        button(card, "Brandschutz  ●●○  2 pages").click()
    assert asked.args == ['skill:"Brandschutz"']


def test_the_dots_of_a_skill_say_what_they_stand_for(card: PersonCard) -> None:
    levels = (None, 1, 2, 3, 9)
    skills = tuple(KnownSkill(name=f"Skill {level}", level=level) for level in levels)
    card.show_person(replace(full(), skills=skills), {})
    chips = card.findChildren(SkillChips)[0].findChildren(QPushButton)
    said = [one.toolTip() for one in chips if one.text().startswith("Skill")]
    assert said == ["", "Knows the basics", "Works with it", "Teaches it", "Teaches it"]


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


def test_each_channel_is_copied_by_its_own_button(card: PersonCard) -> None:
    card.show_person(full(), {})
    copy = next(one for one in card.findChildren(CopyButton) if "221" in one.accessibleName())
    copy.click()
    assert QApplication.clipboard().text() == "+49 221 12-34"
    assert copy.accessibleName() == "Copied"


def test_the_channel_that_is_liked_best_stands_first(card: PersonCard) -> None:
    card.show_person(replace(full(), best_channel="chat"), {})
    first = card.findChildren(CopyButton)[0]
    assert first.accessibleName() == "Copy @jana"


def test_the_hours_of_one_day_are_never_torn_apart(card: PersonCard) -> None:
    card.show_person(replace(full(), hours="Mo–Do 8:30–17:00, Fr 8:30–15:00"), {})
    assert "Mon–Thu\u00a08:30–17:00, Fri\u00a08:30–15:00" in texts(card)
    card.show_person(replace(full(), hours="meist am Vormittag"), {})
    assert "meist am Vormittag" in texts(card)


def test_somebody_from_outside_says_who_knows_them_here(qtbot: QtBot, card: PersonCard) -> None:
    known = reference("person", "k", "Kim Kennt")
    card.show_person(replace(full(), ask_instead=known), {})
    assert {"External", "Known here by:"} <= set(texts(card).splitlines())
    with qtbot.waitSignal(card.open_requested):
        button(card, "Kim Kennt").click()


def test_a_wide_card_has_two_columns_and_a_narrow_one_has_one(card: PersonCard) -> None:
    card.show_person(full(), {})
    contact, chart = card.findChildren(FactsGrid)[0], card.findChild(ReportingLine)
    assert chart is not None
    assert _left(card, chart) == _left(card, contact)
    card.resize(1300, 800)
    assert _left(card, chart) > _left(card, contact) + contact.width()


def test_to_show_a_card_opens_no_window_of_its_own(qapp: QApplication, card: PersonCard) -> None:
    class Opened(QObject):
        def eventFilter(self, seen: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
            if event.type() == QEvent.Type.Show and isinstance(seen, QWidget) and seen.isWindow():
                windows.append(type(seen).__name__)
            return False

    windows: list[str] = []
    opened = Opened()
    qapp.installEventFilter(opened)
    above = reference("person", "top", "Tora Top")
    card.show_person(replace(full(), managers=(above, above)), {})
    qapp.removeEventFilter(opened)
    assert windows == []


def test_many_skills_fold_and_those_with_evidence_come_first(
    qtbot: QtBot, card: PersonCard
) -> None:
    many = [KnownSkill(name=f"Skill {at}") for at in range(40)]
    proven = KnownSkill(
        name="Welding",
        evidence=(reference("page", "p", "A page"), reference("page", "q", "Another")),
    )
    card.show_person(replace(full(), skills=(*many, proven)), {})
    chips = card.findChildren(SkillChips)[0]
    shown = [one.text() for one in chips.findChildren(QPushButton)]
    assert shown.index("Welding  2 pages") < shown.index("Skill 0")
    button(card, "+29 more").click()
    buttons = chips.findChildren(QPushButton)
    qtbot.waitUntil(lambda: sum(one.isVisible() for one in buttons) == 41)


def test_a_long_list_of_texts_unfolds(qtbot: QtBot, card: PersonCard) -> None:
    wrote = tuple(reference("page", f"p{at}", f"Page {at}") for at in range(12))
    card.show_person(replace(full(), wrote=wrote), {})
    button(card, "Show all 12").click()
    rows = next(
        one
        for one in card.findChildren(ReferenceList)
        if "(12)" in one.accessibleName() and one.model().rowCount() == 12
    )
    with qtbot.waitSignal(card.open_requested) as asked:
        press(rows, Qt.Key.Key_End)
        press(rows, Qt.Key.Key_Return)
    assert asked.args == [Address("page", "p11")]


@pytest.mark.parametrize(
    ("hours", "german", "english"),
    [
        (
            "Mo–Do 8:30–17:00, Fr 8:30–15:00",
            "Mo–Do 8:30–17:00, Fr 8:30–15:00",
            "Mon–Thu 8:30–17:00, Fri 8:30–15:00",
        ),
        ("mon-thu 8–16", "Mo–Do 8–16", "Mon–Thu 8–16"),
        ("Di. 9–13 Uhr", "Di 9–13 Uhr", "Tue 9–13"),
        ("So–Do 21:30–6:00", "So–Do 21:30–6:00", "Sun–Thu 21:30–6:00"),
        ("Mo–Fr 8–17, Pannen jederzeit",) * 3,
        ("rund um die Uhr",) * 3,
        ("",) * 3,
    ],
)
def test_hours_that_can_be_read_name_the_days_in_the_language_of_the_window(
    hours: str, german: str, english: str
) -> None:
    assert in_language(hours, "de") == german
    assert in_language(hours, "en") == english


def test_a_card_in_english_has_english_days(card: PersonCard) -> None:
    for zone in ("Europe/Berlin", None):
        card.show_person(replace(full(), hours="Mo–Do 8:30–17:00", time_zone=zone), {})
        assert "Mon–Thu\u00a08:30–17:00" in texts(card)


MONDAY_NOON = datetime(2026, 6, 1, 12)  # noqa: DTZ001 - the time over there


@pytest.mark.parametrize(
    ("hours", "until"),
    [
        ("Mo–Do 8:30–17:00, Fr 8:30–15:00", time(17)),
        ("Mon-Thu 8-16", time(16)),
        ("Di 9–13 Uhr", None),
        ("Mo 13:00–17:00", None),
        ("Mo–Fr 8:00–12:00", None),
        ("by appointment", None),
        ("Mo–Fr 25:00–99:00", None),
        ("Fr–Mo 8–16", None),
        (None, None),
    ],
)
def test_hours_say_until_when_somebody_works_where_they_can_be_read(
    hours: str | None, until: time | None
) -> None:
    assert at_work_until(hours, MONDAY_NOON) == until


def _left(card: PersonCard, part: QWidget) -> int:
    QApplication.sendPostedEvents()
    return part.mapTo(card, QPoint(0, 0)).x()

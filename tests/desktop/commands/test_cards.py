from __future__ import annotations

from desktop.commands.cards import card, names
from desktop.commands.reading import age_in_words, status_in_words
from desktop.commands.syncing import in_words
from desktop.errors import SyncRunning, public_name
from desktop.records import (
    Address,
    Entry,
    Page,
    Person,
    PhoneNumber,
    Reference,
    Status,
    SyncReport,
    Unit,
    UnitMembership,
)
from desktop.sync.remote import AnswerTooSlow


def reference(title: str, kind: str = "person") -> Reference:
    return Reference(address=Address(kind, title), title=title)


def test_a_person_is_a_name_a_role_and_what_is_known() -> None:
    person = Person(
        address=Address("person", "7f"),
        name="Ada Lovelace",
        role="Fitter",
        memberships=(UnitMembership(unit=None, name="Pumps", path=("North",), role="head"),),
        phones=(PhoneNumber(text="030 1", dial="+49301"),),
        languages=(("de", "C1"), ("en", None)),
        manager=reference("Grace Hopper"),
        about="Knows pumps.",
    )
    assert card(person).splitlines() == [
        "Ada Lovelace",
        "Fitter",
        "",
        "  Unit       North / Pumps (head)",
        "  Manager    Grace Hopper",
        "  Phone      030 1",
        "  Languages  de (C1), en",
        "",
        "Knows pumps.",
    ]


def test_of_a_person_of_whom_nothing_is_known_the_name_is_left() -> None:
    assert card(Person(address=Address("person", "7f"), name="Ada")) == "Ada"


def test_a_page_says_where_it_stands_before_its_text() -> None:
    page = Page(
        address=Address("page", "9c"),
        title="Travel",
        text="# Travel\n\nKeep receipts.\n",
        space=reference("Handbook", "space"),
        path=(reference("Office", "page"),),
        tags=("money",),
    )
    said = card(page)
    assert said.startswith("Travel\n\n  In    Handbook / Office\n  Tags  money\n")
    assert said.endswith("Keep receipts.")


def test_a_unit_lists_its_first_dozen_people() -> None:
    people = tuple(reference(f"P{number}") for number in range(14))
    said = card(Unit(address=Address("unit", "u"), name="Pumps", members=people))
    assert "P11 and 2 more" in said
    assert "P12" not in said


def test_anything_else_shows_its_facts_and_what_it_leads_to() -> None:
    entry = Entry(
        address=Address("skill", "s"),
        title="Welding",
        facts=(("Also", "MIG"),),
        references=(("Known by", reference("Ada")),),
    )
    assert card(entry).split() == ["Welding", "Also", "MIG", "Known", "by", "Ada"]


def test_no_names_are_an_empty_line() -> None:
    assert names(()) == ""


def test_ages_are_told_in_the_largest_unit_that_fits() -> None:
    ages = {None: "never", 3: "just now", 60: "1 minute", 7200: "2 hours", 90_000: "1 day"}
    for seconds, words in ages.items():
        assert words in age_in_words(seconds)


def test_a_status_says_what_is_missing_and_what_waits() -> None:
    said = status_in_words(Status(people=3, outbox=2, server="https://x.example"))
    assert "3 people" in said
    assert "vademecum sync" in said
    assert "2 changes wait" in said
    assert "wait" not in status_in_words(Status(up_to_date=True))


def test_an_error_goes_by_a_name_that_others_know() -> None:
    assert public_name(AnswerTooSlow("Slow.")) == "ServerUnreachable"
    assert public_name(SyncRunning("Busy.")) == "SyncRunning"


def test_a_report_is_told_in_a_sentence() -> None:
    assert "nothing was new" in in_words(SyncReport(up_to_date=True))
    assert "sync again" in in_words(SyncReport(rows=3))
    said = in_words(SyncReport(rows=3, up_to_date=True, purged=("space:x",), unreadable=1))
    assert "no longer see" in said
    assert "doctor" in said

"""The sample company holds together: who leads whom, who sits where, who answers for what."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from tests.resources.sample_company import (
    Line,
    by_id,
    every_text,
    ids,
    lines,
    units_by_path,
    words,
)

MAIL = re.compile(r"[a-z-]+\.[a-z-]+@nordlicht-anlagentechnik\.example")
# The ranges that the Bundesnetzagentur sets aside for films and books.
NOBODYS = re.compile(r"040 66969-\d{3}|0221 4710-\d{3}|089 99998-\d{3}|0171 39200\d{2}")
NOBODYS_ABROAD = re.compile(r"\+49 (?:40 66969|221 4710|89 99998)\d{3}")
NUMBER = re.compile(r"(?<![\w.,-])(?:\+49[ \d/-]{7,}|0\d{2,4}[ /-]\d[\d -]{4,}\d)")
TODAY = date(2026, 11, 1)


@pytest.mark.parametrize("name", ["sites", "units", "people", "skills", "responsibilities"])
def test_no_id_is_given_twice(name: str) -> None:
    assert len(ids(name)) == len(lines(name))
    assert all(re.fullmatch(r"[a-z0-9-]+", identity) for identity in ids(name))


def test_there_are_120_people_at_three_sites() -> None:
    assert len(lines("people")) == 120
    assert len(lines("sites")) == 3
    assert {person["site"] for person in lines("people")} == ids("sites")


@pytest.mark.parametrize("name", ["sites", "units", "people", "skills", "responsibilities"])
def test_what_is_not_known_is_absent(name: str) -> None:
    empty = [(line["id"], key) for line in lines(name) for key in line if line[key] in ("", [], {})]
    assert empty == []


def test_units_are_at_most_three_deep_and_stand_below_their_parent() -> None:
    seen: set[tuple[str, ...]] = set()
    for path in units_by_path():
        assert len(path) <= 4
        assert len(path) == 1 or path[:-1] in seen
        seen.add(path)
    assert len(seen) == len(lines("units"))


def test_a_head_and_a_deputy_belong_to_the_unit_or_to_the_one_above() -> None:
    people = by_id("people")
    for path, unit in units_by_path().items():
        assert unit["site"] in ids("sites")
        for head in unit["heads"]:
            assert list(path) in people[head]["org_units"], unit["id"]
        assert any(
            own[: len(path) - 1] == list(path[:-1]) for own in people[unit["deputy"]]["org_units"]
        ), unit["id"]


def test_everybody_belongs_to_units_that_are_there() -> None:
    known = units_by_path()
    for person in lines("people"):
        paths = [tuple(path) for path in person["org_units"]]
        assert paths
        assert set(paths) <= set(known), person["id"]
        own = {known[path]["id"] for path in paths}
        assert all(member["unit"] in own for member in person.get("memberships", []))


def test_every_unit_has_somebody_in_it() -> None:
    filled = {tuple(path) for person in lines("people") for path in person["org_units"]}
    assert filled == set(units_by_path())


def test_everybody_but_one_has_a_manager_and_nobody_manages_themselves() -> None:
    people = by_id("people")
    assert [person for person in people if "manager" not in people[person]] == [
        "friederike-ahrendsen"
    ]
    assert all(chain(person, people)[-1] == "friederike-ahrendsen" for person in people)


def chain(person: str, people: dict[str, Line]) -> list[str]:
    """The person, their manager, and so on to the top; fails on a cycle."""
    found = [person]
    while above := people[found[-1]].get("manager"):
        assert above not in found, found
        found.append(above)
    return found


def test_a_manager_leads_the_unit_or_the_one_above() -> None:
    known = units_by_path()
    for person in lines("people"):
        path = tuple(person["org_units"][0])
        leads = person["id"] in known[path]["heads"]
        unit = known[path[:-1] or path] if leads else known[path]
        if "manager" in person:
            assert person["manager"] in [*unit["heads"], unit["deputy"]], person["id"]


def test_deputies_and_answerable_people_are_people_of_the_company() -> None:
    known = ids("people")
    for person in lines("people"):
        if "deputy" in person:
            assert person["deputy"] in known - {person["id"]}, person["id"]
    for duty in lines("responsibilities"):
        involved = [duty["owner"], duty["deputy"], duty["escalation"]]
        assert set(involved) <= known
        assert len(set(involved)) == len(involved), duty["id"]


def test_every_skill_is_one_that_the_company_knows() -> None:
    known = Counter(name.lower() for skill in lines("skills") for name in names_of(skill))
    claimed = {name for person in lines("people") for name in person["skills"]}
    assert {name for name in claimed if name.lower() not in known} == set()
    broader = {skill["broader"] for skill in lines("skills") if "broader" in skill}
    assert broader <= ids("skills")


def names_of(skill: Line) -> set[str]:
    return {*skill["names"].values()}.union(*skill["synonyms"].values())


def test_no_name_of_a_skill_means_two_of_them() -> None:
    known = Counter(name.lower() for skill in lines("skills") for name in names_of(skill))
    spoken = {name.lower() for person in lines("people") for name in person["skills"]}
    assert {name for name in spoken if known[name] > 1} == set()


def test_some_skills_are_shared_and_every_person_has_one() -> None:
    claimed = Counter(name for person in lines("people") for name in person["skills"])
    assert all(person["skills"] for person in lines("people"))
    assert sum(count >= 5 for count in claimed.values()) >= 20


def test_every_mail_address_is_of_the_firm_and_of_one_person() -> None:
    mails = [mail for person in lines("people") for mail in person["emails"]]
    assert len(set(mails)) == len(mails) == 120
    assert all(MAIL.fullmatch(mail) for mail in mails)


def test_every_phone_number_belongs_to_nobody() -> None:
    given = [phone["number"] for person in lines("people") for phone in person["phones"]]
    given += [site["phone"] for site in lines("sites")]
    assert [number for number in given if not NOBODYS.fullmatch(number)] == []


def test_every_number_in_a_text_belongs_to_nobody() -> None:
    found = {number.strip() for number in NUMBER.findall(every_text())}
    assert "040 66969-112" in found
    wrong = [n for n in found if not (NOBODYS.fullmatch(n) or NOBODYS_ABROAD.fullmatch(n))]
    assert wrong == []


def test_a_direct_line_rings_on_one_desk() -> None:
    lines_of = Counter(
        phone["number"]
        for person in lines("people")
        for phone in person["phones"]
        if phone["type"] != "hall"
    )
    assert [number for number, count in lines_of.items() if count > 1] == []
    assert "040 66969-112" not in lines_of


def test_the_best_channel_is_one_that_the_person_has() -> None:
    for person in lines("people"):
        channels = {"mail", *(phone["type"] for phone in person["phones"])}
        assert person.get("best_channel", "mail") in channels, person["id"]


def test_biographies_are_written_one_by_one() -> None:
    said = [part for person in lines("people") for part in re.split(r"(?<=[.?!]) ", person["bio"])]
    assert [part for part, count in Counter(said).items() if count > 1] == []


def test_nobody_joined_in_the_future() -> None:
    assert all(date.fromisoformat(person["joined"]) < TODAY for person in lines("people"))


@pytest.mark.parametrize("name", ["given", "family"])
def test_a_list_of_names_has_many_and_each_once(name: str) -> None:
    found = words(name)
    assert len(found) == len(set(found)) >= 150
    assert all(word == word.strip() and word for word in found)

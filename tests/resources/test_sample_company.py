"""The sample company holds together: who leads whom, who sits where, who answers for what."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from server.connectors.json_lines import records
from server.made_up_people import PeopleCount
from tests.resources.sample_company import (
    PEOPLE,
    SAMPLE,
    Line,
    every_text,
    everybody,
    ids,
    lines,
    people_by_id,
    skills_of,
    staff,
    units_by_path,
)

MAIL = re.compile(r"[a-z-]+\.[a-z-]+\d?@nordlicht-anlagentechnik\.example")
# The ranges that the Bundesnetzagentur sets aside for films and books.
NOBODYS = re.compile(
    r"040 66969-\d{3}|0221 4710-\d{3}|089 99998-\d{3}|030 23125-\d{3}|069 90009-\d{3}"
    r"|0171 39200\d{2}|0176 040690\d{2}"
)
NOBODYS_ABROAD = re.compile(r"\+49 (?:40 66969|221 4710|89 99998)\d{3}")
# And Ofcom's for Edinburgh and mobiles.
NOBODYS_THERE = re.compile(r"\+44 131 496 0\d{3}|\+44 7700 900\d{3}")
NUMBER = re.compile(r"(?<![\w.,-])(?:\+49[ \d/-]{7,}|0\d{2,4}[ /-]\d[\d -]{4,}\d)")
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize("name", ["sites", "units", "people", "skills", "responsibilities"])
def test_no_id_is_given_twice(name: str) -> None:
    assert len(ids(name)) == len(lines(name))
    assert all(re.fullmatch(r"[a-z0-9-]+", identity) for identity in ids(name))


def test_127_people_are_written_by_hand_and_there_are_six_sites() -> None:
    assert len(lines("people")) == 127
    assert len(lines("sites")) == 6
    assert {person["site"] for person in staff()} == ids("sites")


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
    people = people_by_id()
    for path, unit in units_by_path().items():
        assert unit["site"] in ids("sites")
        for head in unit["heads"]:
            assert list(path) in people[head]["org_units"], unit["id"]
        assert any(
            own[: len(path) - 1] == list(path[:-1]) for own in people[unit["deputy"]]["org_units"]
        ), unit["id"]


def test_everybody_belongs_to_units_that_are_there() -> None:
    known = units_by_path()
    for person in staff():
        paths = [tuple(path) for path in person["org_units"]]
        assert paths
        assert set(paths) <= set(known), person["id"]
        own = {known[path]["id"] for path in paths}
        assert all(member["unit"] in own for member in person.get("memberships", []))


def test_every_unit_has_somebody_in_it() -> None:
    filled = {tuple(path) for person in staff() for path in person["org_units"]}
    assert filled == set(units_by_path())


def test_everybody_but_one_has_a_manager_and_nobody_manages_themselves() -> None:
    people = {person["id"]: person for person in staff()}
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
    for person in staff():
        path = tuple(person["org_units"][0])
        leads = person["id"] in known[path]["heads"]
        unit = known[path[:-1] or path] if leads else known[path]
        if "manager" in person:
            assert person["manager"] in [*unit["heads"], unit["deputy"]], person["id"]


def test_deputies_and_answerable_people_are_people_of_the_company() -> None:
    known = {person["id"] for person in staff()}
    for person in staff():
        if "deputy" in person:
            assert person["deputy"] in known - {person["id"]}, person["id"]
    for duty in lines("responsibilities"):
        involved = [duty["owner"], duty["deputy"], duty["escalation"]]
        assert set(involved) <= known
        assert len(set(involved)) == len(involved), duty["id"]


def test_every_skill_is_one_that_the_company_knows() -> None:
    known = Counter(name.lower() for skill in lines("skills") for name in names_of(skill))
    claimed = {name for person in staff() for name in skills_of(person)}
    assert {name for name in claimed if name.lower() not in known} == set()
    broader = {skill["broader"] for skill in lines("skills") if "broader" in skill}
    assert broader <= ids("skills")


def names_of(skill: Line) -> set[str]:
    return {*skill["names"].values()}.union(*skill["synonyms"].values())


def test_no_name_of_a_skill_means_two_of_them() -> None:
    known = Counter(name.lower() for skill in lines("skills") for name in names_of(skill))
    spoken = {name.lower() for person in staff() for name in skills_of(person)}
    assert {name for name in spoken if known[name] > 1} == set()


def test_some_skills_are_shared_and_every_person_has_one() -> None:
    claimed = Counter(name for person in staff() for name in skills_of(person))
    assert all(person["skills"] for person in staff())
    assert sum(count >= 5 for count in claimed.values()) >= 20


def test_every_mail_address_is_of_an_example_and_of_one_person() -> None:
    mails = [mail for person in everybody() for mail in person.get("emails", [])]
    assert len(set(mails)) == len(mails)
    assert all(MAIL.fullmatch(mail) for person in staff() for mail in person["emails"])
    assert all(re.fullmatch(r"[a-z0-9.@-]+\.example", mail) for mail in mails)


def test_every_phone_number_belongs_to_nobody() -> None:
    given = [phone["number"] for person in everybody() for phone in person.get("phones", [])]
    given += [site["phone"] for site in lines("sites")]
    assert [number for number in given if not is_nobodys(number)] == []


def is_nobodys(number: str) -> bool:
    return bool(NOBODYS.fullmatch(number) or NOBODYS_THERE.fullmatch(number))


def test_every_number_in_a_text_belongs_to_nobody() -> None:
    found = {number.strip() for number in NUMBER.findall(every_text())}
    assert "040 66969-112" in found
    wrong = [n for n in found if not (NOBODYS.fullmatch(n) or NOBODYS_ABROAD.fullmatch(n))]
    assert wrong == []


def test_a_direct_line_rings_on_one_desk() -> None:
    lines_of = Counter(
        phone["number"]
        for person in everybody()
        for phone in person.get("phones", [])
        if phone["type"] != "hall"
    )
    assert [number for number, count in lines_of.items() if count > 1] == []
    assert "040 66969-112" not in lines_of


def test_the_best_channel_is_one_that_the_person_has() -> None:
    for person in staff():
        channels = {"mail", *(phone["type"] for phone in person.get("phones", []))}
        assert person.get("best_channel", "mail") in channels, person["id"]


def test_biographies_are_written_one_by_one() -> None:
    said = [
        part
        for person in everybody()
        if "bio" in person
        for part in re.split(r"(?<=[.?!]) ", person["bio"])
    ]
    assert [part for part, count in Counter(said).items() if count > 1] == []


def test_nobody_joined_in_the_future() -> None:
    assert all(date.fromisoformat(person["joined"]) <= TODAY for person in staff())


def test_the_company_has_about_1200_people_at_six_sites() -> None:
    assert 1_150 <= len(everybody()) <= 1_250
    assert len({person["id"] for person in everybody()}) == len(everybody())
    sizes = Counter(person["site"] for person in staff())
    assert sizes.keys() == ids("sites")
    assert min(sizes.values()) >= 50
    assert sizes.most_common(1)[0][0] == "hamburg"


def test_it_is_the_same_company_every_time() -> None:
    again = [person for _, person in PeopleCount(SAMPLE).change(records(PEOPLE))]
    assert tuple(again) == everybody()


def test_three_people_are_the_board_and_many_are_technicians() -> None:
    board = [one for one in staff() if "Geschäftsführer" in one["job_title"]]
    assert len(board) == 3
    trades = r"onteur|techniker|Sachkundige|Fitter|Service Engineer|Mechatronik"
    assert sum(bool(re.search(trades, one["job_title"])) for one in staff()) >= 350
    starters = r"Auszubildende|Trainee|Duale|Praktikant|Werkstudent|Apprentice"
    assert 45 <= sum(bool(re.search(starters, one["job_title"])) for one in staff()) <= 90


def test_some_work_part_time_some_abroad_and_a_few_are_new() -> None:
    zones = Counter(person["time_zone"] for person in staff())
    assert zones.keys() == {"Europe/Berlin", "Europe/London"}
    assert len({person["hours"] for person in staff()}) >= 25
    new = [one for one in staff() if one["joined"] >= "2026-10-01"]
    assert 8 <= len(new) <= 30


def test_names_come_from_many_places_and_nobody_has_the_name_of_many_others() -> None:
    spoken = {person["languages"][0]["tag"] for person in staff()}
    assert len(spoken) >= 12
    assert max(Counter(person["display_name"] for person in everybody()).values()) <= 2


def test_whoever_has_left_names_somebody_who_is_here_and_no_way_to_be_reached() -> None:
    here = {person["id"] for person in staff()}
    gone = [person for person in everybody() if "left" in person]
    assert len(gone) >= 12
    for person in gone:
        assert person["ask_instead"] in here
        assert person["joined"] < person["left"] <= TODAY.isoformat()
        assert not {"phones", "emails", "org_units", "manager", "site"} & person.keys()


def test_people_of_other_firms_say_where_they_belong_and_who_knows_them() -> None:
    here = {person["id"] for person in staff()}
    outside = [person for person in everybody() if "external" in person]
    assert {person["relation"] for person in outside} == {"Kunde", "Lieferant", "Partner"}
    for person in outside:
        assert person["memberships"][0]["org"]
        assert person["ask_instead"] in here
        assert "@nordlicht" not in person["emails"][0]


def test_evidence_is_only_claimed_for_a_skill_that_is_claimed() -> None:
    proofs = {
        words: set(skill["names"].values())
        for skill in lines("skills")
        for words in skill.get("certificate", {}).values()
    }
    proven = [person for person in staff() if "certificates" in person]
    assert len(proven) >= 300
    for person in proven:
        for proof in person["certificates"]:
            assert proofs[proof.rpartition(" (")[0]] & set(skills_of(person)), person["id"]


def test_a_unit_that_is_led_by_name_says_so_in_both_files() -> None:
    leads = {line["unit"]: len(line["leads"]) for line in lines("staffing") if "leads" in line}
    by_hand = ids("people")
    for unit in lines("units"):
        made_up = [who for who in (*unit["heads"], unit["deputy"]) if who not in by_hand]
        assert len(made_up) == leads.get(unit["id"], 0)

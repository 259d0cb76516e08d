"""Names made up: whole, speakable, and good for addresses."""

from __future__ import annotations

from random import Random

import pytest

from server.staffing.ingredients import Site, read_origins
from server.staffing.naming import Names, Taken, folded
from server.staffing.numbers import Numbers
from tests.resources.sample_company import SAMPLE

ORIGINS = read_origins(SAMPLE)
SITE = Site(
    id="hamburg", time_zone="Europe/Berlin", line="040 66969-", halls=("Halle 1",), rooms=("1",)
)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Thu Hà", "thu-ha"),
        ("Müller-Lüdtke", "mueller-luedtke"),
        ("O'Neill", "oneill"),
        ("Aydınlı", "aydinli"),
        ("Đặng", "dang"),
        ("Søren", "soren"),
        ("Łukasz", "lukasz"),
        ("陈", "x"),
    ],
)
def test_a_name_is_written_in_addresses_without_its_marks(name: str, written: str) -> None:
    assert folded(name) == written


def test_the_second_of_a_name_gets_a_number() -> None:
    taken = Taken(["ada-becker"])
    assert [taken.take("ada-becker") for _ in range(3)] == [
        "ada-becker-2",
        "ada-becker-3",
        "ada-becker-4",
    ]
    assert taken.take("bo-becker") == "bo-becker"


def test_the_lists_of_names_have_many_and_each_once() -> None:
    assert len(ORIGINS) >= 15
    assert sum(len(origin.women) + len(origin.men) for origin in ORIGINS.values()) >= 700
    for origin in ORIGINS.values():
        for names in (origin.women, origin.men, origin.family):
            assert len(set(names)) == len(names) > 0
            assert all(name == name.strip() for name in names)
        assert len(origin.family_women) in (0, len(origin.family))


def test_most_have_a_family_name_from_where_their_first_name_comes() -> None:
    names, same = Names(ORIGINS), 0
    for number in range(500):
        name = names.draw(Random(number), woman=True, shares={"pl": 1})
        assert name.given in ORIGINS["pl"].women
        same += name.family in ORIGINS["pl"].family_women
    assert 380 < same < 460


def test_particles_and_pronunciation_are_told_where_there_are_any() -> None:
    names = Names(ORIGINS)
    assert names.find("Jan", "van den Berg").fields()["particles"] == "van den"
    assert "particles" not in names.find("Jan", "De Luca").fields()
    assert names.find("Eilidh", "Menzies").spoken() == "AY-lee MING-iss"
    assert names.find("Anna", "Becker").spoken() is None


def test_a_number_is_given_once_and_those_by_hand_are_left_alone() -> None:
    numbers = Numbers(["040 66969-301", "0171 3920000"])
    assert [numbers.own(SITE), numbers.own(SITE)] == ["040 66969-300", "040 66969-302"]
    assert numbers.mobile(SITE) == "0171 3920001"
    assert numbers.shared(SITE, "Halle 1") == numbers.shared(SITE, "Halle 1") == "040 66969-303"
    assert numbers.outside(SITE.line) == "040 66969-900"
    given = [numbers.own(SITE) for _ in range(700)]
    assert given[-1] is None

"""Words in quotation marks are found where they stand together, in fields and in texts."""

from __future__ import annotations

import pytest

from desktop.search import candidates
from tests.desktop.search.corpora import Corpus, page, person

FILLING = "lorem ipsum dolor sit amet. "


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ('"keep your receipts"', ["Travel guide"]),
        ('"keep your rec', ["Travel guide"]),
        ('"hotel reimbursement"', ["Travel guide"]),  # a heading follows
        ('"receipts your keep"', []),
        ('"leave transfer"', ["Voluntary leave transfer program"]),
        ('"leave transfer" OR "annual leave"', ["Leave", "Voluntary leave transfer program"]),
        ('leave -"leave transfer"', ["Leave"]),
        ('-"annual leave" leave', ["Voluntary leave transfer program"]),
        ('name:"gesa müller"', ["Dr. Gesa Müller"]),
        ('name:"müller gesa"', []),
        ('unit:"für gesundheit" kiel', ["Friedrich Hinnerksen"]),
        ('role:"für gesundheit"', []),
        ('"safety board"', ["Svea Ferrara-Lund"]),
        ("mail:gesa.mueller@nordlicht.example", ["Dr. Gesa Müller"]),
        ("mail:mueller.gesa@nordlicht.example", []),
    ],
)
def test_a_phrase_is_found_where_its_words_stand_together(
    company: Corpus, typed: str, titles: list[str]
) -> None:
    assert sorted(company.titles(typed)) == sorted(titles)


def test_a_phrase_does_not_reach_from_one_value_into_the_next(empty: Corpus) -> None:
    empty.put(
        person("Ina Boll", skill=("Steuern", "Recht")), person("Ole Boll", skill="Steuerrecht")
    )
    assert empty.titles('"steuern recht"') == []


def test_a_phrase_far_down_in_a_long_text_is_found(empty: Corpus) -> None:
    empty.put(
        page("Long", f"{FILLING * 2_000} the zirbel kiefer {FILLING * 50}"),
        page("Mixed", f"{FILLING * 2_000} kiefer or zirbel {FILLING * 50}"),
    )
    assert empty.titles('"zirbel kiefer"') == ["Long"]
    assert empty.search('"zirbel kiefer"').total == 1


def test_a_phrase_behind_many_texts_with_its_words_is_found(
    empty: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "PHRASES", 3)
    empty.put(*(page(f"Number {n}", "a kiefer, then a zirbel") for n in range(10)))
    empty.put(page("Tree", "a zirbel kiefer"))
    assert empty.titles('"zirbel kiefer"') == ["Tree"]

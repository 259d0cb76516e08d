"""How far words are apart, and what they are compounded of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.search.compounds import has_part, split
from desktop.search.distance import distance
from desktop.search.language import english, german, is_weak
from desktop.search.vocabulary import Vocabulary
from desktop.store.engine import reading
from tests.desktop.search.corpora import Corpus, page

short_words = st.text(alphabet="abc", max_size=7)


@pytest.mark.parametrize(
    ("first", "second", "slips"),
    [("receipt", "reciept", 1), ("voucher", "vouchr", 1), ("hotel", "hostel", 1), ("a", "a", 0),
     ("kitten", "sitting", 3), ("travel", "gravel", 1)],
)  # fmt: skip
def test_a_slip_is_a_letter_more_less_other_or_two_swapped(
    first: str, second: str, slips: int
) -> None:
    assert distance(first, second, 3) == slips


def test_what_is_further_than_asked_is_not_measured() -> None:
    assert distance("abcdefgh", "stuvwxyz", 2) == 3
    assert distance("a", "abcdefgh", 2) == 3


@given(short_words, short_words)
def test_distance_is_the_same_both_ways(first: str, second: str) -> None:
    assert distance(first, second, 9) == distance(second, first, 9)


@given(short_words, short_words)
def test_only_a_word_itself_has_no_distance(first: str, second: str) -> None:
    assert (distance(first, second, 9) == 0) == (first == second)


@pytest.mark.parametrize(
    ("compound", "parts"),
    [("reisekostenabrechnung", ("reise", "kosten", "abrechnung")),
     ("gesundheitsausschuss", ("gesundheit", "ausschuss")), ("reisekosten", ("reise", "kosten")),
     ("unbekanntes", ()), ("reise", ())],
)  # fmt: skip
def test_compounds_fall_into_words_of_the_corpus(
    empty: Corpus, compound: str, parts: tuple[str, ...]
) -> None:
    empty.put(page("Wörter", "Reise Kosten Abrechnungen Gesundheit Ausschuss"))
    with reading(empty.engine) as tx:
        assert split(compound, Vocabulary(tx)) == parts


def test_a_word_is_part_of_another_at_its_beginning_or_its_end() -> None:
    assert has_part("videokamera", "kamera")
    assert has_part("kameratasche", "kamera")
    assert has_part("videokameras", "kamera")
    assert not has_part("kameras", "kamera")


def test_stems_bring_the_forms_of_a_word_together() -> None:
    assert german("abrechnungen") == german("abrechnung")
    assert german("lehrerinnen") == german("lehrer")
    assert english("promotions") == english("promotion")


@pytest.mark.parametrize(
    "word", ["wie", "ich", "the", "how", "dr", "von", "uber", "kennt", "weiss", "knows"]
)
def test_words_that_say_nothing_are_weak(word: str) -> None:
    assert is_weak(word)

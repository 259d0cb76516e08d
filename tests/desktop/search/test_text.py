"""Tokens are the same for documents and for queries, however a word is spelled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.search.text import (
    canonical,
    digits,
    fold,
    initials,
    phone_tokens,
    spans,
    tokens,
    words,
)


@pytest.mark.parametrize(
    ("written", "token"),
    [("Müller", "muller"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("Özoğuz", "ozoguz"),
     ("Łódź", "lodz"), ("Mu\u0308ller", "muller"), ("Søren", "soren")],
)  # fmt: skip
def test_case_accents_and_sharp_s_do_not_count(written: str, token: str) -> None:
    assert words(written) == [token]


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011"])
def test_hyphens_split_and_join(hyphen: str) -> None:
    assert tokens(f"Ferrara{hyphen}Lund") == ["ferrara", "lund", "ferraralund"]


@pytest.mark.parametrize("apostrophe", ["'", "\u2019"])
def test_apostrophes_split_and_join(apostrophe: str) -> None:
    assert tokens(f"O{apostrophe}Brien") == ["o", "brien", "obrien"]


def test_umlaut_spellings_have_one_canonical_form() -> None:
    assert {canonical(word) for word in words("Müller Mueller Muller")} == {"muller"}


def test_vowels_that_only_meet_are_no_umlaut() -> None:
    assert [canonical(word) for word in ("bauer", "neue", "quelle")] == ["bauer", "neue", "quelle"]


@pytest.mark.parametrize("typed", ["4745", "030 4745", "+49 30 4745", "0049 30 4745", "4745-12"])
def test_a_phone_number_is_found_by_any_beginning_a_person_would_type(typed: str) -> None:
    assert any(token.startswith(digits(typed)) for token in phone_tokens("+49 30 4745-123"))


@pytest.mark.parametrize("typed", ["225-6155", "202-225", "6155", "202.225.6155"])
def test_a_fragment_of_a_number_without_a_country_is_found(typed: str) -> None:
    assert any(token.startswith(digits(typed)) for token in phone_tokens("202-225-6155"))


def test_the_extension_of_a_number_without_groups_is_found() -> None:
    assert "4745" in phone_tokens("+49304745")
    assert "0304745" in phone_tokens("+49304745")


@pytest.mark.parametrize(
    "typed", ["+49 30 4745", "+49 (0)30 4745", "0049304745", "030 4745", "4745"]
)
def test_a_zero_in_brackets_may_be_typed_or_left_out(typed: str) -> None:
    found = phone_tokens("+49 (0)30 4745-123")
    assert any(token.startswith(digits(typed)) for token in found)


def test_a_phone_field_without_digits_has_no_tokens() -> None:
    assert phone_tokens("on request") == []


def test_initials_are_those_of_all_words() -> None:
    assert initials("Voluntary leave transfer program") == "vltp"


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_every_token_is_searchable_and_marks_its_place(text: str) -> None:
    found = list(spans(text))
    assert [token.text for token in found] == words(text)
    assert all(
        token.text.isalnum() and 0 <= token.start < token.end <= len(text) for token in found
    )


@given(st.text(max_size=60))
def test_tokens_of_tokens_are_the_same(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)

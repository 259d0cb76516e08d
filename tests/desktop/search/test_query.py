"""Anything typed is a query, and means its obvious beginning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.search.query import MAX_CHARACTERS, MAX_WORDS, Filter, Query, parse
from tests.desktop.search.corpora import TODAY


def read(typed: str) -> Query:
    return parse(typed, TODAY)


def shape(query: Query) -> list[str]:
    """Groups as text: ``+`` required, ``*`` half typed, ``|`` or."""
    return [
        ("+" if group.required else "")
        + "|".join(" ".join(term.tokens) + ("*" if term.prefix else "") for term in group.terms)
        for group in query.groups
    ]


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ("travel reimbursement", ["travel", "reimbursement*"]),
        ("Merz, Friedrich", ["merz", "friedrich*"]),
        ("C-Bibliothek XML", ["c", "bibliothek", "xml*"]),
        ('"use or lose" leave', ["+use or lose", "leave*"]),
        ("hotel OR motel", ["hotel|motel*"]),
        ("name:Müller montage", ["+muller*", "montage*"]),
        ('unit:"Ausschuss Gesundheit" arzt', ["+ausschuss gesundheit", "arzt*"]),
        ("mer* x", ["mer*", "x*"]),
        ("O'Brien", ["o", "brien*"]),
        ("10:30 Uhr", ["10", "30", "uhr*"]),
        ("https://example.org/a?b", ["https", "example", "org", "a", "b*"]),
    ],
)
def test_words_phrases_fields_and_alternatives_are_understood(
    typed: str, groups: list[str]
) -> None:
    assert shape(read(typed)) == groups


@pytest.mark.parametrize(
    ("typed", "groups"),
    [('"half a phrase', ["half", "a", "phrase*"]), ("name:", ["name*"]), ("(open", ["open*"]),
     ("a OR", ["a", "or*"]), ("NOT", ["not*"]), ("updated:[x TO y]", ["updated", "x", "to", "y*"])],
)  # fmt: skip
def test_what_is_half_typed_is_taken_as_its_words(typed: str, groups: list[str]) -> None:
    assert shape(read(typed)) == groups


def test_a_minus_excludes_and_a_hyphen_does_not() -> None:
    query = read("travel -hotel Al-Wazir")
    assert [term.tokens for term in query.excluded] == [("hotel",)]
    assert shape(query) == ["travel", "al", "wazir*"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kind:people", Filter(name="kind", low="person")),
        ("lang:de", Filter(name="lang", low="de")),
        ("updated:>2026-01", Filter(name="updated", low="2026-01")),
        ("updated:2025", Filter(name="updated", low="2025", high="2025~")),
        ("updated:'last week'", Filter(name="updated", low="2026-03-11")),
        ("updated:[2025-01 TO 2025-03]", Filter(name="updated", low="2025-01", high="2025-03~")),
    ],
)
def test_filters_say_what_a_document_must_be(typed: str, expected: Filter) -> None:
    assert read(typed).filters == (expected,)


def test_input_is_cut_before_anything_looks_at_it() -> None:
    assert len(read("x" * 10_000).typed) == MAX_CHARACTERS
    assert len(read("a " * 10_000).groups) == MAX_WORDS


@given(st.text(max_size=300))
def test_any_text_is_a_query(typed: str) -> None:
    assert len(read(typed).groups) <= MAX_CHARACTERS


@given(st.text(alphabet="ab \"'():[]{}*?~^-+ORNTAD<>=\\name:updated:kind/.,;\n", max_size=80))
def test_any_heap_of_operators_is_a_query(typed: str) -> None:
    for group in read(typed).groups:
        assert group.terms
        assert all(token.isalnum() for term in group.terms for token in term.tokens)


@given(st.text(alphabet="abé19 ,;.!?/|&=#%@():'’“…-ORNDAT", max_size=24))
def test_plain_words_are_what_the_query_language_makes_of_them(typed: str) -> None:
    # A tilde says nothing, but sends the query the long way round.
    assert parse(typed, TODAY).groups == parse(f"{typed} ~", TODAY).groups

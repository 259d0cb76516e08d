"""What is marked is what matched, at its place in the text as it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records import Marked
from desktop.search.snippet import LENGTH, Marker, snippet
from desktop.search.sought import EXACT, PREFIX, Variant


def variant(text: str, *, prefix: bool = False) -> Variant:
    return Variant(text=text, value=1.0, how=PREFIX if prefix else EXACT, prefix=prefix)


def stressed(one: Marked) -> list[str]:
    return [one.text[start:end] for start, end in one.marks]


@pytest.mark.parametrize(
    ("text", "token", "found"),
    [("Dr. Gesa Müller", "muller", ["Müller"]), ("Haßelmann", "hasselmann", ["Haßelmann"]),
     ("Özoğuz", "ozoguz", ["Özoğuz"]), ("nothing", "else", [])],
)  # fmt: skip
def test_a_folded_match_marks_the_word_as_written(text: str, token: str, found: list[str]) -> None:
    assert stressed(Marker([variant(token)]).marked(text)) == found
    assert stressed(snippet(text, [variant(token)])) == found


def test_a_beginning_marks_only_what_was_typed() -> None:
    assert stressed(Marker([variant("mull", prefix=True)]).marked("Müllerin")) == ["Müll"]


def test_the_passage_is_where_most_of_the_query_stands() -> None:
    text = "leave " + "filler " * 100 + "sick leave here " + "filler " * 100
    one = snippet(text, [variant("sick"), variant("leave")])
    assert stressed(one) == ["sick", "leave"]
    assert one.text.startswith("… ")
    assert one.text.endswith(" …")


def test_without_a_match_the_passage_is_the_beginning() -> None:
    one = snippet("word " * 100, [variant("none")])
    assert one.text.startswith("word word")
    assert len(one.text) <= LENGTH + 2
    assert one.marks == ()


@given(st.text(max_size=400), st.text(alphabet="abcäß", min_size=1, max_size=3))
def test_marks_lie_in_the_text_in_order_and_apart(text: str, token: str) -> None:
    for one in (
        snippet(text, [variant(token, prefix=True)]),
        Marker([variant(token)]).marked(text),
    ):
        places = [place for mark in one.marks for place in mark]
        assert places == sorted(places)
        assert all(0 <= place <= len(one.text) for place in places)

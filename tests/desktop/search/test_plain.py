"""Markdown loses its marks and keeps its words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.search.plain import plain_text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [("# Hello #\n\n**bold** and _soft_", "Hello bold and soft"),
     ("[a page](vademecum://page/1#x) here", "a page here"),
     ("![the plan](attach:ab12) below", "the plan below"),
     ("- one\n- [x] two\n1. three\n> four", "one two three four"),
     ("| a | b |\n|---|---|\n| c | d |", "a b c d"),
     ("<b>x</b> &amp; y<!-- no -->", "x & y"),
     ("snake_case stays", "snake_case stays"),
     ("[ref][1]\n\n[1]: https://example.org", "ref")],
)  # fmt: skip
def test_marks_go_and_words_stay(markdown: str, text: str) -> None:
    assert plain_text(markdown).text == text


def test_headings_are_told_apart() -> None:
    assert plain_text("# One {#one}\n\ntext\n\n## Two\n").headings == ("One", "Two")


def test_a_comment_in_code_is_no_heading_but_is_found() -> None:
    plain = plain_text("```sh\n# install it\nmake run\n```\n")
    assert plain.headings == ()
    assert "install it make run" in plain.text


@given(st.text(alphabet="#*_[]()!<>`|-\\ \nab&;", max_size=300))
def test_any_markdown_becomes_text(markdown: str) -> None:
    plain_text(markdown)


@pytest.mark.parametrize("piece", ["[", "![a](", "<a ", "> ", "`", "# ", "| ", "<!--", "\\"])
def test_hostile_markdown_of_a_megabyte_takes_no_longer_than_its_length(piece: str) -> None:
    short, long = piece * (50_000 // len(piece)), piece * (500_000 // len(piece))
    assert _seconds(long) < 60 * max(_seconds(short), 0.005)


def _seconds(markdown: str) -> float:
    started = time.process_time()
    plain_text(markdown)
    return time.process_time() - started

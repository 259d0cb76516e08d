"""``search`` and ``answer`` say in JSON and in words what the search box would show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.commands.searching import (
    answer_as_json,
    questions_in,
    result_as_json,
    result_in_words,
)
from desktop.errors import UsageError
from desktop.records import Address, FacetCount, Hit, Marked, SearchResult

HIT = Hit(
    address=Address("page", "1"),
    kind="page",
    title=Marked("Travel guide", ((0, 6),)),
    subtitle=Marked("Handbook"),
    why="page title",
    snippet=Marked("before you travel", ((11, 17),)),
    source="handbook",
    source_key="pages/travel.md",
)
UNNAMED = Hit(
    address=Address("unit", "2"), kind="unit", title=Marked("Travel desk"), subtitle=Marked("")
)
RESULT = SearchResult(
    query="travel",
    hits=(HIT, UNNAMED),
    total=2,
    facets={"kind": (FacetCount(value="page", label="page", count=1),)},
)


def test_a_result_has_the_promised_keys() -> None:
    shown = json.loads(json.dumps(result_as_json(RESULT)))
    assert {"query", "took_ms", "total", "corrected", "confident", "facets", "hits"} <= set(shown)
    assert shown["hits"][0] == {
        "address": "vademecum://page/1",
        "kind": "page",
        "title": "Travel guide",
        "subtitle": "Handbook",
        "why": "page title",
        "snippet": "before you travel",
        "source": "handbook",
        "source_key": "pages/travel.md",
    }
    assert shown["facets"]["kind"][0]["count"] == 1


def test_an_answer_names_what_came_in_from_somewhere() -> None:
    answer = answer_as_json(RESULT)
    assert (answer["results"], answer["sources"]) == (["pages/travel.md"], ["handbook"])
    assert answer["confident"] is True


def test_words_stress_what_matched() -> None:
    lines = list(result_in_words(RESULT))
    assert lines[0] == "page    *Travel* guide  [page title]"
    assert "        before you *travel*" in lines
    assert lines[-1].startswith("2 found in")


def test_nothing_found_is_said() -> None:
    empty = SearchResult(query="zzz", facets={})
    assert next(result_in_words(empty)) == "Nothing found for zzz"


def test_what_was_pasted_is_not_pasted_back_whole() -> None:
    pasted = SearchResult(query="many\nwords " * 1000, facets={})
    [said, _] = result_in_words(pasted)
    assert said.startswith("Nothing found for many words many")
    assert len(said) < 100


def test_questions_are_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": "a", "query": "x"}\n\n{"id": 2, "query": "y", "kind": "z"}\n')
    assert list(questions_in(file)) == [("a", "x"), (2, "y")]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', "7"])
def test_a_line_that_is_no_question_is_wrong_usage(tmp_path: Path, line: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(line)
    with pytest.raises(UsageError, match="line 1"):
        list(questions_in(file))


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        list(questions_in(tmp_path / "none"))

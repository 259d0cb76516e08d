"""The sizes that are cut from the large inputs, or repeat them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.inputs import inputs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Large inputs as they are unpacked, with 18 people and 18 pages."""
    large = tmp_path / "large"
    (large / "wiki" / "book").mkdir(parents=True)
    pages = [{"corpus": "book", "path": f"{number}.md"} for number in range(18)]
    (large / "pages.jsonl").write_text("\n".join(map(json.dumps, pages)))
    (large / "people.jsonl").write_text("".join(f'{{"id": "p{n}"}}\n' for n in range(18)))
    (large / "orgs.jsonl").write_text('{"path": ["All"]}\n')
    for number in range(18):
        text = f"---\ntitle: Pump {number}\n---\n\n# Pump\n"
        (large / "wiki" / "book" / f"{number}.md").write_text(text)
    (large / "wiki" / "book" / "LICENSE.md").write_text("Terms\n")
    return tmp_path


def counts(made: Path) -> tuple[int, int]:
    people = (made / "people.jsonl").read_text().splitlines()
    return len(people), len(list((made / "wiki").rglob("*.md")))


@pytest.mark.parametrize(("size", "expected"), [("ninth", (2, 2)), ("third", (6, 6))])
def test_a_share_of_the_large_inputs_holds_that_share_of_people_and_pages(
    folder: Path, size: str, expected: tuple[int, int]
) -> None:
    assert counts(inputs(folder, size, folder)) == expected


def test_the_huge_inputs_repeat_pages_under_other_titles(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.inputs.HUGE_PAGES", 45)
    made = inputs(folder, "huge", folder)
    assert counts(made) == (18, 45)
    assert "title: Pump 3 (2)\n" in (made / "wiki" / "book-2" / "3.md").read_text()

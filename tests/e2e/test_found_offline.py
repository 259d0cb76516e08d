"""A handbook and a directory go in at the server and come out of the search with no network."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.__main__ import main
from server.__main__ import main as serve
from tests import servers

TRAVEL = """---
title: Travel reimbursement
---
# Travel reimbursement

Keep every receipt, and send them to [the office](office.md) within a month.

| what | limit |
|---|---|
| hotel | 120 € |
"""
PEOPLE = (
    {
        "id": "p1",
        "display_name": "Zenobia Quill",
        "given_name": "Zenobia",
        "family_name": "Quill",
        "job_title": "Bookkeeper",
        "phones": ["+49 30 901820"],
        "emails": ["zenobia@example.org"],
    },
    {"id": "p2", "display_name": "Jörg Straßner", "job_title": "Fitter"},
)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A tiny wiki and a tiny people file."""
    wiki = tmp_path / "handbook"
    wiki.mkdir()
    (wiki / "travel.md").write_text(TRAVEL, encoding="utf-8")
    (wiki / "office.md").write_text("# The office\n\nSecond floor.\n", encoding="utf-8")
    people = "\n".join(json.dumps(person) for person in PEOPLE)
    (tmp_path / "people.jsonl").write_text(people, encoding="utf-8")
    return tmp_path


def test_what_was_imported_is_found_when_the_server_is_gone(
    sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = servers.sqlite_settings(sources)
    files = ["--files", str(settings.files)]
    assert serve([*files, "import", "markdown", str(sources / "handbook"), "--space", "H"]) == 0
    assert serve([*files, "import", "people", str(sources / "people.jsonl")]) == 0
    token = sources / "token"
    token.write_text(servers.token_for(settings, "zoe"), encoding="ascii")
    home = ["--home", str(sources / "home")]
    with servers.running(settings) as url:
        key = ["--key-file", str(sources / "key")]
        assert main([*home, "connect", url, "--token-file", str(token), *key]) == 0
        assert main([*home, "sync"]) == 0
    capsys.readouterr()

    def ask(*words: str) -> dict[str, object]:
        assert main([*home, *words, "--json"]) == 0
        answer: dict[str, object] = json.loads(capsys.readouterr().out)
        return answer

    def first(query: str) -> dict[str, str]:
        hits = ask("search", query)["hits"]
        assert isinstance(hits, list)
        assert hits, query
        found: dict[str, str] = hits[0]
        return found

    assert first("travel reimb")["source_key"] == "travel.md"
    assert first("quill")["title"] == "Zenobia Quill"
    assert first("strassner")["title"] == "Jörg Straßner"
    assert first("030 901820")["title"] == "Zenobia Quill"
    page = ask("show", first("receipt")["address"])
    assert "Keep every receipt" in str(page["text"])
    assert ask("status")["people"] == 2
    assert main([*home, "sync"]) == 1
    assert "does not answer" in capsys.readouterr().err

"""Texts that name people of an earlier import: their authors, and links to people and units."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from server.__main__ import main
from server.database import open_database, reading
from server.schema import row
from server.streams import entity_id
from tests.server.connectors.folders import write_files
from tests.servers import sqlite_settings
from wire.bodies import PageBody, PostBody
from wire.codec import decode_body

PEOPLE = '{"id": "ada", "display_name": "Ada", "org_units": [["Firm", "Service"]]}\n'
UNITS = '{"id": "service", "path": ["Firm", "Service"]}\n'


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return write_files(
        tmp_path / "source",
        {
            "hr.jsonl": PEOPLE,
            "units.jsonl": UNITS,
            "wiki/a.md": "---\nowner: ada\nauthor: nobody\n---\n[s](unit:service) [x](person:x)",
            "wiki/_posts/2026-03-12-b.md": "---\nauthor: ada\n---\n[Ada](person:ada)",
        },
    )


def test_an_import_of_texts_knows_the_people_of_the_source_it_is_told(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = sqlite_settings(tmp_path)
    command = ["--files", str(settings.files), "import"]
    units = ["--units", str(files / "units.jsonl")]
    assert main([*command, "people", str(files / "hr.jsonl"), *units]) == 0
    texts = ["markdown", str(files / "wiki"), "--space", "W", "--people", "hr"]
    assert main([*command, *texts]) == 0
    assert "A person is named that is not here" in capsys.readouterr().out
    engine = open_database(settings)
    with reading(engine) as tx:
        query = select(row.c.kind, row.c.body).where(row.c.kind.in_(("page", "post")))
        found = {kind: decode_body(kind, body) for kind, body in tx.execute(query)}
    engine.dispose()
    page, post = found["page"], found["post"]
    assert isinstance(page, PageBody)
    assert isinstance(post, PostBody)
    ada, service = entity_id("hr", "person", "ada"), entity_id("hr", "unit", "service")
    assert (page.owner, page.author, post.author) == (ada, None, ada)
    assert page.text == f"[s](vademecum://unit/{service}) [x](person:x)"
    assert post.text == f"[Ada](vademecum://person/{ada})"


def test_a_source_that_brought_nobody_is_refused_with_what_to_do(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = sqlite_settings(tmp_path)
    texts = ["import", "markdown", str(files / "wiki"), "--space", "W", "--people", "hr"]
    assert main(["--files", str(settings.files), *texts]) != 0
    assert "No people came from a source called hr. Import them first" in capsys.readouterr().err

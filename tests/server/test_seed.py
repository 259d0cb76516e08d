"""The sample company goes in whole, hangs together, and is the same every time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from server import schema
from server.database import open_database, reading
from server.import_progress import Progress, Report
from server.importing import Importer
from server.made_up_people import PeopleCount
from server.seed import SAMPLE, seed
from server.settings import Settings
from tests.server.connectors.folders import write_files
from wire.bodies import Body, PageBody, PersonCore
from wire.codec import decode_body

PLACES = r"vademecum://(page|person|unit)/([0-9a-f-]{36})"


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    engine = open_database(settings)
    yield engine
    engine.dispose()


@pytest.fixture
def importer(engine: Engine, settings: Settings) -> Importer:
    return Importer(engine, settings.files, Progress(StringIO()))


def bodies(engine: Engine, kind: str) -> dict[str, Body]:
    row = schema.row.c
    query = select(row.entity, row.body).where(row.kind == kind, row.body.is_not(None))
    with reading(engine) as tx:
        found = {key: decode_body(kind, body) for key, body in tx.execute(query)}
    return {key: body for key, body in found.items() if body is not None}


def troubles(reports: list[Report]) -> list[str]:
    return [trouble.sentence for report in reports for trouble in report.problems]


def test_the_sample_company_goes_in_without_a_problem_and_only_once(importer: Importer) -> None:
    first = seed(importer)
    assert troubles(first) == []
    assert first[0].kinds["person"].new == 120
    assert sum(report.kinds["page"].new for report in first[1:]) == 25
    assert [report.rows for report in seed(importer)] == [0] * len(first)


def test_every_link_of_the_sample_leads_to_something_that_is_there(
    importer: Importer, engine: Engine
) -> None:
    seed(importer)
    known = {
        *bodies(engine, "page"),
        *bodies(engine, "person.core"),
        *bodies(engine, "unit"),
    }
    kinds = set()
    for page in bodies(engine, "page").values():
        assert isinstance(page, PageBody)
        assert page.owner is None or f"person:{page.owner}" in known
        for kind, identity in re.findall(PLACES, page.text):
            assert f"{kind}:{identity}" in known
            kinds.add(kind)
    assert kinds == {"page", "person", "unit"}


def test_everybody_of_the_sample_is_somewhere_and_skills_are_entries(
    importer: Importer, engine: Engine
) -> None:
    seed(importer)
    people = bodies(engine, "person.core").values()
    cores = [core for core in people if isinstance(core, PersonCore)]
    assert all(core.site and core.memberships for core in cores)
    assert sum(core.manager is None for core in cores) == 1
    claims = [claim for core in cores for claim in core.skills]
    assert claims
    assert all(claim.skill for claim in claims)


def test_fewer_people_are_the_first_ones(importer: Importer) -> None:
    assert seed(importer, people=60)[0].kinds["person"].new == 60


@pytest.fixture
def small_sample(tmp_path: Path) -> Path:
    person = '{"id": "ada", "display_name": "Ada", "org_units": [["Firm"]], "skills": ["a"]}\n'
    files = {name: "" for name in ("skills", "sites", "units", "responsibilities")}
    return write_files(
        tmp_path / "sample",
        {f"{name}.jsonl": text for name, text in files.items()}
        | {"people.jsonl": person, "names/given.txt": "Bo\nCi\n", "names/family.txt": "Dü\nEß\n"},
    )


def test_more_people_are_made_up_and_a_larger_company_holds_the_smaller_one(
    small_sample: Path,
) -> None:
    people = [(1, {"id": "ada", "display_name": "Ada", "org_units": [["Firm"]]})]
    few = list(PeopleCount(small_sample, 5).change(iter(people)))
    many = list(PeopleCount(small_sample, 50).change(iter(people)))
    assert many[:5] == few
    assert len({record["id"] for _, record in many}) == 50
    assert many[9][1]["manager"] == "ada"
    other = list(PeopleCount(small_sample, 50, seed=2).change(iter(people)))
    assert other != many


def test_made_up_people_go_in(importer: Importer, small_sample: Path) -> None:
    reports = seed(importer, people=40, folder=small_sample)
    assert reports[0].kinds["person"].new == 40
    assert troubles(reports) == []


def test_the_sample_is_where_the_program_looks_for_it() -> None:
    assert (SAMPLE / "README.md").is_file()

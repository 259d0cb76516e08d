"""The sample company goes in whole, hangs together, and is the same every time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from server import schema
from server.connectors.json_lines import Record, records
from server.database import open_database, reading
from server.errors import ServerError
from server.import_progress import Progress, Report
from server.importing import Importer
from server.made_up_people import PeopleCount
from server.seed import SAMPLE, seed
from server.settings import Settings
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
    assert 1_150 <= first[0].kinds["person"].new <= 1_250
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
    found = bodies(engine, "person.core").values()
    everybody = [core for core in found if isinstance(core, PersonCore)]
    cores = [core for core in everybody if not core.left and not core.external]
    assert all(core.site and core.memberships for core in cores)
    assert sum(core.manager is None for core in cores) == 1
    claims = [claim for core in cores for claim in core.skills]
    assert claims
    assert all(claim.skill for claim in claims)


def test_fewer_people_are_the_first_ones(importer: Importer) -> None:
    assert seed(importer, people=60)[0].kinds["person"].new == 60


def test_a_smaller_company_has_only_units_and_duties_whose_people_are_there(
    importer: Importer,
) -> None:
    reports = seed(importer, people=120)
    assert troubles(reports) == []
    assert reports[0].kinds["unit"].new == 51
    assert reports[0].kinds["responsibility"].new == 28


def people(count: int | None, number: int = 1) -> list[Record]:
    found = PeopleCount(SAMPLE, count, number).change(records(SAMPLE / "people.jsonl"))
    return [record for _, record in found]


def test_a_larger_company_holds_the_smaller_one() -> None:
    whole, many = people(None), people(3_000)
    assert people(400) == whole[:400]
    assert many[: len(whole)] == whole
    assert len({record["id"] for record in many}) == 3_000
    assert people(400, number=2)[300:] != whole[300:400]


def test_without_its_ingredients_a_company_cannot_grow_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "people.jsonl").write_text('{"id": "ada"}\n', encoding="utf-8")
    with pytest.raises(ServerError, match=r"cannot be read: .*skills\.jsonl"):
        list(PeopleCount(tmp_path, 5).change(records(tmp_path / "people.jsonl")))


def test_the_sample_is_where_the_program_looks_for_it() -> None:
    assert (SAMPLE / "README.md").is_file()

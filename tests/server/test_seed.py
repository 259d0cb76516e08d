"""The sample company goes in whole, hangs together, and is the same every time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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
from tests.servers import sqlite_settings
from wire.bodies import Body, CommentBody, PageBody, PersonCore, Writing
from wire.codec import decode_body

PLACES = r"vademecum://(\w+)/([0-9a-f-]{36})"
TEXTS = ("page", "post", "question", "answer", "comment")


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


@dataclass(frozen=True, slots=True)
class Seeded:
    """The whole company in a database, and what was told of its coming."""

    engine: Engine
    reports: list[Report]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    settings = sqlite_settings(tmp_path_factory.mktemp("whole"))
    engine = open_database(settings)
    yield Seeded(engine, seed(Importer(engine, settings.files, Progress(StringIO()))))
    engine.dispose()


def test_the_sample_company_goes_in_whole_without_a_problem(whole: Seeded) -> None:
    assert troubles(whole.reports) == []
    first, *wiki = whole.reports
    assert 1_150 <= first.kinds["person"].new <= 1_250
    assert 1_000 <= first.new_files <= 2_000
    brought = {kind: sum(report.of(kind).new for report in wiki) for kind in TEXTS}
    assert brought == {"page": 82, "post": 30, "question": 20, "answer": 39, "comment": 73}


def test_a_second_time_nothing_of_the_sample_is_written(importer: Importer) -> None:
    assert [report.rows for report in seed(importer, people=60)][0] > 0
    again = seed(importer, people=60)
    assert {report.rows for report in again} == {0}
    assert {report.new_files for report in again} == {0}


def test_every_link_of_the_sample_leads_to_something_that_is_there(whole: Seeded) -> None:
    written = {kind: bodies(whole.engine, kind) for kind in TEXTS}
    keys = {key for found in written.values() for key in found}
    keys |= {*bodies(whole.engine, "person.core"), *bodies(whole.engine, "unit")}
    kinds = set()
    for body in (body for found in written.values() for body in found.values()):
        assert isinstance(body, PageBody | Writing)
        assert f"person:{body.author}" in keys
        for kind, identity in re.findall(PLACES, body.text):
            assert f"{kind}:{identity}" in keys
            kinds.add(kind)
        assert not isinstance(body, CommentBody) or body.on in keys
    assert kinds == {"page", "post", "person", "unit"}


def test_everybody_of_the_sample_is_somewhere_and_skills_are_entries(whole: Seeded) -> None:
    found = bodies(whole.engine, "person.core").values()
    everybody = [core for core in found if isinstance(core, PersonCore)]
    cores = [core for core in everybody if not core.left and not core.external]
    assert all(core.site and core.memberships for core in cores)
    assert sum(core.manager is None for core in cores) == 1
    assert all(core.ask_instead for core in everybody if core not in cores)
    claims = [claim for core in cores for claim in core.skills]
    assert claims
    assert all(claim.skill for claim in claims)


def test_two_thirds_of_the_sample_have_an_avatar(whole: Seeded) -> None:
    found = bodies(whole.engine, "person.core").values()
    shown = [core for core in found if isinstance(core, PersonCore) and core.photo]
    assert 0.55 < len(shown) / len(found) < 0.75
    assert all(core.photo and core.photo.thumbnail != core.photo.full for core in shown)


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

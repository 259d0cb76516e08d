"""The sample company: what a newcomer sees first, and smaller or larger companies made from it.

Reads ``resources/sample`` and hands it to the importer, as any source. Deterministic.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from server.avatars.avatar import Avatars
from server.connectors import plain_text
from server.connectors.company import CompanyFile
from server.connectors.found import Found, Problems
from server.connectors.markdown import MarkdownFolder, SpaceNote
from server.connectors.people import PeopleFiles, PeopleSource
from server.errors import ServerError
from server.import_progress import Report
from server.importing import PAGE_KINDS, Importer, Plan
from server.made_up_people import PeopleCount
from server.staffing.ingredients import read_origins
from server.staffing.naming import Names

SAMPLE: Final = Path(__file__).resolve().parents[1] / "resources" / "sample"
SOURCE: Final = "nordlicht"
COMPANY_KINDS: Final = ("field", "skill", "site", "unit", "person", "responsibility")


def seed(
    importer: Importer,
    *,
    people: int | None = None,
    seed: int = 1,
    allow_deletions: bool = False,
    folder: Path = SAMPLE,
) -> list[Report]:
    """Bring the sample company in: the people first, then each space of its wiki.

    ``people`` is how many there are to be: all of the company unless said, or its first ones,
    or more made up from ``seed``. Raises ``ServerError`` if the sample is not there.
    """
    if not (folder / "people.jsonl").is_file():
        raise ServerError(f"The sample company is not in {folder}.")
    problems = Problems()
    company = SampleCompany(folder, PeopleCount(folder, people, seed), problems)
    plan = Plan(source=SOURCE, kinds=COMPANY_KINDS, allow_deletions=allow_deletions)
    reports = [importer.run(plan, company, problems)]
    for space, pages, found in sample_spaces(folder / "wiki", company):
        plan = Plan(source=space.source, kinds=PAGE_KINDS, allow_deletions=allow_deletions)
        reports.append(importer.run(plan, pages, found))
    return reports


class SampleCompany:
    """Everything but the wiki: fields, skills, sites, units, people, responsibilities."""

    def __init__(self, folder: Path, count: PeopleCount, problems: Problems) -> None:
        self._skills = CompanyFile("skill", SOURCE, folder / "skills.jsonl", problems)
        self._sites = CompanyFile("site", SOURCE, folder / "sites.jsonl", problems)
        self._duties = CompanyFile(
            "responsibility", SOURCE, folder / "responsibilities.jsonl", problems, count.complete
        )
        files = PeopleFiles(
            source=SOURCE,
            people=folder / "people.jsonl",
            units=folder / "units.jsonl",
            region="DE",
            sites=frozenset(self._sites.records),
            skill_names=self._skills.names(),
            change=count.change,
            change_units=count.complete,
            draw=Avatars(Names(read_origins(folder))).draw,
        )
        self.people = PeopleSource(files, problems)

    def __len__(self) -> int:
        return sum(len(part) for part in (self._skills, self._sites, self._duties, self.people))

    def __iter__(self) -> Iterator[Found]:
        references = self.people.references
        yield from self.people.fields()
        yield from self._skills.found(references)
        yield from self._sites.found(references)
        yield from self.people.units()
        yield from self.people.people()
        yield from self._duties.found(references)

    def keys(self) -> Iterator[str]:
        """Yield the keys of all that will be found."""
        for part in (self._skills, self._sites, self.people, self._duties):
            yield from part.keys()


class SampleSurroundings:
    """What texts of one space may refer to: people, units, texts of the spaces beside it."""

    def __init__(self, space: str, company: SampleCompany, places: dict[str, str]) -> None:
        self._space = space
        self._company = company
        self._places = places

    def link(self, path: str, address: str) -> str | None:
        kind, colon, key = address.partition(":")
        if colon:
            identity = self._of_kind(kind, key)
            return f"vademecum://{kind}/{identity}" if identity else None
        target, _, anchor = address.partition("#")
        here = posixpath.join(self._space, posixpath.dirname(path))
        place = self._places.get(posixpath.normpath(posixpath.join(here, target)))
        if place is None:
            return None
        return f"vademecum://{place}" + (f"#{anchor}" if anchor else "")

    def person(self, key: str) -> str | None:
        return self._company.people.references.person(key, f"space {self._space}")

    def page(self, address: str) -> str | None:
        kind, _, identity = self._places.get(address, "").partition("/")
        return identity if kind == "page" else None

    def _of_kind(self, kind: str, key: str) -> str | None:
        if kind == "person":
            return self.person(key)
        organisation = self._company.people.organisation
        path = organisation.by_key(key) if kind == "unit" else None
        return organisation.unit_id(path) if path else None


def sample_spaces(
    wiki: Path, company: SampleCompany
) -> list[tuple[SpaceNote, MarkdownFolder, Problems]]:
    """Return the spaces below ``wiki``; all are looked through before any links are resolved."""
    places: dict[str, str] = {}
    spaces = []
    for description in sorted(wiki.glob("*/space.json")):
        folder, problems = description.parent, Problems()
        note = _space_note(description)
        around = SampleSurroundings(folder.name, company, places)
        found = MarkdownFolder(folder, note, problems, around)
        places.update({f"{folder.name}/{path}": one for path, one in found.places.items()})
        spaces.append((note, found, problems))
    return spaces


def _space_note(description: Path) -> SpaceNote:
    try:
        said = msgspec.json.decode(description.read_bytes(), type=dict[str, object])
    except msgspec.MsgspecError as error:
        raise ServerError(f"{description} is no JSON object.") from error
    name = plain_text.line(said.get("name")) or description.parent.name
    return SpaceNote(
        source=name,
        names=plain_text.by_language(said.get("names")) or {"und": name},
        about=plain_text.text(said.get("about")),
    )

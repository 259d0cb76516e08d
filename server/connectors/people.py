"""A file of people, one JSON object a line, with files of units and photos beside it.

Two passes: who and what is there, then the people one by one, so that a large file needs little
memory. Knows nothing of the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from server.connectors import languages, plain_text
from server.connectors.company_fields import FieldSurvey
from server.connectors.found import Found, Problems
from server.connectors.json_lines import Change, Numbered, Record, records
from server.connectors.memberships import unit_paths
from server.connectors.organisation import Organisation
from server.connectors.person_bodies import person_bodies
from server.connectors.phones import guess_region
from server.connectors.portraits import Portrait, as_portrait, find_portrait
from server.connectors.references import References
from server.streams import Entity, entity_id

# So many numbers and titles tell where a file comes from.
_SAMPLE: Final = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFiles:
    """Where to read, and what the files do not say of themselves.

    ``region`` (``DE``) is where phone numbers without a prefix belong; guessed if not said.
    ``sites`` and ``skill_names`` are what else the source knows, by its own ids. ``change`` may
    leave records out or add some; both passes see the same. ``change_units`` does so for units.
    ``draw`` makes a picture for whom no photo is named.
    """

    source: str
    people: Path
    units: Path | None = None
    photos: Path | None = None
    region: str | None = None
    sites: frozenset[str] = frozenset()
    skill_names: Mapping[str, str] = field(default_factory=dict)
    change: Change | None = None
    change_units: Change | None = None
    draw: Callable[[Record], bytes | None] | None = None

    def read(self, problems: Problems | None = None) -> Iterator[Numbered]:
        """Yield (line number, record)."""
        found = records(self.people, problems)
        return self.change(found) if self.change else found


@dataclass(slots=True)
class _Survey:
    """What the first pass has seen: the line of each id, fields, numbers, words."""

    lines: dict[str, int] = field(default_factory=dict)
    fields: FieldSurvey = field(default_factory=FieldSurvey)
    numbers: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def add(self, number: int, key: str, record: Record) -> None:
        self.lines.setdefault(key, number)
        self.fields.add(record)
        if len(self.words) < _SAMPLE:
            self.words += plain_text.lines(record.get("job_title"))
        phones = record.get("phones")
        if len(self.numbers) < _SAMPLE and isinstance(phones, list):
            numbers = (one.get("number") if isinstance(one, dict) else one for one in phones)
            self.numbers += [number for number in numbers if isinstance(number, str)]


class PeopleSource:
    """Yields fields, then units, then people."""

    def __init__(self, files: PeopleFiles, problems: Problems) -> None:
        self._files = files
        self._problems = problems
        self._organisation = Organisation(files.source)
        self._survey = _Survey()
        if files.units is not None:
            self._organisation.read(files.units, problems, files.change_units)
        for number, record in files.read(problems):
            self._look_at(number, record)
        words = " ".join([*self._organisation.names(), *self._survey.words])
        self._language = languages.guess(words)
        self.references = References(
            source=files.source,
            problems=problems,
            known_people=self._survey.lines.keys(),
            known_sites=files.sites,
            skill_names=files.skill_names,
            region=files.region or guess_region(self._survey.numbers, self._language),
        )

    @property
    def organisation(self) -> Organisation:
        return self._organisation

    def __len__(self) -> int:
        return len(self._survey.fields) + len(self._organisation) + len(self._survey.lines)

    def __iter__(self) -> Iterator[Found]:
        yield from self.fields()
        yield from self.units()
        yield from self.people()

    def fields(self) -> Iterator[Found]:
        return self._survey.fields.found(self._files.source)

    def units(self) -> Iterator[Found]:
        return self._organisation.found(self.references, self._language)

    def people(self) -> Iterator[Found]:
        for number, record in self._files.read():
            key = plain_text.line(record.get("id"))
            if key is None:
                continue
            if self._survey.lines[key] == number:
                yield self._person(key, record)
            else:
                place = f"{self._files.people.name}:{number}"
                self._problems.note("An id comes twice; the first one counts", place)

    def keys(self) -> Iterator[str]:
        """Yield the keys of all that will be found."""
        source = self._files.source
        for key in self._survey.fields.names():
            yield f"field:{entity_id(source, 'field', key)}"
        yield from (f"unit:{identity}" for identity in self._organisation.ids())
        for key in self._survey.lines:
            yield f"person:{entity_id(source, 'person', key)}"

    def _look_at(self, number: int, record: Record) -> None:
        key = plain_text.line(record.get("id"))
        if key is None:
            place = f"{self._files.people.name}:{number}"
            self._problems.note("A person has no id and was left out", place)
            return
        self._survey.add(number, key, record)
        for path in unit_paths(record):
            self._organisation.add(path)

    def _person(self, key: str, record: Record) -> Found:
        place = f"person {key}"
        portrait = self._portrait(record, place)
        bodies = person_bodies(
            record,
            key,
            self._organisation,
            self.references,
            portrait.photo if portrait else None,
        )
        entity = Entity(
            kind="person",
            id=entity_id(self._files.source, "person", key),
            bodies=bodies,
            source=self._files.source,
            source_key=key,
        )
        return Found(entity=entity, blobs=portrait.blobs if portrait else ())

    def _portrait(self, record: Record, place: str) -> Portrait | None:
        photo = record.get("photo_file")
        if photo or self._files.draw is None:
            return find_portrait(photo, self._files.photos, place, self._problems)
        drawn = self._files.draw(record)
        return as_portrait(drawn) if drawn else None

"""Files that describe a company beside its people: sites, skills, responsibilities.

One JSON object a line, each with an ``id`` of the source's own. Knows nothing of the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from server.connectors import plain_text
from server.connectors.found import Found, Problems
from server.connectors.json_lines import Change, Record, records
from server.connectors.phones import phone
from server.connectors.references import References
from server.streams import Entity, entity_id
from wire.bodies import Body, ResponsibilityBody, SiteBody, SkillBody


class CompanyFile:
    """The records of one such file by id; the first one counts where an id comes twice."""

    def __init__(
        self,
        kind: str,
        source: str,
        path: Path,
        problems: Problems,
        change: Change | None = None,
    ) -> None:
        self._kind = kind
        self._source = source
        self.records: dict[str, Record] = {}
        found = records(path, problems)
        for number, record in change(found) if change else found:
            key, place = plain_text.line(record.get("id")), f"{path.name}:{number}"
            if key is None:
                problems.note(f"A {kind} has no id and was left out", place)
            elif key in self.records:
                problems.note("An id comes twice; the first one counts", place)
            else:
                self.records[key] = record

    def __len__(self) -> int:
        return len(self.records)

    def keys(self) -> Iterator[str]:
        """Yield the keys of all that will be found."""
        return (f"{self._kind}:{entity_id(self._source, self._kind, key)}" for key in self.records)

    def found(self, references: References) -> Iterator[Found]:
        for key, record in self.records.items():
            entity = Entity(
                kind=self._kind,
                id=entity_id(self._source, self._kind, key),
                bodies={"": self._body(key, record, references)},
                source=self._source,
                source_key=key,
            )
            yield Found(entity=entity)

    def names(self) -> dict[str, str]:
        """Return every name and synonym, in lower case, with the id it stands for."""
        found: dict[str, str] = {}
        for key, record in self.records.items():
            for said in plain_text.by_language(record.get("names")).values():
                found.setdefault(said.casefold(), key)
        for key, record in self.records.items():
            for said in (word for words in _synonyms(record).values() for word in words):
                found.setdefault(said.casefold(), key)
        return found

    def _body(self, key: str, record: Record, references: References) -> Body:
        match self._kind:
            case "site":
                return _site(key, record, references)
            case "skill":
                return self._skill(key, record, references)
            case _:
                return _responsibility(key, record, references)

    def _skill(self, key: str, record: Record, references: References) -> SkillBody:
        broader = plain_text.line(record.get("broader"))
        if broader is not None and broader not in self.records:
            references.problems.note("A skill is named that is not here", f"skill {key}")
            broader = None
        return SkillBody(
            names=_names(key, record),
            synonyms=_synonyms(record),
            broader=entity_id(self._source, "skill", broader) if broader else None,
        )


def _site(key: str, record: Record, references: References) -> SiteBody:
    number = phone(record.get("phone"), references.region)
    latitude, longitude = record.get("latitude"), record.get("longitude")
    return SiteBody(
        names=_names(key, record),
        address=plain_text.text(record.get("address")),
        latitude=float(latitude) if isinstance(latitude, (int, float)) else None,
        longitude=float(longitude) if isinstance(longitude, (int, float)) else None,
        time_zone=plain_text.line(record.get("time_zone")),
        phones=(number,) if number else (),
        emergency=plain_text.text(record.get("emergency")),
    )


def _responsibility(key: str, record: Record, references: References) -> ResponsibilityBody:
    place = f"responsibility {key}"
    return ResponsibilityBody(
        what=plain_text.line(record.get("what")) or key,
        kind=plain_text.line(record.get("kind")),
        owner=references.person(record.get("owner"), place),
        deputy=references.person(record.get("deputy"), place),
        escalation=references.person(record.get("escalation"), place),
        hours=plain_text.line(record.get("hours")),
        note=plain_text.text(record.get("note")),
    )


def _names(key: str, record: Record) -> dict[str, str]:
    return plain_text.by_language(record.get("names")) or {"und": key}


def _synonyms(record: Record) -> dict[str, tuple[str, ...]]:
    said = record.get("synonyms")
    if not isinstance(said, dict):
        return {}
    return {str(tag): words for tag, value in said.items() if (words := plain_text.lines(value))}

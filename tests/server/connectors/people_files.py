"""People files for tests, and what the connector makes of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from server.connectors.found import Problems
from server.connectors.people import PeopleFiles, PeopleSource
from server.streams import Entity, entity_id
from wire.bodies import Body, PersonContact, PersonCore

SOURCE = "staff"


def write_lines(path: Path, records: Sequence[object]) -> Path:
    """Write one JSON object a line; a ``str`` or ``bytes`` goes in as it is."""
    lines = [
        record
        if isinstance(record, bytes)
        else (record if isinstance(record, str) else json.dumps(record)).encode()
        for record in records
    ]
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


class ReadPeople:
    """A people file as the connector reads it."""

    def __init__(
        self, folder: Path, people: Sequence[object], *, units: Sequence[object] = (), **more: Any
    ) -> None:
        self.problems = Problems()
        files = PeopleFiles(
            source=SOURCE,
            people=write_lines(folder / "staff.jsonl", people),
            units=write_lines(folder / "units.jsonl", units) if units else None,
            **more,
        )
        source = PeopleSource(files, self.problems)
        self.size, self.keys = len(source), list(source.keys())
        self.found = list(source)

    def entity(self, kind: str, key: str) -> Entity:
        (found,) = [
            one.entity
            for one in self.found
            if (one.entity.kind, one.entity.source_key) == (kind, key)
        ]
        return found

    def body(self, kind: str, key: str) -> Body:
        return self.entity(kind, key).bodies[""]

    def core(self, key: str) -> PersonCore:
        body = self.entity("person", key).bodies["core"]
        assert isinstance(body, PersonCore)
        return body

    def contact(self, key: str) -> PersonContact:
        body = self.entity("person", key).bodies["contact"]
        assert isinstance(body, PersonContact)
        return body

    def people(self) -> list[str]:
        return [one.entity.source_key or "" for one in self.found if one.entity.kind == "person"]

    def counts(self) -> dict[str, int]:
        return {trouble.sentence: trouble.count for trouble in self.problems.groups()}


def identity(kind: str, key: str) -> str:
    return entity_id(SOURCE, kind, key)

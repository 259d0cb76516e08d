"""The units of an organisation: from a file that describes them, and from the paths in people.

A unit is known by the id its file gives it, so that it may be renamed or moved; without one by
its path. Knows nothing of the people but their ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from server.connectors import plain_text
from server.connectors.found import Found, Problems
from server.connectors.json_lines import Change, Record, records
from server.connectors.phones import phone
from server.connectors.references import References
from server.streams import Entity, entity_id
from wire.bodies import Link, Mail, UnitBody

UnitPath = tuple[str, ...]

NO_LANGUAGE: Final = "und"


def unit_path(value: Any) -> UnitPath:
    """Return a path of names; a single name is a path of one."""
    return tuple(clean for one in _listed(value) if (clean := plain_text.line(one)))


class Organisation:
    """All units of one source, found by path, by id and by name."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._described: dict[UnitPath, Record] = {}
        self._by_key: dict[str, UnitPath] = {}
        self._by_name: dict[str, list[UnitPath]] = {}

    def __len__(self) -> int:
        return len(self._described)

    def read(self, path: Path, problems: Problems, change: Change | None = None) -> None:
        """Take in a units file: ``path`` or ``name`` and ``parent``, and what else is said."""
        found = records(path, problems)
        for number, record in change(found) if change else found:
            names = unit_path(record.get("path")) or self._path_by_parent(record)
            key = plain_text.line(record.get("id"))
            if not names:
                problems.note("A unit has no path and no name", f"{path.name}:{number}")
            elif self._described.get(names) or (key and key in self._by_key):
                problems.note("A unit comes twice; the first one counts", f"{path.name}:{number}")
            else:
                self.add(names, record)

    def add(self, path: UnitPath, record: Record | None = None) -> None:
        """Make sure that a unit and those above it are there."""
        for depth in range(1, len(path) + 1):
            part = path[:depth]
            if part not in self._described:
                self._described[part] = {}
                self._by_name.setdefault(part[-1].casefold(), []).append(part)
        if record:
            self._described[path] = record
            self._by_key[self.key(path)] = path

    def key(self, path: UnitPath) -> str:
        """Return what the source calls a unit."""
        return plain_text.line(self._described[path].get("id")) or " / ".join(path)

    def unit_id(self, path: UnitPath) -> str:
        return entity_id(self._source, "unit", self.key(path))

    def by_key(self, key: str | None) -> UnitPath | None:
        return self._by_key.get(key or "")

    def by_name(self, name: str) -> UnitPath | None:
        """Return the only unit of that name; ``A / B`` is B below A. ``None`` if in doubt."""
        upper, _, lower = name.casefold().rpartition(" / ")
        whole = self._by_name.get(name.casefold(), [])
        found = whole or [
            path
            for path in self._by_name.get(lower, [])
            if len(path) > 1 and path[-2].casefold() == upper
        ]
        return found[0] if len(found) == 1 else None

    def ids(self) -> Iterator[str]:
        return (self.unit_id(path) for path in self._described)

    def names(self) -> Iterator[str]:
        return (path[-1] for path in self._described)

    def found(self, references: References, language: str | None) -> Iterator[Found]:
        """Yield the units, those above before those below."""
        for path in sorted(self._described):
            body = self._body(path, references, language)
            yield Found(
                entity=Entity(
                    kind="unit",
                    id=self.unit_id(path),
                    bodies={"": body},
                    source=self._source,
                    source_key=self.key(path),
                )
            )

    def _body(self, path: UnitPath, references: References, language: str | None) -> UnitBody:
        record = self._described[path]
        said = plain_text.line(record.get("lang")) or language or NO_LANGUAGE
        numbers = [*_listed(record.get("phone")), *_listed(record.get("phones"))]
        mails = [*plain_text.lines(record.get("email")), *plain_text.lines(record.get("emails"))]
        place = f"unit {self.key(path)}"
        heads = [*plain_text.lines(record.get("heads")), *plain_text.lines(record.get("head"))]
        addresses = [*_listed(record.get("url")), *_listed(record.get("links"))]
        return UnitBody(
            names=plain_text.by_language(record.get("names")) or {said: path[-1]},
            parent=self.unit_id(path[:-1]) if len(path) > 1 else None,
            kind=plain_text.line(record.get("kind")),
            heads=references.people(heads, place),
            deputy=references.person(record.get("deputy"), place),
            purpose=plain_text.text(record.get("purpose")),
            site=references.site(record.get("site"), place),
            address=plain_text.text(record.get("address")),
            phones=tuple(filter(None, (phone(one, references.region) for one in numbers))),
            mails=tuple(Mail(address=address) for address in mails),
            links=tuple(Link(url=url) for url in map(plain_text.web_address, addresses) if url),
        )

    def _path_by_parent(self, record: Record) -> UnitPath:
        name = plain_text.line(record.get("name"))
        above = self.by_key(plain_text.line(record.get("parent"))) or ()
        return (*above, name) if name else ()


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]

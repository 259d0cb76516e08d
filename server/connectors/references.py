"""What the ids in a source's records stand for: one place that knows which of them exist.

A reference to nobody is left out and reported. Knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from server.connectors import plain_text
from server.connectors.found import Problems
from server.streams import entity_id


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """The ids a source uses, by kind; ``region`` is where its phone numbers are at home.

    ``skill_names`` maps names and synonyms, in lower case, to a skill's id in the source.
    """

    source: str
    problems: Problems
    known_people: Container[str] = frozenset()
    known_sites: Container[str] = frozenset()
    skill_names: Mapping[str, str] = field(default_factory=dict)
    region: str | None = None

    def person(self, key: Any, place: str) -> str | None:
        return self._find("person", key, self.known_people, place)

    def people(self, keys: Iterable[Any], place: str) -> tuple[str, ...]:
        found = (self.person(key, place) for key in keys)
        return tuple(dict.fromkeys(identity for identity in found if identity))

    def site(self, key: Any, place: str) -> str | None:
        return self._find("site", key, self.known_sites, place)

    def skill(self, name: str) -> str | None:
        """Return the entry of a skill by one of its names; most sources have none."""
        key = self.skill_names.get(name.casefold())
        return None if key is None else entity_id(self.source, "skill", key)

    def _find(self, kind: str, key: Any, known: Container[str], place: str) -> str | None:
        clean = plain_text.line(key)
        if clean is None:
            return None
        if clean in known:
            return entity_id(self.source, kind, clean)
        self.problems.note(f"A {kind} is named that is not here", place)
        return None

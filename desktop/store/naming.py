"""People found by their names as soon as their rows are here; all else is made of these later.

What is written is a document like any other, with fewer fields. It must not know where statements
are run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from desktop.store.bodies import entity_of
from desktop.store.documents import Names, named_person
from desktop.store.index import Load, Statement
from desktop.store.preparing import Stored
from wire.bodies import Body, PersonCore, UnitBody
from wire.codec import WireError, decode_body

_READ: Final = frozenset(("person.core", "unit"))


class Naming:
    """Names the people of one import, each with the unit they are in, as far as that has come."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._units: dict[str, Sequence[str]] = {}

    def take(self, rows: Iterable[Stored]) -> Iterator[Statement]:
        """What is to be inserted for the people among ``rows``."""
        documents = []
        names = Names(of=self._units)
        for row in rows:
            if row.kind not in _READ or (entity := entity_of(row.key)) is None:
                continue
            body = _read(row)
            if isinstance(body, UnitBody):
                self._units[entity] = tuple(body.names.values())
            elif isinstance(body, PersonCore) and row.key == f"{entity}#core":
                documents.append(named_person(entity, body, names))
        yield from self._load.name(documents)
        yield from self._load.counts()


def _read(row: Stored) -> Body | None:
    """What cannot be read is noted when all else is made of the rows."""
    try:
        return decode_body(row.kind, bytes(row.body))
    except WireError:
        return None

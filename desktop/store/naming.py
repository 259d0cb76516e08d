"""People found by their names as soon as their rows are here; all else is made of these later.

What is written is a document like any other, with fewer fields. It must not know where statements
are run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from desktop.records import Document
from desktop.store.bodies import StoredRow, entity_of
from desktop.store.documents import Names, named_person
from desktop.store.index import Load, Statement
from desktop.store.preparing import Prepared
from desktop.store.statements import chunks
from wire.bodies import Body, PersonCore, UnitBody
from wire.codec import WireError, decode_body

READ: Final = frozenset(("person.core", "unit"))  # the kinds of row that it needs


@dataclass(slots=True)
class Naming:
    """Names the people of one import, each with the unit they are in, as far as that has come."""

    load: Load
    units: dict[str, Sequence[str]] = field(default_factory=dict)

    def take(self, _: Sequence[str], rows: Iterable[StoredRow]) -> Prepared:
        """What is to be inserted for the people among ``rows``."""
        return Prepared(chunks=list(chunks(self._statements(rows))))

    def _statements(self, rows: Iterable[StoredRow]) -> Iterator[Statement]:
        yield from self.load.name([named for row in rows if (named := self._named(row))])
        yield from self.load.counts()

    def _named(self, row: StoredRow) -> Document | None:
        entity, body = entity_of(row.key), _read(row)
        if entity is None:
            return None
        if isinstance(body, UnitBody):
            self.units[entity] = tuple(body.names.values())
        elif isinstance(body, PersonCore) and row.key == f"{entity}#core":
            return named_person(entity, body, Names(of=self.units))
        return None


def _read(row: StoredRow) -> Body | None:
    """What cannot be read is noted when all else is made of the rows."""
    try:
        return decode_body(row.kind, row.body)
    except WireError:
        return None

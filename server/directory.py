"""The people and units an import brought in, for texts that name them by the ids of that source."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Engine, select

from server import schema
from server.connectors import plain_text
from server.connectors.found import Problems
from server.connectors.surroundings import NothingAround
from server.database import reading
from server.streams import entity_id

NAMED: Final = ("person", "unit")


class Directory(NothingAround):
    """What lies around a folder of texts: the people and units of ``source``.

    An author is named ``ada``, a link leads to ``person:ada`` or ``unit:service``. Who is named
    and not there is reported.
    """

    def __init__(self, engine: Engine, source: str, problems: Problems) -> None:
        self._source = source
        self._problems = problems
        origin = schema.origin.c
        query = select(origin.kind, origin.entity).where(
            origin.source == source, origin.kind.in_(NAMED)
        )
        with reading(engine) as tx:
            self._known = {(kind, identity) for kind, identity in tx.execute(query)}

    def __len__(self) -> int:
        return len(self._known)

    def link(self, path: str, address: str) -> str | None:
        kind, colon, key = address.partition(":")
        if not colon or kind not in NAMED:
            return None
        identity = self._find(kind, key)
        return f"vademecum://{kind}/{identity}" if identity else None

    def person(self, key: str) -> str | None:
        return self._find("person", key)

    def _find(self, kind: str, key: str) -> str | None:
        clean = plain_text.line(key)
        if clean is None:
            return None
        identity = entity_id(self._source, kind, clean)
        if (kind, identity) in self._known:
            return identity
        self._problems.note(f"A {kind} is named that is not here", f"source {self._source}")
        return None

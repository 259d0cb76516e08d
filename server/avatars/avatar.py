"""Which avatar somebody has: a portrait, something else, or none. The same for the same id."""

from __future__ import annotations

from random import Random
from typing import Final

from server.avatars.canvas import Canvas
from server.avatars.landscape import draw_landscape
from server.avatars.pattern import draw_pattern
from server.avatars.portrait import draw_portrait
from server.avatars.sitter import sitter
from server.avatars.things import draw_thing
from server.connectors.json_lines import Record
from server.staffing.naming import Names

# Of a hundred people so many have none, and so many of those who have one show themselves.
_WITHOUT: Final = 33
_WITHOUT_OUTSIDE: Final = 80
_FACES: Final = 76


class Avatars:
    """Draws the avatar that belongs to a record; ``names`` know where names come from."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def draw(self, record: Record) -> bytes | None:
        """A WebP file, or ``None`` for those who are shown by their initials."""
        chance = Random(f"avatar of {record['id']}")
        apart = "left" in record or "external" in record
        if chance.randrange(100) < (_WITHOUT_OUTSIDE if apart else _WITHOUT):
            return None
        return self._drawn(chance, record).picture()

    def _drawn(self, chance: Random, record: Record) -> Canvas:
        if chance.randrange(100) >= _FACES:
            other = chance.choice((draw_landscape, draw_landscape, draw_pattern, draw_thing))
            return other(chance)
        name = self._names.find(str(record.get("given_name")), str(record.get("family_name")))
        return draw_portrait(sitter(chance, record, name), chance)

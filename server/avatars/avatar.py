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

# Of a hundred people so many have none: who has left or works elsewhere; who says something of
# themselves; anybody else. And so many of those who have one show their face.
_WITHOUT: Final = {"apart": 80, "talkative": 12, "others": 37}
_FACES: Final = {"apart": 76, "talkative": 92, "others": 74}


class Avatars:
    """Draws the avatar that belongs to a record; ``names`` know where names come from."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def draw(self, record: Record) -> bytes | None:
        """A WebP file, or ``None`` for those who are shown by their initials."""
        chance, kind = Random(f"picture of {record['id']}"), _kind(record)
        if chance.randrange(100) < _WITHOUT[kind]:
            return None
        shows_face = chance.randrange(100) < _FACES[kind]
        return self._drawn(chance, record, shows_face=shows_face).picture()

    def _drawn(self, chance: Random, record: Record, *, shows_face: bool) -> Canvas:
        if not shows_face:
            other = chance.choice((draw_landscape, draw_landscape, draw_pattern, draw_thing))
            return other(chance)
        name = self._names.find(str(record.get("given_name")), str(record.get("family_name")))
        return draw_portrait(sitter(chance, record, name), chance)


def _kind(record: Record) -> str:
    if "left" in record or "external" in record:
        return "apart"
    return "talkative" if "bio" in record else "others"

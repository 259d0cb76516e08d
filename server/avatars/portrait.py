"""A flat portrait, from the ground to the hat."""

from __future__ import annotations

from random import Random
from typing import Final

from server.avatars import clothes, face, hair, hats, palette
from server.avatars.canvas import Canvas, mixed
from server.avatars.sitter import Sitter

# So near that a face is a face at forty pixels, so far that a hard hat has room.
_ZOOM: Final = 1.16
_MIDDLE: Final = (50.0, 60.0)


def draw_portrait(who: Sitter, chance: Random) -> Canvas:
    on = Canvas(who.ground, zoom=_ZOOM, middle=_MIDDLE)
    _draw_ground(on, who.ground, chance)
    covered = who.outfit in hats.HATS
    if who.scarf is None:
        hair.draw_back(on, who)
    face.draw_neck(on, who)
    clothes.draw_clothes(on, who, chance)
    face.draw_head(on, who)
    if who.scarf is not None:
        hair.draw_scarf(on, who, who.scarf)
    hair.draw_beard(on, who)
    face.draw_features(on, who, chance)
    if who.scarf is None:
        hair.draw_front(on, who, covered=covered)
    if who.earrings and who.scarf is None and not covered:
        for side in (-1, 1):
            on.ellipse(face.X + side * 17.6, face.Y + 9, 1.3, 1.3, "#e8c65a")
    hats.draw_hat(on, who, chance)
    return on


def _draw_ground(on: Canvas, ground: str, chance: Random) -> None:
    light = mixed(ground, palette.WHITE, 0.5)
    match chance.randrange(3):
        case 0:
            on.ellipse(50, 46, 31, 31, light)
        case 1:
            on.polygon([(0, 78), (100, 22), (100, 110), (0, 110)], light)

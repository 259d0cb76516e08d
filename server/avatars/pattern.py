"""Patterns: tiles, discs, waves, leaves and rays in one set of colours."""

from __future__ import annotations

from random import Random
from typing import Final

from server.avatars import palette
from server.avatars.canvas import Canvas, turned

Scheme = tuple[str, str, str, str, str]
_TILES: Final = 4  # along each side
_FILLED: Final = 35  # of a hundred tiles


def draw_pattern(chance: Random) -> Canvas:
    scheme = chance.choice(palette.SCHEMES)
    return chance.choice((_quarters, _discs, _waves, _leaves, _rays))(chance, scheme)


def _quarters(chance: Random, scheme: Scheme) -> Canvas:
    """Tiles of quarter circles, each turned as the dice say."""
    on = Canvas(scheme[0])
    side = 100 / _TILES
    corners = ((0, 0, 0), (1, 0, 90), (1, 1, 180), (0, 1, 270))
    for row in range(_TILES):
        for column in range(_TILES):
            left, top = column * side, row * side
            if chance.randrange(100) < _FILLED:
                on.box(left, top, side + 0.5, side + 0.5, chance.choice(scheme[1:4]))
            right, down, start = chance.choice(corners)
            place = (left + right * side, top + down * side)
            on.sector(*place, side, (start, start + 90), chance.choice(scheme[2:]))
    return on


def _discs(chance: Random, scheme: Scheme) -> Canvas:
    """Discs inside each other, not quite in the middle."""
    on = Canvas(scheme[chance.choice((0, 4))])
    x, y = chance.uniform(34, 66), chance.uniform(34, 66)
    for r, colour in ((46, scheme[3]), (36, scheme[2]), (25, scheme[1]), (14, scheme[0])):
        on.ellipse(x, y, r, r, colour)
        x, y = x + chance.uniform(-5, 5), y + chance.uniform(-5, 5)
    return on


def _waves(chance: Random, scheme: Scheme) -> Canvas:
    on = Canvas(scheme[0])
    shift = chance.uniform(0, 25)
    for number, y in enumerate(range(18, 118, 17)):
        crest = [
            (x + shift, y + (5 if (x // 18 + number) % 2 else -5)) for x in range(-54, 145, 18)
        ]
        on.blob([(-90, 150), (-80, y), *crest, (190, y), (190, 150)], scheme[1 + number % 4])
    return on


def _leaves(chance: Random, scheme: Scheme) -> Canvas:
    """A branch that grows upwards."""
    on = Canvas(scheme[0])
    on.ellipse(chance.uniform(30, 70), chance.uniform(28, 45), 22, 22, scheme[1])
    lean = chance.uniform(-8, 8)
    on.stroke([(50, 104), (50 + lean / 2, 60), (50 + lean, 20)], scheme[4], 1.8)
    for number, y in enumerate(range(84, 22, -13)):
        x = 50 + lean * (92 - y) / 72
        side = 1 if number % 2 else -1
        size = 25 - number * 2.4
        leaf = [(x, y), (x + size * 0.45, y - 8), (x + size, y - 3), (x + size * 0.5, y + 3)]
        turned_leaf = turned(leaf, (x, y), -28)
        if side < 0:
            turned_leaf = [(2 * x - px, py) for px, py in turned_leaf]
        on.blob(turned_leaf, scheme[2 + number % 2])
    return on


def _rays(chance: Random, scheme: Scheme) -> Canvas:
    on = Canvas(scheme[1])
    x, y = chance.uniform(30, 70), chance.choice((78.0, 84.0, 50.0))
    pieces = chance.choice((10, 12, 16))
    for number in range(0, pieces, 2):
        angle = 360 * number / pieces
        on.sector(x, y, 120, (angle, angle + 360 / pieces), scheme[0])
    on.ellipse(x, y, 21, 21, scheme[2])
    on.ellipse(x, y, 14, 14, scheme[3])
    return on

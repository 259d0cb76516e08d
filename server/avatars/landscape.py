"""Small landscapes: hills, the harbour, snowy peaks, a field of wind turbines, a night sky."""

from __future__ import annotations

from random import Random
from typing import Final

from server.avatars import palette
from server.avatars.canvas import Canvas, Point, mixed, turned

Scheme = tuple[str, str, str, str, str]


def draw_landscape(chance: Random) -> Canvas:
    scheme = chance.choice(palette.SCHEMES)
    return chance.choice((_hills, _harbour, _peaks, _turbines, _night))(chance, scheme)


def _sun(on: Canvas, chance: Random, colour: str) -> None:
    r = chance.uniform(9, 13)
    on.ellipse(chance.uniform(28, 72), chance.uniform(26, 40), r, r, colour)


def _ridge(chance: Random, height: float, swing: float) -> list[Point]:
    """The outline of land that fills everything below."""
    tops = [(x, height + chance.uniform(-swing, swing)) for x in (-10, 15, 38, 62, 86, 112)]
    return [(-30, 130), (-24, tops[0][1]), *tops, (124, tops[-1][1]), (130, 130)]


def _hills(chance: Random, scheme: Scheme) -> Canvas:
    on = Canvas(scheme[0])
    _sun(on, chance, mixed(scheme[1], palette.WHITE, 0.15))
    for height, colour in ((54, scheme[1]), (67, scheme[2]), (82, scheme[3])):
        on.blob(_ridge(chance, height, 5), colour)
    for _ in range(chance.randint(2, 4)):
        _tree(on, chance.uniform(18, 82), chance.uniform(76, 86), scheme[4])
    return on


def _tree(on: Canvas, x: float, y: float, colour: str) -> None:
    on.box(x - 0.8, y - 3, 1.6, 7, colour)
    on.polygon([(x, y - 17), (x + 6, y - 1), (x - 6, y - 1)], colour)


def _harbour(chance: Random, scheme: Scheme) -> Canvas:
    on = Canvas(scheme[0])
    _sun(on, chance, mixed(scheme[1], palette.WHITE, 0.2))
    on.box(0, 62, 100, 40, scheme[2])
    x = chance.uniform(38, 58)
    sail = mixed(scheme[0], palette.WHITE, 0.6)
    on.polygon([(x + 1.5, 24), (x + 1.5, 61), (x + 22, 61)], sail)
    on.polygon([(x - 1.5, 31), (x - 1.5, 61), (x - 16, 61)], mixed(scheme[1], palette.WHITE, 0.3))
    on.line([(x, 22), (x, 65)], scheme[4], 1.6)
    on.blob([(x - 21, 64), (x, 65), (x + 23, 64), (x + 17, 73), (x - 14, 73)], scheme[4])
    for y in (79, 86, 93):
        start = chance.uniform(6, 40)
        wave = [
            (start, y),
            (start + 9, y - 2),
            (start + 18, y),
            (start + 27, y - 2),
            (start + 36, y),
        ]
        on.stroke(wave, mixed(scheme[2], palette.WHITE, 0.35), 1.6)
    return on


def _peaks(chance: Random, scheme: Scheme) -> Canvas:
    on = Canvas(scheme[0])
    _sun(on, chance, mixed(scheme[1], palette.WHITE, 0.2))
    for x, top, wide, colour in (
        (chance.uniform(62, 76), chance.uniform(34, 42), 34.0, scheme[2]),
        (chance.uniform(28, 42), chance.uniform(22, 30), 40.0, scheme[3]),
    ):
        on.polygon([(x, top), (x + wide, 90), (x - wide, 90)], colour)
        snow = wide * 15 / (90 - top)
        on.polygon(
            [(x, top), (x + snow, top + 15), (x + snow * 0.4, top + 11), (x, top + 17),
             (x - snow * 0.5, top + 11), (x - snow, top + 15)],
            palette.WHITE,
        )  # fmt: skip
    on.blob(_ridge(chance, 82, 3), scheme[4])
    return on


def _turbines(chance: Random, scheme: Scheme) -> Canvas:
    on = Canvas(scheme[0])
    on.blob(_ridge(chance, 74, 4), scheme[1])
    on.blob(_ridge(chance, 85, 3), scheme[3])
    for middle, y, size in ((30, 46, 20.0), (66, 36, 26.0)):
        x = middle + chance.uniform(-5, 5)
        on.polygon([(x - 1, y), (x + 1, y), (x + 1.9, 88), (x - 1.9, 88)], palette.WHITE)
        first = chance.uniform(0, 120)
        for blade in range(3):
            shape = [(x, y + 1.6), (x + size * 0.3, y + 1.9), (x + size, y), (x, y - 1.6)]
            on.polygon(turned(shape, (x, y), first + blade * 120), palette.WHITE)
        on.ellipse(x, y, 2.4, 2.4, scheme[4])
    return on


_STARS: Final = 14


def _night(chance: Random, scheme: Scheme) -> Canvas:
    sky = mixed(chance.choice(("#153f52", "#22356f", "#34265e")), palette.INK, 0.3)
    on = Canvas(sky)
    for _ in range(_STARS):
        r = chance.choice((0.7, 0.7, 1.1))
        on.ellipse(chance.uniform(8, 92), chance.uniform(6, 58), r, r, scheme[0])
    # The lights that the company is called after: curtains, brighter towards their lower edge.
    for at, colour in ((40, "#7a8fe0"), (48, "#6fd3a8")):
        edge = [(x, at + chance.uniform(-7, 7)) for x in (-12, 14, 38, 62, 86, 112)]
        for part, height in ((0.25, 22), (0.45, 13), (0.75, 5)):
            top = [(x, y - height) for x, y in reversed(edge)]
            on.blob([*edge, *top], mixed(sky, colour, part))
    on.blob(_ridge(chance, 74, 6), mixed(sky, palette.INK, 0.6))
    return on

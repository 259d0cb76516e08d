"""What people put there instead of themselves: a cat, a cactus, a cup, a balloon, a fish."""

from __future__ import annotations

from random import Random

from server.avatars import palette
from server.avatars.canvas import Canvas, mixed, turned

_FUR = ("#3a3532", "#d98a4a", "#9a9ca0", "#efe6d8", "#7a5a44")


def draw_thing(chance: Random) -> Canvas:
    on = Canvas(chance.choice(palette.GROUNDS))
    chance.choice((_cat, _cactus, _cup, _bicycle, _fish, _lighthouse, _balloon, _wheels))(
        on, chance
    )
    return on


def _cat(on: Canvas, chance: Random) -> None:
    fur = chance.choice(_FUR)
    dark = mixed(fur, palette.INK, 0.25)
    inner = mixed(fur, "#e8809b", 0.45)
    on.blob([(50, 66), (76, 80), (82, 112), (18, 112), (24, 80)], dark)
    for side in (-1, 1):
        on.polygon([(50 + side * 29, 20), (50 + side * 30, 52), (50 + side * 7, 36)], fur)
        on.polygon([(50 + side * 25, 27), (50 + side * 26, 44), (50 + side * 13, 37)], inner)
    on.ellipse(50, 54, 31, 26, fur)
    eye = chance.choice(("#f0c24a", "#8fcf8a", "#7fb8e0"))
    for side in (-1, 1):
        on.ellipse(50 + side * 13, 51, 6, 6.4, eye)
        on.ellipse(50 + side * 13, 51, 2.2, 5.4, palette.INK)
        for tilt in (-1.5, 2.5):
            on.line([(50 + side * 15, 63 + tilt), (50 + side * 34, 61 + tilt * 2.4)], dark, 0.9)
    on.polygon([(46.5, 59), (53.5, 59), (50, 63)], "#e8809b")
    on.stroke([(43, 67), (46.5, 68.6), (50, 64)], palette.INK, 1.2)
    on.stroke([(57, 67), (53.5, 68.6), (50, 64)], palette.INK, 1.2)


def _cactus(on: Canvas, chance: Random) -> None:
    green = chance.choice(("#3c7d54", "#4f9a68", "#2f6f62"))
    light = mixed(green, palette.WHITE, 0.35)
    on.stroke([(42, 58), (26, 54), (25, 40)], green, 9)
    on.stroke([(58, 50), (74, 46), (75, 33)], green, 9)
    on.box(38, 18, 24, 62, green, r=12)
    for x in (44, 50, 56):
        for y in range(28, 70, 9):
            on.line([(x, y), (x, y + 2.6)], light, 1)
    on.ellipse(50, 19, 5, 4, chance.choice(("#e8809b", "#f7b267", "#fbd86b")))
    pot = chance.choice(("#c8553d", "#3f63d6", "#d98a1f", "#7a50c8"))
    on.polygon([(30, 76), (70, 76), (64, 104), (36, 104)], pot)
    on.box(27, 70, 46, 9, mixed(pot, palette.INK, 0.15), r=2)


def _cup(on: Canvas, chance: Random) -> None:
    colour = chance.choice(palette.CLOTHES)
    for x in (40, 50, 60):
        sway = chance.choice((-3, 3))
        on.stroke([(x, 36), (x + sway, 29), (x - sway, 22), (x, 15)], palette.WHITE, 2.6)
    on.ring(73, 60, 12, 12, colour, 5)
    on.box(26, 44, 48, 42, colour, r=9)
    on.ellipse(50, 45, 24, 5, mixed(colour, palette.INK, 0.25))
    on.ellipse(50, 46, 20, 3.6, "#5b3a29")
    on.ellipse(50, 89, 34, 4.4, mixed(colour, palette.WHITE, 0.55))
    on.box(34, 58, 32, 6, mixed(colour, palette.WHITE, 0.7), r=3)


def _bicycle(on: Canvas, chance: Random) -> None:
    frame = chance.choice(palette.CLOTHES)
    for x in (27, 73):
        on.ring(x, 66, 17, 17, palette.INK, 2.6)
        on.ellipse(x, 66, 2.2, 2.2, palette.INK)
    on.line([(27, 66), (41, 42), (66, 42), (50, 66), (27, 66)], frame, 3)
    on.line([(38, 36), (50, 66)], frame, 3)
    on.line([(73, 66), (64, 34), (71, 30)], frame, 3)
    on.line([(32, 35), (44, 35)], palette.INK, 3.4)
    on.ellipse(50, 66, 4, 4, palette.INK)


def _fish(on: Canvas, chance: Random) -> None:
    scheme = chance.choice(palette.SCHEMES)
    body, fin = scheme[2], scheme[3]
    on.polygon([(70, 50), (92, 34), (88, 50), (92, 66)], fin)
    on.blob([(44, 32), (56, 22), (62, 34)], fin)
    on.blob([(14, 51), (28, 35), (52, 32), (76, 50), (52, 68), (28, 66)], body)
    on.stroke([(36, 37), (40, 50), (36, 64)], fin, 2)
    for x in (48, 58):
        on.stroke([(x, 43), (x + 4, 50), (x, 57)], mixed(body, palette.WHITE, 0.4), 2)
    on.ellipse(26, 47, 4, 4, palette.WHITE)
    on.ellipse(25.4, 47, 2, 2, palette.INK)
    for x, y, r in ((14, 30, 3), (20, 19, 2.2), (11, 14, 1.6)):
        on.ring(x, y, r, r, mixed(body, palette.WHITE, 0.3), 0.9)


def _lighthouse(on: Canvas, chance: Random) -> None:
    red = chance.choice(("#c4452f", "#3f63d6", "#1f8056"))
    on.polygon([(56, 26), (100, 12), (100, 44)], "#fff6cf")
    on.polygon([(41, 34), (59, 34), (66, 92), (34, 92)], palette.WHITE)
    for top, low in ((44, 56), (68, 80)):
        on.polygon(
            [(41 - (top - 34) * 0.12, top), (59 + (top - 34) * 0.12, top),
             (59 + (low - 34) * 0.12, low), (41 - (low - 34) * 0.12, low)],
            red,
        )  # fmt: skip
    on.box(38, 31, 24, 4, palette.INK, r=1)
    on.box(43, 20, 14, 12, "#fbd86b")
    on.polygon([(40, 21), (60, 21), (50, 11)], red)
    on.blob([(-10, 92), (20, 86), (50, 90), (80, 86), (112, 92), (112, 120), (-10, 120)], "#4fa3b5")


def _balloon(on: Canvas, chance: Random) -> None:
    """A hot-air balloon over clouds."""
    scheme = chance.choice(palette.SCHEMES)
    for x, y in ((18, 82), (78, 74)):
        for dx, dy, r in ((-9, 2, 6), (0, 0, 8), (10, 2, 6)):
            on.ellipse(x + dx, y + dy, r, r, palette.WHITE)
    for side in (-1, 1):
        on.line([(50 + side * 11, 60), (50 + side * 4.5, 76)], palette.INK, 0.9)
    for part, colour in ((1.0, scheme[2]), (0.68, scheme[1]), (0.3, scheme[3])):
        on.blob(
            [(50, 12), (50 + 25 * part, 22), (50 + 28 * part, 40), (50 + 12 * part, 62),
             (50 - 12 * part, 62), (50 - 28 * part, 40), (50 - 25 * part, 22)],
            colour,
        )  # fmt: skip
    on.box(44, 75, 12, 9, "#8c6a4a", r=2)


def _wheels(on: Canvas, chance: Random) -> None:
    """Two cogwheels that turn each other."""
    scheme = chance.choice(palette.SCHEMES)
    for x, y, r, teeth, colour in ((40, 56, 21, 10, scheme[3]), (69, 31, 13, 7, scheme[2])):
        for tooth in range(teeth):
            corners = [(x - 3.6, y - r - 5), (x + 3.6, y - r - 5), (x + 5, y), (x - 5, y)]
            on.polygon(turned(corners, (x, y), 360 * tooth / teeth + x), colour)
        on.ellipse(x, y, r, r, colour)
        on.ellipse(x, y, r * 0.42, r * 0.42, mixed(scheme[0], palette.WHITE, 0.4))

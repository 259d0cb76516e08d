"""What people wear below the head: shoulders, collars, work clothes."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

from server.avatars import palette
from server.avatars.canvas import Canvas, mixed
from server.avatars.face import X, Y
from server.avatars.sitter import Sitter

NECK: Final = Y + 24
_WITH_TIE: Final = 40  # of a hundred in a suit
_SHIRTS: Final = ("#ffffff", "#e8eef8", "#f7efe2")
_TIES: Final = ("#a63d6b", "#3f63d6", "#c4452f", "#1f8056")
_SUITS: Final = ("#2b3242", "#2f4b7c", "#46546a", "#5a3348")
_REFLECTING: Final = "#e3e7ea"


def draw_clothes(on: Canvas, who: Sitter, chance: Random) -> None:
    _OUTFITS.get(who.outfit, _headset_shirt)(on, who, chance)


def _shirt(on: Canvas, who: Sitter, chance: Random) -> None:
    _shoulders(on, who.clothes)
    _collar(on, mixed(who.clothes, palette.WHITE, 0.78), who.clothes)


def _headset_shirt(on: Canvas, who: Sitter, chance: Random) -> None:
    _shoulders(on, who.clothes)
    _collar(on, mixed(who.clothes, palette.WHITE, 0.2), who.clothes)


def _suit(on: Canvas, who: Sitter, chance: Random) -> None:
    colour = chance.choice(_SUITS) if who.outfit == "suit" else who.clothes
    _jacket(on, colour, chance)
    if chance.randrange(100) < _WITH_TIE and not who.lashes:
        _tie(on, chance.choice(_TIES))
    _lapels(on, mixed(colour, palette.INK, 0.22))


def _coat(on: Canvas, who: Sitter, chance: Random) -> None:
    _jacket(on, palette.WHITE, chance)
    _lapels(on, "#d3dae1")


def _crew(on: Canvas, who: Sitter, chance: Random) -> None:
    _shoulders(on, who.clothes)
    on.chord(X, NECK - 1, 11, 9.6, (0, 180), mixed(who.clothes, palette.INK, 0.2))
    on.chord(X, NECK - 1, 9.2, 7.4, (0, 180), who.skin)


def _turtleneck(on: Canvas, who: Sitter, chance: Random) -> None:
    _shoulders(on, who.clothes)
    on.box(X - 9.4, NECK - 7, 18.8, 13, mixed(who.clothes, palette.WHITE, 0.1), r=4)
    shade = mixed(who.clothes, palette.INK, 0.2)
    on.line([(X - 8, NECK + 4.6), (X + 8, NECK + 4.6)], shade, 1)


def _shoulders(on: Canvas, colour: str) -> None:
    on.blob(
        [(X - 9, NECK - 1), (X, NECK + 3), (X + 9, NECK - 1), (X + 24, NECK + 4.5),
         (X + 33, NECK + 15), (X + 37, 112), (X, 120), (X - 37, 112), (X - 33, NECK + 15),
         (X - 24, NECK + 4.5)],
        colour,
    )  # fmt: skip


def _collar(on: Canvas, colour: str, shirt: str) -> None:
    on.polygon(
        [(X, NECK + 12), (X - 9, NECK - 1), (X + 9, NECK - 1)], mixed(shirt, palette.INK, 0.3)
    )
    for side in (-1, 1):
        on.polygon(
            [(X + side * 8.4, NECK - 5), (X + side * 0.4, NECK + 8), (X + side * 9.4, NECK + 11),
             (X + side * 14, NECK + 1)],
            colour,
        )  # fmt: skip


def _jacket(on: Canvas, colour: str, chance: Random) -> None:
    """A jacket that is open over a shirt."""
    _shoulders(on, colour)
    on.polygon(
        [(X - 9, NECK - 3), (X + 9, NECK - 3), (X + 11, NECK + 6), (X, 100), (X - 11, NECK + 6)],
        chance.choice(_SHIRTS),
    )


def _tie(on: Canvas, colour: str) -> None:
    on.polygon(
        [(X - 3, NECK + 3), (X + 3, NECK + 3), (X + 4.4, 94), (X, 99), (X - 4.4, 94)], colour
    )
    knot = [(X - 3.4, NECK + 1), (X + 3.4, NECK + 1), (X + 2.2, NECK + 6.4), (X - 2.2, NECK + 6.4)]
    on.polygon(knot, mixed(colour, palette.INK, 0.2))


def _lapels(on: Canvas, colour: str) -> None:
    for side in (-1, 1):
        on.polygon(
            [(X + side * 9, NECK - 4), (X + side * 19, NECK + 6), (X + side * 15, NECK + 16),
             (X + side * 1.5, 101), (X + side * 8.6, NECK + 8)],
            colour,
        )  # fmt: skip


def _hoodie(on: Canvas, who: Sitter, chance: Random) -> None:
    _shoulders(on, who.clothes)
    on.blob(
        [(X - 19, NECK + 2), (X - 10, NECK - 5), (X, NECK + 5), (X + 10, NECK - 5),
         (X + 19, NECK + 2), (X + 9, NECK + 13), (X, NECK + 16), (X - 9, NECK + 13)],
        mixed(who.clothes, palette.INK, 0.2),
    )  # fmt: skip
    on.chord(X, NECK - 2, 8.6, 9, (0, 180), who.skin)
    for side in (-1, 1):
        on.line([(X + side * 4, NECK + 12), (X + side * 4.6, NECK + 21)], palette.CREAM, 1.2)


def _vest(on: Canvas, who: Sitter, chance: Random) -> None:
    _shoulders(on, who.clothes)
    on.chord(X, NECK - 1, 9.2, 8, (0, 180), who.skin)
    signal = chance.choice(palette.SIGNAL)
    for side in (-1, 1):
        on.polygon(
            [
                (X + side * 10, NECK - 1),
                (X + side * 23, NECK + 4),
                (X + side * 29, 102),
                (X + side * 1.2, 102),
            ],
            signal,
        )
        on.polygon(
            [(X + side * 15.6, NECK + 1.2), (X + side * 19.8, NECK + 2.8), (X + side * 19, 102),
             (X + side * 13.6, 102)],
            _REFLECTING,
        )  # fmt: skip


def _work_jacket(on: Canvas, who: Sitter, chance: Random) -> None:
    _shoulders(on, who.clothes)
    signal = chance.choice((*palette.SIGNAL, mixed(who.clothes, palette.INK, 0.25)))
    on.blob(
        [(X - 26, NECK + 5), (X - 11, NECK - 1), (X, NECK + 4), (X + 11, NECK - 1),
         (X + 26, NECK + 5), (X + 31, NECK + 14), (X, NECK + 19), (X - 31, NECK + 14)],
        signal,
    )  # fmt: skip
    on.chord(X, NECK - 2, 8.8, 8, (0, 180), who.skin)
    on.stroke([(X - 33, NECK + 16), (X, NECK + 20), (X + 33, NECK + 16)], _REFLECTING, 3)


def _overall(on: Canvas, who: Sitter, chance: Random) -> None:
    shirt = chance.choice(("#d9dee5", "#8f9aa8", "#b04a3a", "#e0c27a", "#6f8fb0"))
    _shoulders(on, shirt)
    on.chord(X, NECK - 1, 9.2, 7, (0, 180), who.skin)
    on.box(X - 15, NECK + 13, 30, 40, who.clothes, r=3)
    for side in (-1, 1):
        on.polygon(
            [(X + side * 11, NECK), (X + side * 17, NECK + 1.6), (X + side * 15, NECK + 18),
             (X + side * 9.4, NECK + 18)],
            who.clothes,
        )  # fmt: skip
        on.ellipse(X + side * 12.2, NECK + 16.4, 1.7, 1.7, "#e8c65a")


def _cook(on: Canvas, who: Sitter, chance: Random) -> None:
    _shoulders(on, palette.WHITE)
    on.line([(X + 3, NECK + 2), (X + 5, 101)], "#d7dde3", 1.2)
    for side in (-1, 1):
        for step in range(3):
            on.ellipse(X + 2 + side * 5, NECK + 9 + step * 8, 1.3, 1.3, "#9aa5b1")
    on.blob([(X - 11, NECK - 2), (X, NECK + 5), (X + 11, NECK - 2), (X, NECK + 8)], "#c4452f")


_OUTFITS: Final[dict[str, Callable[[Canvas, Sitter, Random], None]]] = {
    "shirt": _shirt,
    "suit": _suit,
    "blazer": _suit,
    "coat": _coat,
    "crew": _crew,
    "sweater": _crew,
    "turtleneck": _turtleneck,
    "hoodie": _hoodie,
    "vest": _vest,
    "helmet": _work_jacket,
    "overall": _overall,
    "chef": _cook,
}

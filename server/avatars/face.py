"""Head, neck and features of a portrait."""

from __future__ import annotations

from random import Random
from typing import Final

from server.avatars import palette
from server.avatars.canvas import Canvas, mixed
from server.avatars.sitter import Sitter

# The middle of the head, and half its size.
X: Final = 50.0
Y: Final = 45.0
WIDE: Final = 17.5
HIGH: Final = 21.0


def draw_neck(on: Canvas, who: Sitter) -> None:
    shade = mixed(who.skin, palette.INK, 0.14)
    on.box(X - 7.5, Y + 10, 15, 26, who.skin, r=5)
    # The shadow that the chin throws.
    on.chord(X, Y + 17, 8.2, 9, (0, 180), shade)
    on.box(X - 7.5, Y + 10, 15, 7.5, shade)


def draw_head(on: Canvas, who: Sitter) -> None:
    wide = WIDE * who.width
    shade = mixed(who.skin, palette.INK, 0.1)
    for side in (-1, 1):
        on.ellipse(X + side * (wide - 0.3), Y + 3, 3.6, 4.8, who.skin)
        on.ellipse(X + side * (wide - 0.2), Y + 3, 1.7, 2.6, shade)
    on.blob(
        [
            (X, Y - HIGH),
            (X + wide * 0.78, Y - HIGH * 0.66),
            (X + wide, Y + 1),
            (X + wide * 0.82, Y + HIGH * 0.58),
            (X + wide * 0.3, Y + HIGH * 0.97),
            (X - wide * 0.3, Y + HIGH * 0.97),
            (X - wide * 0.82, Y + HIGH * 0.58),
            (X - wide, Y + 1),
            (X - wide * 0.78, Y - HIGH * 0.66),
        ],
        who.skin,
    )


def draw_features(on: Canvas, who: Sitter, chance: Random) -> None:
    """Cheeks, nose, mouth, eyes and brows, and glasses over them."""
    cheek = mixed(who.skin, palette.LIPS[who.tone], 0.26)
    for side in (-1, 1):
        on.ellipse(X + side * 10.2, Y + 8, 3.4, 2.3, cheek)
    _nose(on, who)
    _mouth(on, who)
    _eyes(on, who, chance)
    if who.glasses:
        _glasses(on, who, chance.choice(palette.FRAMES))


def _nose(on: Canvas, who: Sitter) -> None:
    shade = mixed(who.skin, palette.INK, 0.2)
    on.stroke([(X + 0.2, Y + 0.5), (X + 2.2, Y + 6.2), (X - 1.2, Y + 6.8)], shade, 1.3)


def _mouth(on: Canvas, who: Sitter) -> None:
    lips = palette.LIPS[who.tone]
    match who.smile:
        case "open":
            on.chord(X, Y + 11.2, 5.2, 4.6, (0, 180), mixed(lips, palette.INK, 0.45))
            on.chord(X, Y + 11.2, 4.2, 1.9, (0, 180), palette.WHITE)
        case "wide":
            on.stroke([(X - 6, Y + 11), (X, Y + 14.4), (X + 6, Y + 11)], lips, 1.7)
        case _:
            on.stroke([(X - 4.2, Y + 11.8), (X, Y + 13.8), (X + 4.2, Y + 11.8)], lips, 1.7)


def _eyes(on: Canvas, who: Sitter, chance: Random) -> None:
    brow = mixed(who.hair, palette.INK, 0.35)
    lift = chance.choice((0.0, 0.6, 1.2))
    for side in (-1, 1):
        x = X + side * 7.2
        on.ellipse(x, Y + 0.6, 1.75, 2.15, palette.INK)
        on.ellipse(x + 0.6, Y - 0.2, 0.6, 0.6, palette.WHITE)
        if who.lashes:
            on.line([(x + side * 1.1, Y - 0.7), (x + side * 2.6, Y - 1.3)], palette.INK, 0.8)
        arch = [
            (x - side * 3.2, Y - 5.2 - lift),
            (x, Y - 6 - lift),
            (x + side * 3.5, Y - 4.7 - lift),
        ]
        on.stroke(arch, brow, 1.1 if who.lashes else 1.5)


def _glasses(on: Canvas, who: Sitter, frame: str) -> None:
    for side in (-1, 1):
        x = X + side * 7.3
        if who.glasses == "round":
            on.ring(x, Y + 1, 5.6, 5.6, frame, 1.2)
        else:
            on.line(
                [(x - 5.4, Y - 2.8), (x + 5.4, Y - 2.8), (x + 4.8, Y + 4.6), (x - 4.8, Y + 4.6),
                 (x - 5.4, Y - 2.8)],
                frame, 1.2,
            )  # fmt: skip
        on.line([(x + side * 5.5, Y - 0.6), (X + side * 17, Y - 0.2)], frame, 1.1)
    on.line([(X - 1.9, Y), (X + 1.9, Y)], frame, 1.2)

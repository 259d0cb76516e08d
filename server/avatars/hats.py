"""What people wear on their heads at work."""

from __future__ import annotations

from random import Random
from typing import Final

from server.avatars import palette
from server.avatars.canvas import Canvas, mixed
from server.avatars.face import HIGH, X, Y
from server.avatars.sitter import Sitter

TOP: Final = Y - HIGH
HATS: Final = ("helmet", "chef")  # outfits under which no hair shows


def draw_hat(on: Canvas, who: Sitter, chance: Random) -> None:
    """A hard hat, a cook's hat or a headset; nothing for most."""
    match who.outfit:
        case "helmet":
            _hard_hat(on, chance.choice(palette.HELMETS))
        case "chef":
            _cooks_hat(on)
        case "headset":
            _headset(on)


def _hard_hat(on: Canvas, colour: str) -> None:
    dark = mixed(colour, palette.INK, 0.16)
    light = mixed(colour, palette.WHITE, 0.35)
    on.chord(X, TOP + 11, 20.5, 20, (180, 360), colour)
    on.box(X - 3.6, TOP - 10.6, 7.2, 20, light, r=3.4)
    on.box(X - 24, TOP + 8.2, 48, 5.2, dark, r=2.6)
    on.box(X - 20.5, TOP + 6.8, 41, 3.4, colour, r=1.6)


def _cooks_hat(on: Canvas) -> None:
    for x, y, r in ((-11, -5, 9), (0, -9, 11), (11, -5, 9)):
        on.ellipse(X + x, TOP + y, r, r, palette.WHITE)
    on.box(X - 16.4, TOP - 3, 32.8, 13, palette.WHITE, r=2)
    on.line([(X - 15.4, TOP + 8.6), (X + 15.4, TOP + 8.6)], "#d7dde3", 1.2)


def _headset(on: Canvas) -> None:
    on.stroke(
        [(X - 19, Y), (X - 16, TOP + 3), (X, TOP - 5.4), (X + 16, TOP + 3), (X + 19, Y)],
        palette.INK,
        2.2,
    )
    for side in (-1, 1):
        on.box(X + side * 18.8 - 2.9, Y - 3, 5.8, 12, palette.INK, r=2.6)
    on.stroke([(X - 18.6, Y + 8), (X - 16, Y + 15), (X - 7.6, Y + 15.4)], palette.INK, 1.3)
    on.ellipse(X - 7, Y + 15.4, 1.9, 1.5, palette.INK)

"""Hair behind the head, and hair, beards and scarves before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from server.avatars import palette
from server.avatars.canvas import Canvas, Point, mixed
from server.avatars.face import HIGH, WIDE, X, Y
from server.avatars.hair_outlines import CURLS, OUTLINES
from server.avatars.sitter import Sitter

TOP: Final = Y - HIGH


def draw_back(on: Canvas, who: Sitter) -> None:
    """What falls behind the neck and shoulders."""
    back = _BACKS.get(who.style)
    if back is not None:
        back(on, who, mixed(who.hair, palette.INK, 0.18))


def _long(on: Canvas, who: Sitter, dark: str) -> None:
    on.box(X - 21.5, TOP + 4, 43, 54, dark, r=19)


def _wavy(on: Canvas, who: Sitter, dark: str) -> None:
    on.blob(
        [(X, TOP - 2), (X + 20, TOP + 8), (X + 22, Y + 4), (X + 25, Y + 18), (X + 21, Y + 31),
         (X - 21, Y + 31), (X - 25, Y + 18), (X - 22, Y + 4), (X - 20, TOP + 8)],
        dark,
    )  # fmt: skip


def _bob(on: Canvas, who: Sitter, dark: str) -> None:
    on.box(X - 21, TOP + 1, 42, 42, dark, r=17)


def _curly(on: Canvas, who: Sitter, dark: str) -> None:
    for x, y, r in CURLS:
        on.ellipse(X + x, Y + y, r, r, dark)


def _ponytail(on: Canvas, who: Sitter, dark: str) -> None:
    on.blob(
        [(X + 10, TOP + 4), (X + 23, TOP + 6), (X + 27, Y + 4), (X + 22, Y + 20),
         (X + 19, Y + 6), (X + 14, TOP + 14)],
        dark,
    )  # fmt: skip


def _bun(on: Canvas, who: Sitter, dark: str) -> None:
    on.ellipse(X, TOP - 2, 8.5, 8, dark)


def _puffs(on: Canvas, who: Sitter, dark: str) -> None:
    for side in (-1, 1):
        on.ellipse(X + side * 17, TOP + 6, 9.5, 9.5, dark)


def _braids(on: Canvas, who: Sitter, dark: str) -> None:
    for side in (-1, 1):
        for step in range(5):
            on.ellipse(X + side * 18.5, Y - 4 + step * 8, 4.4 - step * 0.2, 5, dark)


def _afro(on: Canvas, who: Sitter, dark: str) -> None:
    on.ellipse(X, Y - 6, 26, 25, who.hair)


_BACKS: Final[dict[str, Callable[[Canvas, Sitter, str], None]]] = {
    "long": _long,
    "parted": _long,
    "wavy": _wavy,
    "bob": _bob,
    "curly": _curly,
    "ponytail": _ponytail,
    "bun": _bun,
    "puffs": _puffs,
    "braids": _braids,
    "afro": _afro,
}


def draw_front(on: Canvas, who: Sitter, *, covered: bool) -> None:
    """What lies over the head; under a hat only what looks out at the sides."""
    if covered:
        _sideburns(on, who)
        return
    cap = OUTLINES.get(who.style)
    if cap is not None:
        on.blob(_wide(cap, who.width), who.hair)
    extra = _EXTRAS.get(who.style)
    if extra is not None:
        extra(on, who)


def _wide(points: tuple[Point, ...], width: float) -> list[Point]:
    return [(X + x * width, Y + y) for x, y in points]


def _sideburns(on: Canvas, who: Sitter) -> None:
    if who.style == "bald":
        return
    for side in (-1, 1):
        at = X + side * (WIDE * who.width - 0.6)
        long = who.style in ("long", "bob", "wavy", "parted", "curly")
        on.box(at - 1.9, Y - 10, 3.8, 20 if long else 9.5, who.hair, r=1.8)


def _curls_on_top(on: Canvas, who: Sitter) -> None:
    for x, y, r in ((-15, -13, 5.6), (-9, -19, 6.2), (0, -21.5, 6.6), (9, -19, 6.2), (15, -13, 5.6),
                    (-17, -6, 3.6), (17, -6, 3.6), (-5, -15.5, 4.4), (5, -15.5, 4.4)):  # fmt: skip
        on.ellipse(X + x * who.width, Y + y, r, r, who.hair)


def _curly_front(on: Canvas, who: Sitter) -> None:
    for x, y, r in ((-16, -10, 6), (-11, -17, 6.4), (-3, -20, 6.6), (6, -19, 6.6), (13, -15, 6),
                    (17, -8, 5.4), (-18, -2, 5), (18.4, 0, 5)):  # fmt: skip
        on.ellipse(X + x, Y + y, r, r, who.hair)


def _fringe_of_hair(on: Canvas, who: Sitter) -> None:
    for side in (-1, 1):
        at = X + side * WIDE * who.width
        on.blob(
            [(at - side * 2.6, Y - 12), (at + side * 0.9, Y - 8), (at + side * 1.1, Y + 1),
             (at - side * 1.8, Y - 1)],
            who.hair,
        )  # fmt: skip


def _receding(on: Canvas, who: Sitter) -> None:
    _fringe_of_hair(on, who)
    on.blob(
        _wide(
            ((-17.6, -6), (-16, -16), (-8, -22), (0, -23.4), (8, -22), (16, -16), (17.6, -6),
             (14.6, -13), (7, -18.4), (0, -17), (-7, -18.4), (-14.6, -13)),
            who.width,
        ),
        who.hair,
    )  # fmt: skip


_EXTRAS: Final[dict[str, Callable[[Canvas, Sitter], None]]] = {
    "curls": _curls_on_top,
    "curly": _curly_front,
    "bald": _fringe_of_hair,
    "receding": _receding,
}


def draw_beard(on: Canvas, who: Sitter) -> None:
    colour = who.hair
    wide = WIDE * who.width
    match who.beard:
        case "stubble":
            _full(on, wide, mixed(who.skin, who.hair, 0.3))
        case "full":
            _full(on, wide, colour)
            on.blob([(X - 7, Y + 10.6), (X, Y + 8.2), (X + 7, Y + 10.6), (X, Y + 10.8)], colour)
        case "moustache":
            on.blob(
                [(X - 7.4, Y + 11.4), (X - 3, Y + 8.6), (X, Y + 9.2), (X + 3, Y + 8.6),
                 (X + 7.4, Y + 11.4), (X, Y + 10.9)],
                colour,
            )  # fmt: skip
        case "goatee":
            on.blob(
                [(X - 3.6, Y + 17.4), (X, Y + 16.6), (X + 3.6, Y + 17.4), (X + 2.2, Y + 22.4),
                 (X - 2.2, Y + 22.4)],
                colour,
            )  # fmt: skip
            moustache = [(X - 5.6, Y + 10.6), (X, Y + 8.8), (X + 5.6, Y + 10.6), (X, Y + 10.6)]
            on.blob(moustache, colour)


def _full(on: Canvas, wide: float, colour: str) -> None:
    on.blob(
        [(X - wide - 0.2, Y + 2), (X - wide * 0.74, Y + 8.2), (X - 5.6, Y + 9.6), (X, Y + 9),
         (X + 5.6, Y + 9.6), (X + wide * 0.74, Y + 8.2), (X + wide + 0.2, Y + 2),
         (X + wide * 0.88, Y + 13.4), (X + wide * 0.42, Y + 21.8), (X - wide * 0.42, Y + 21.8),
         (X - wide * 0.88, Y + 13.4)],
        colour,
    )  # fmt: skip


def draw_scarf(on: Canvas, who: Sitter, cloth: str) -> None:
    """A headscarf: around the face and down to the shoulders."""
    fold = mixed(cloth, palette.INK, 0.16)
    on.blob(
        [(X, TOP - 4.5), (X + 17, TOP + 3), (X + 22, Y), (X + 20, Y + 18), (X + 25, Y + 36),
         (X, Y + 41), (X - 25, Y + 36), (X - 20, Y + 18), (X - 22, Y), (X - 17, TOP + 3)],
        cloth,
    )  # fmt: skip
    on.stroke([(X + 13, Y + 19), (X + 2, Y + 27), (X - 16, Y + 31)], fold, 1.6)
    on.blob(
        [(X, Y - 15.5), (X + 12.4, Y - 9), (X + 15, Y + 3), (X + 11.6, Y + 14), (X, Y + 20.5),
         (X - 11.6, Y + 14), (X - 15, Y + 3), (X - 12.4, Y - 9)],
        who.skin,
    )  # fmt: skip

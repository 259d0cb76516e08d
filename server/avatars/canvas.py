"""A small square to draw flat shapes on, in units of a hundredth of its side.

Drawn three times as large and then reduced, because the drawing itself has no soft edges.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

SIDE: Final = 192
_TIMES: Final = 3
_UNIT: Final = SIDE * _TIMES / 100
# Straight pieces that one part of a curve is made of.
_PIECES: Final = 7
_BROAD: Final = 4

Point = tuple[float, float]
Colour = str


class Canvas:
    """Later shapes cover earlier ones."""

    def __init__(self, ground: Colour, *, zoom: float = 1, middle: Point = (50, 50)) -> None:
        """``zoom`` enlarges all that is drawn, around ``middle``."""
        whole = SIDE * _TIMES
        self._scale = _UNIT * zoom
        self._left = middle[0] * (_UNIT - self._scale)
        self._top = middle[1] * (_UNIT - self._scale)
        self._image = Image.new("RGB", (whole, whole), ground)
        self._draw = ImageDraw.Draw(self._image)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: Colour) -> None:
        """Fill an ellipse around a middle."""
        self._draw.ellipse(self._place(x - rx, y - ry, x + rx, y + ry), fill=fill)

    def ring(self, x: float, y: float, rx: float, ry: float, line: Colour, width: float) -> None:
        """Draw the edge of an ellipse."""
        edge = max(1, round(width * self._scale))
        self._draw.ellipse(self._place(x - rx, y - ry, x + rx, y + ry), outline=line, width=edge)

    def box(self, x: float, y: float, wide: float, high: float, fill: Colour, r: float = 0) -> None:
        """Fill a rectangle from its upper left corner, with corners of radius ``r``."""
        place = self._place(x, y, x + wide, y + high)
        self._draw.rounded_rectangle(place, radius=r * self._scale, fill=fill)

    def polygon(self, points: Sequence[Point], fill: Colour) -> None:
        self._draw.polygon(self._points(points), fill=fill)

    def blob(self, points: Sequence[Point], fill: Colour) -> None:
        """Fill the smooth closed curve through ``points``."""
        self.polygon(_smooth(points, closed=True), fill)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """Draw straight lines with round corners and ends."""
        self._stroke(points, colour, width, joint="curve")

    def _stroke(
        self, points: Sequence[Point], colour: Colour, width: float, joint: str | None
    ) -> None:
        whole = self._points(points)
        thick = max(1, round(width * self._scale))
        self._draw.line(whole, fill=colour, width=thick, joint=joint)
        for x, y in (whole[0], whole[-1]):
            r = thick / 2
            self._draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def stroke(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """Draw the smooth open curve through ``points``."""
        # The pieces are so short that only a broad line shows its corners.
        joint = "curve" if width > _BROAD else None
        self._stroke(_smooth(points, closed=False), colour, width, joint=joint)

    def sector(
        self, x: float, y: float, r: float, angles: tuple[float, float], fill: Colour
    ) -> None:
        """Fill a piece of a circle; angles are degrees, clockwise from the right."""
        self._draw.pieslice(self._place(x - r, y - r, x + r, y + r), *angles, fill=fill)

    def chord(
        self, x: float, y: float, rx: float, ry: float, angles: tuple[float, float], fill: Colour
    ) -> None:
        """Fill what a straight cut leaves of an ellipse."""
        self._draw.chord(self._place(x - rx, y - ry, x + rx, y + ry), *angles, fill=fill)

    def _points(self, points: Sequence[Point]) -> list[Point]:
        scale, left, top = self._scale, self._left, self._top
        return [(left + x * scale, top + y * scale) for x, y in points]

    def _place(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, ...]:
        scale, left, top = self._scale, self._left, self._top
        return (left + x0 * scale, top + y0 * scale, left + x1 * scale, top + y1 * scale)

    def picture(self) -> bytes:
        """The drawing as a WebP file of ``SIDE`` pixels."""
        out = BytesIO()
        self._image.reduce(_TIMES).save(out, "WEBP", quality=84, method=2)
        return out.getvalue()


def mixed(first: Colour, second: Colour, part: float) -> Colour:
    """The colour that is ``part`` of the way from the first to the second."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(one + (other - one) * part):02x}" for one, other in pairs)


def turned(points: Sequence[Point], middle: Point, degrees: float) -> list[Point]:
    """Points turned around a middle."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    x0, y0 = middle
    return [
        (x0 + (x - x0) * cosine - (y - y0) * sine, y0 + (x - x0) * sine + (y - y0) * cosine)
        for x, y in points
    ]


def _channels(colour: Colour) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _smooth(points: Sequence[Point], *, closed: bool) -> list[Point]:
    """Points on the Catmull-Rom curve through ``points``."""
    count = len(points)
    if closed:
        around = [points[-1], *points, points[0], points[1 % count]]
    else:
        around = [points[0], *points, points[-1]]
    found: list[Point] = []
    for at in range(len(around) - 3):
        before, start, end, after = around[at : at + 4]
        for step in range(_PIECES):
            t = step / _PIECES
            found.append(
                (
                    _between(before[0], start[0], end[0], after[0], t),
                    _between(before[1], start[1], end[1], after[1], t),
                )
            )
    return found if closed else [*found, points[-1]]


def _between(before: float, start: float, end: float, after: float, t: float) -> float:
    slope = end - before
    bend = 2 * before - 5 * start + 4 * end - after
    twist = 3 * (start - end) + after - before
    return start + 0.5 * t * (slope + t * (bend + t * twist))

"""A sheet to draw on: few colours, one typeface, smooth edges.

Everything is drawn ``SCALE`` times as large and made smaller in the end.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

SCALE: Final = 3
# Pages show a picture about two thirds as wide as it is drawn: letters must still be read there.
LETTERS: Final = 1.2
FONTS: Final = Path(__file__).resolve().parents[2] / "resources" / "third_party" / "inter"

PAPER, INK, SOFT, LINE = "#f8fafc", "#1e2a36", "#5b6b7b", "#c3ccd6"
BLUE, RED, GREEN, AMBER = "#2f6fb0", "#c2413b", "#2c8a57", "#c98a1b"
PALE_BLUE, PALE_RED, PALE_GREEN, PALE_AMBER = "#dfeaf6", "#f8e1df", "#dff1e6", "#f8ecd4"
PALE = "#eaeff4"

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, width, height


class Canvas:
    """``width`` and ``height`` are those of the finished picture, as are all measures."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * SCALE, height * SCALE), PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def picture(self) -> Image.Image:
        return self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.picture().save(path, "PNG", optimize=True)

    def box(
        self, box: Box, fill: str = PALE, edge: str = INK, width: float = 1.5, radius: float = 6
    ) -> None:
        left, top, across, down = (value * SCALE for value in box)
        self._draw.rounded_rectangle(
            (left, top, left + across, top + down),
            radius * SCALE,
            fill=fill,
            outline=edge,
            width=round(width * SCALE),
        )

    def circle(
        self, centre: Point, radius: float, fill: str = PALE, edge: str = INK, width: float = 1.5
    ) -> None:
        x, y = centre
        corners = tuple(v * SCALE for v in (x - radius, y - radius, x + radius, y + radius))
        self._draw.ellipse(corners, fill=fill, outline=edge, width=round(width * SCALE))

    def shape(self, points: Sequence[Point], fill: str) -> None:
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def line(self, points: Sequence[Point], colour: str = INK, width: float = 2) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.line(scaled, fill=colour, width=round(width * SCALE), joint="curve")

    def dashes(self, start: Point, end: Point, colour: str = SOFT, width: float = 1.5) -> None:
        length = math.dist(start, end)
        along = [
            (n * 10 / length, min(1.0, (n * 10 + 6) / length)) for n in range(int(length / 10))
        ]
        for one, other in along:
            self.line([_between(start, end, one), _between(start, end, other)], colour, width)

    def arrow(self, points: Sequence[Point], colour: str = INK, width: float = 2) -> None:
        """Draw a line that ends in a head."""
        *_, before, end = points
        size = 5 + 2 * width
        neck = _between(end, before, min(1.0, size * 0.8 / math.dist(before, end)))
        self.line([*points[:-1], neck], colour, width)
        angle = math.atan2(end[1] - before[1], end[0] - before[0])
        sides = [
            (end[0] - size * math.cos(angle + turn), end[1] - size * math.sin(angle + turn))
            for turn in (0.45, -0.45)
        ]
        self.shape([end, *sides], colour)

    def text(
        self,
        at: Point,
        text: str,
        size: float = 14,
        colour: str = INK,
        anchor: str = "mm",
        weight: str = "Medium",
    ) -> None:
        """Write; ``anchor`` says which point of the text ``at`` is, as Pillow has it."""
        font = ImageFont.truetype(
            str(FONTS / f"Inter-{weight}.otf"),
            round(size * LETTERS * SCALE),
            layout_engine=ImageFont.Layout.BASIC,
        )
        x, y = at
        if "\n" in text:
            self._lines(at, text.split("\n"), size, colour, anchor, weight)
            return
        self._draw.text((x * SCALE, y * SCALE), text, font=font, fill=colour, anchor=anchor)

    def labelled(self, box: Box, text: str, fill: str = PALE, size: float = 14) -> None:
        """Draw a box with a text in its middle."""
        self.box(box, fill)
        left, top, across, down = box
        self.text((left + across / 2, top + down / 2), text, size)

    def title(self, text: str) -> None:
        self.text((28, 30), text, 17, anchor="lm", weight="SemiBold")

    def _lines(
        self, at: Point, lines: Sequence[str], size: float, colour: str, anchor: str, weight: str
    ) -> None:
        step = size * LETTERS * 1.3
        top = at[1] - step * (len(lines) - 1) / 2
        for number, line in enumerate(lines):
            self.text((at[0], top + number * step), line, size, colour, anchor, weight)


def _between(start: Point, end: Point, share: float) -> Point:
    return (
        start[0] + (end[0] - start[0]) * share,
        start[1] + (end[1] - start[1]) * share,
    )

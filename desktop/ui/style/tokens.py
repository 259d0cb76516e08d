"""Colours and measures, named for what they are used for. Plain values; knows no Qt.

Colours are ``#rrggbb``. Text and what it stands on keep a contrast of at least 4.5:1
(``contrast`` below; a test walks the pairs).
"""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One look of the whole window.

    ``background`` lies behind the cards, ``surface`` is a card, ``surface_alt`` a field or chip
    on a card. ``text`` and ``text_muted`` are readable on all three, ``accent``, ``link`` and the
    colours of states as well.
    """

    name: str
    dark: bool
    background: str
    surface: str
    surface_alt: str
    border: str
    border_strong: str
    text: str
    text_muted: str
    accent: str
    accent_soft: str
    on_accent: str
    highlight: str
    on_highlight: str
    success: str
    warning: str
    danger: str
    link: str
    dead_link: str
    code_background: str
    quote_background: str
    scrollbar: str


LIGHT = Theme(
    name="light",
    dark=False,
    background="#f4f5f7",
    surface="#ffffff",
    surface_alt="#f3f4f6",
    border="#e1e4e9",
    border_strong="#8b93a1",
    text="#14171c",
    text_muted="#565e6b",
    accent="#2f52cf",
    accent_soft="#e7ecfb",
    on_accent="#ffffff",
    highlight="#ffe28f",
    on_highlight="#14171c",
    success="#157347",
    warning="#955200",
    danger="#b42323",
    link="#2f52cf",
    dead_link="#b42323",
    code_background="#f1f2f6",
    quote_background="#e7ecfb",
    scrollbar="#c3c8d1",
)

DARK = Theme(
    name="dark",
    dark=True,
    background="#101216",
    surface="#181a20",
    surface_alt="#22252d",
    border="#2d313b",
    border_strong="#6c7483",
    text="#f1f3f6",
    text_muted="#a4abb8",
    accent="#829fff",
    accent_soft="#222b48",
    on_accent="#0d1120",
    highlight="#5e4a14",
    on_highlight="#fff3d0",
    success="#4fca8b",
    warning="#f0a04b",
    danger="#ff8585",
    link="#8ea8ff",
    dead_link="#ff8585",
    code_background="#111318",
    quote_background="#222b48",
    scrollbar="#3d434f",
)

# What stands behind initials: (upper, lower) end of a gradient; white is readable on both.
AVATARS = (
    ("#c2447f", "#a02f66"),
    ("#1f8056", "#176545"),
    ("#1c7d91", "#166576"),
    ("#3f63d6", "#2f4fb8"),
    ("#a8620a", "#8a5008"),
    ("#c4452f", "#a23624"),
    ("#7a50c8", "#6340a8"),
    ("#58687c", "#465466"),
)
ON_AVATAR = "#ffffff"

# Pixels at 100 %; an eight-pixel grid.
SPACE_1 = 4
SPACE_2 = 8
SPACE_3 = 12
SPACE_4 = 16
SPACE_5 = 24
SPACE_6 = 32
RADIUS_SMALL = 6
RADIUS = 10
RADIUS_LARGE = 12
FONT_SECTION = 11
FONT_SMALL = 12
FONT_BASE = 14
FONT_LARGE = 16
FONT_TITLE = 22
FONT_HEADING = 26
ICON = 18
CONTROL_HEIGHT = 32
PAGE_WIDTH = 680  # about 75 characters of FONT_BASE
BODY_FAMILY = "Inter"
CODE_FAMILY = "DejaVu Sans Mono"

LINEAR_UNTIL = 0.04045  # of the sRGB curve


def avatar_colours(identity: str) -> tuple[str, str]:
    """The gradient behind somebody's initials: the same for the same id, on every machine."""
    return AVATARS[crc32(identity.encode("utf-8", "replace")) % len(AVATARS)]


def initials(name: str) -> str:
    """At most two letters for a name: of the first and the last word that has one."""
    words = [word for word in name.replace("\u2010", "-").split() if any(map(str.isalpha, word))]
    named = [word for word in words if word[-1] not in ".)"] or words
    if not named:
        return "?"
    ends = named[:1] + named[-1:] if len(named) > 1 else named[:1]
    return "".join(next(filter(str.isalpha, word)) for word in ends).upper()


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2 between two ``#rrggbb`` colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= LINEAR_UNTIL:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)

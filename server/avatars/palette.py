"""The colours of all avatars: few, and made for each other."""

from __future__ import annotations

from typing import Final

INK: Final = "#2b2f3a"
WHITE: Final = "#ffffff"
CREAM: Final = "#fbf3e4"

# Light to dark.
SKIN: Final = ("#fbd9c2", "#f3c6a5", "#e2aa80", "#c68a5e", "#96603d", "#6b432c")
LIPS: Final = ("#c9645c", "#bf5a52", "#a94f45", "#8f3f38", "#6e2f2b", "#4f2120")

HAIR: Final = {
    "blond": ("#e3b866", "#d0a050", "#eccb86"),
    "brown": ("#7a4e31", "#8e5f3c", "#654028"),
    "dark": ("#3f2a20", "#4a3226", "#33241d"),
    "black": ("#23201f", "#2a2729", "#1d1c20"),
    "red": ("#b85a2c", "#c96f3a", "#a24b27"),
    "grey": ("#a7a9ac", "#c4c5c6", "#8a8d92"),
}

# Grounds for faces: pale, so that every skin and hair stands out.
GROUNDS: Final = (
    "#dbe7f6", "#e2e0f5", "#f6dfe6", "#fae6d3", "#f8eec9", "#dff0dc", "#d4eeec", "#e6e9ee",
)  # fmt: skip

CLOTHES: Final = (
    "#2f4b7c", "#3f63d6", "#1c7d91", "#1f8056", "#7a50c8", "#a63d6b", "#c4452f", "#d98a1f",
    "#46546a", "#2b3242", "#8c6a4a", "#5f8a8b",
)  # fmt: skip
WORKWEAR: Final = ("#27507d", "#1f4f5c", "#34404f", "#45505c")
HELMETS: Final = ("#f5c11c", "#f5c11c", "#f5c11c", "#f4f4f2", "#f08c1e", "#3f7fd0")
SIGNAL: Final = ("#f2ea2e", "#ff8a1f")
CLOTHS: Final = ("#3f6f8f", "#8a4f7d", "#b0553d", "#3e7a5e", "#4b4f8a", "#d9b9a0", "#e9e3da")
FRAMES: Final = ("#2b2f3a", "#2b2f3a", "#6b3f2a", "#7a2230", "#2f4b7c")

# Sets of colours for landscapes and patterns: ground first, dark last.
SCHEMES: Final = (
    ("#fde9cf", "#f7b267", "#f4845f", "#c8553d", "#5b2e48"),
    ("#dff1f4", "#9fd3dc", "#4fa3b5", "#24758a", "#153f52"),
    ("#e8f3dc", "#b7d79a", "#74ac68", "#3c7d54", "#1f4a3f"),
    ("#f0e6fa", "#cdb4e6", "#9a79cf", "#6646a3", "#34265e"),
    ("#fdeef2", "#f7bfcd", "#e8809b", "#b84a73", "#5a2750"),
    ("#fff5d6", "#fbd86b", "#f0a830", "#c36a1c", "#4e3524"),
    ("#e6ecf6", "#b3c6ea", "#6f90d8", "#3f63d6", "#22356f"),
)

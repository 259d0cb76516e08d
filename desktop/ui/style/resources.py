"""Where the files that come with the program lie. Knows nothing of what they hold."""

from __future__ import annotations

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a file below ``resources/``, from a checkout and from the frozen program."""
    unpacked = getattr(sys, "_MEIPASS", None)
    root = Path(unpacked) if unpacked else Path(__file__).resolve().parents[3]
    return root.joinpath("resources", *parts)

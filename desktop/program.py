"""This program itself: where its files lie, and how it is started once more as a child."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

CONSOLE: Final = "vademecum.exe"


def is_frozen() -> bool:
    """Whether this is the program that was built, and not a checkout."""
    return bool(getattr(sys, "frozen", False))


def program_files() -> Path:
    """The folder that holds ``resources``."""
    unpacked = getattr(sys, "_MEIPASS", None)
    return Path(unpacked) if unpacked else Path(__file__).resolve().parents[1]


def own_command() -> list[str]:
    """What starts this program's command line; from a checkout in ``program_files()``."""
    if not is_frozen():
        return [sys.executable, "-m", "desktop"]
    if sys.platform == "win32":  # the window's program has no console, and so nothing to say it on
        return [str(Path(sys.executable).with_name(CONSOLE))]
    return [sys.executable]

"""What the window remembers about itself: look, language, size. Nothing about anybody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

FILE_NAME = "window.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """``theme`` is system, light or dark; ``language`` empty follows the system. ``zoom`` is
    the size of the text in per cent. Sizes in pixels; ``list_width`` is the width of the results
    beside what is open, 0 until it was set. ``geometry`` is Qt's own, in hexadecimal digits;
    ``staying``: the program goes on in the tray when its window is closed."""

    theme: str = "system"
    language: str = ""
    zoom: int = 100
    width: int = 1400
    height: int = 880
    maximised: bool = False
    list_width: int = 0
    geometry: str = ""
    staying: bool = False


def load_preferences(path: Path) -> Preferences:
    """Read the file; whatever is missing or not as expected is as if never set."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    return _of(stored) if isinstance(stored, dict) else Preferences()


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Write the file beside itself and put it in place; ``OSError`` if that cannot be."""
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(preferences), indent=1), encoding="utf-8")
    fresh.replace(path)


def _of(stored: Mapping[str, Any]) -> Preferences:
    initial = Preferences()
    known = {
        field.name: stored[field.name]
        for field in fields(Preferences)
        if type(stored.get(field.name)) is type(getattr(initial, field.name))
    }
    return Preferences(**known)

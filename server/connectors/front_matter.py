"""The YAML block at the head of a Markdown file.

Broken YAML is no reason to lose a page: what can be read line by line is. Knows nothing of files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

_BLOCK = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_SIMPLE_LINE = re.compile(r"^([A-Za-z_][\w-]*):[ \t]*(\S.*)$", re.MULTILINE)

# Aliases let a few lines of YAML stand for gigabytes, and no front matter needs them.
_MAX_BLOCK: Final = 200_000
_ALIAS = re.compile(r"(?:^|[:-])[ \t]*(?:[\[{][ \t]*)*[*&]\w+[ \t]*[\n,\]}\[{]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """A file taken apart. ``broken`` says that the block was not YAML."""

    fields: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    broken: bool = False

    def text(self, name: str) -> str | None:
        """Return a field as one line of text; ``None`` if it is absent, empty or no scalar."""
        value = self.fields.get(name)
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            return " ".join(str(value).split()) or None
        return None

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a field as a list: a YAML list, or a text split at its commas."""
        value = self.fields.get(name)
        match value:
            case list():
                parts = [str(part) for part in value if isinstance(part, (str, int, float))]
            case str():
                parts = value.split(",")
            case _:
                parts = []
        stripped = (" ".join(part.split()) for part in parts)
        return tuple(dict.fromkeys(part for part in stripped if part))


def split(text: str) -> Page:
    """Take the block off; a text without one is all body."""
    found = _BLOCK.match(text)
    if found is None:
        return Page(body=text.removeprefix("\ufeff"))
    block, body = found[1], text[found.end() :]
    try:
        fields = _load(block)
    except (yaml.YAMLError, ValueError, RecursionError):
        lines = {name: value.strip().strip("\"'") for name, value in _SIMPLE_LINE.findall(block)}
        return Page(fields=lines, body=body, broken=True)
    return Page(fields=fields, body=body)


def _load(block: str) -> dict[str, Any]:
    if len(block) > _MAX_BLOCK or _ALIAS.search(block):
        raise ValueError("This block could unfold without end.")
    loaded = yaml.safe_load(block)
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise ValueError("This block is no list of fields.")
    return {str(name): value for name, value in loaded.items()}

"""The YAML block at the head of a Markdown file.

Broken YAML is no reason to lose a page: what can be read line by line is. Knows nothing of files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from server.connectors import plain_text

_BLOCK = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_SIMPLE_LINE = re.compile(r"^([A-Za-z_][\w-]*):[ \t]*(\S.*)$", re.MULTILINE)

_MAX_BLOCK: Final = 200_000
# What the YAML reader raises for a block that is none, tags with nonsense behind them included.
_BROKEN: Final = (
    yaml.YAMLError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    ArithmeticError,
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A file taken apart. ``broken`` says that the block was not YAML."""

    fields: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    broken: bool = False

    def text(self, name: str) -> str | None:
        """Return a field as one line of text; ``None`` if it is absent, empty or no scalar."""
        return plain_text.line(self.fields.get(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a field as a list: a YAML list, or a text split at its commas."""
        value = self.fields.get(name)
        return plain_text.lines(value.split(",") if isinstance(value, str) else value)


def split(text: str) -> Page:
    """Take the block off; a text without one is all body."""
    found = _BLOCK.match(text)
    if found is None:
        return Page(body=text.removeprefix("\ufeff"))
    block, body = found[1], text[found.end() :]
    try:
        fields = _load(block)
    except _BROKEN:
        lines = {name: value.strip().strip("\"'") for name, value in _SIMPLE_LINE.findall(block)}
        return Page(fields=lines, body=body, broken=True)
    return Page(fields=fields, body=body)


def _load(block: str) -> dict[str, Any]:
    if len(block) > _MAX_BLOCK or _has_aliases(block):
        raise ValueError("This block could unfold without end.")
    loaded = yaml.safe_load(block)
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise ValueError("This block is no list of fields.")
    return {str(name): value for name, value in loaded.items()}


def _has_aliases(block: str) -> bool:
    """Aliases let a few lines stand for gigabytes of text, and no front matter needs them."""
    return "*" in block and any(isinstance(token, yaml.AliasToken) for token in yaml.scan(block))

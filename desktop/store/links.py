"""Where the links of a Markdown text lead. Pure; it reads targets, not their words.

A target in a block of code counts, too: it costs a backlink nobody misses, and no parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from desktop.records import SCHEME, Address

_OURS: Final = f"{SCHEME}://"
OUTSIDE: Final = ("http://", "https://", "mailto:", "tel:")
IMAGE: Final = "attach:"

_INLINE = r"\]\(\s*<?([^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)"
_DEFINITION = r"^ {0,3}\[[^\]\n]+\]:\s*<?([^\s<>]+)"
_AUTOLINK = rf"<({SCHEME}:[^\s<>]+)>"
_TARGET = re.compile(rf"{_INLINE}|{_DEFINITION}|{_AUTOLINK}", re.MULTILINE)


def link_targets(text: str) -> Iterator[str]:
    """Every link target of the text, as it is written."""
    for found in _TARGET.finditer(text):
        yield found[1] or found[2] or found[3]


def keys_linked(text: str) -> Iterator[str]:
    """The keys of the things here that the text links to, in its order."""
    if _OURS not in text:
        return
    # Most lines name nothing of ours; a link may begin at the end of the line before.
    lines = text.split("\n")
    naming = [number for number, line in enumerate(lines) if _OURS in line]
    near = sorted({*naming, *(number - 1 for number in naming if number)})
    for target in link_targets("\n".join([lines[number] for number in near])):
        key = key_of(target)
        if key is not None:
            yield key


def key_of(target: str) -> str | None:
    """The thing here that a target names; ``None`` for one that names none."""
    if not target.startswith(f"{SCHEME}://"):
        return None
    try:
        return Address.parse(target).key
    except ValueError:
        return None


def leads_nowhere(target: str) -> bool:
    """Whether a target can be followed neither here, nor within its text, nor outside."""
    if target.startswith(("#", IMAGE)) or target.lower().startswith(OUTSIDE):
        return False
    return key_of(target) is None

"""Changes the addresses in a Markdown text: links, images, reference definitions.

Knows nothing of where they lead; it asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable

# (address, is it an image?) → the address to write instead; ``None`` leaves it.
Resolve = Callable[[str, bool], str | None]

_INLINE = re.compile(
    r"\]\(\s*+(?:<(?P<angle>[^<>\n]*)>|(?P<plain>[^\s()<>]*+(?:\([^\s()]*+\)[^\s()]*+)*+))"
    r"(?P<title>\s+(?:\"[^\"]{0,2000}\"|'[^']{0,2000}'))?\s*\)"
)
_DEFINITION = re.compile(
    r"^(?P<name>[ ]{0,3}\[[^\]\n]+\]:[ \t]*\n?[ \t]*)<?(?P<address>[^\s<>]+)>?(?P<title>[^\n]*)$",
    re.MULTILINE,
)
_BRACKETS = re.compile(r"!?\[|\]")


def rewrite(text: str, resolve: Resolve) -> str:
    """Return ``text`` with every address that ``resolve`` knows replaced."""
    images = _image_ends(text)

    def inline(found: re.Match[str]) -> str:
        address = found["angle"] if found["angle"] is not None else found["plain"]
        new = resolve(address, found.start() in images) if address else None
        if new is None:
            return found[0]
        return f"]({new}{_on_one_line(found['title'])})"

    def definition(found: re.Match[str]) -> str:
        new = None if found["name"].lstrip().startswith("[^") else resolve(found["address"], False)
        return found[0] if new is None else f"{found['name']}{new}{found['title']}"

    return _DEFINITION.sub(definition, _INLINE.sub(inline, text))


def _on_one_line(title: str | None) -> str:
    return " " + " ".join(title.split()) if title else ""


def _image_ends(text: str) -> set[int]:
    """Return where the bracket closes that an image's ``![`` opened."""
    ends: set[int] = set()
    opened: list[bool] = []
    for found in _BRACKETS.finditer(text):
        if found[0] != "]":
            opened.append(found[0] == "![")
        elif opened and opened.pop():
            ends.add(found.start())
    return ends

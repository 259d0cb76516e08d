"""Marks of Markdown dialects that plain Markdown lacks: boxes, and attributes in braces.

Knows nothing of files or links.
"""

from __future__ import annotations

import re

from server.connectors.pairs import replace_pairs

_BOX = re.compile(r"^([ \t]*):{3,}[ \t]*[a-z]+([^\n]*)\n", re.MULTILINE)
_BOX_END = re.compile(r"^[ \t]*:{3,}[ \t]*$", re.MULTILINE)
_CONTENTS = re.compile(
    r"^[ \t]*(?:\[\[toc\]\]|\[toc\]|\{:toc\})[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_NAMED_HEADING = re.compile(r"^#{1,6}[ \t][^\n]*\}[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:[ \t]*[#.][^}\n]{0,200}\}")


def to_markdown(text: str) -> str:
    """Turn boxes (``::: tip``) into quotes, drop contents marks and attribute lists."""
    text = replace_pairs(text, _BOX, _BOX_END, _quote)
    text = _CONTENTS.sub("", text)
    text = _NAMED_HEADING.sub(lambda found: without_name(found[0])[0], text)
    return _ATTRIBUTES.sub("", text)


def without_name(heading: str) -> tuple[str, str]:
    """Return a heading without the attributes it ends in, and the name among them or ``""``."""
    words, brace, attributes = heading.rstrip().rpartition("{")
    if not brace or not re.match(r":?[ \t]*[#.]", attributes) or not attributes.endswith("}"):
        return heading, ""
    named = re.match(r":?[ \t]*#+([^\s}]+)", attributes)
    return words.rstrip(), named[1] if named else ""


def _quote(found: re.Match[str], body: str) -> str:
    indent, title = found[1], found[2].strip()
    lines = body.strip("\n").split("\n")
    if title:
        lines = [f"**{title}**", "", *lines]
    return "\n".join(f"{indent}> {line.strip()}".rstrip() for line in lines)

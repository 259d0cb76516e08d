"""Marks of Markdown dialects that plain Markdown lacks: boxes and names given to headings.

Knows nothing of files or links.
"""

from __future__ import annotations

import re

_BOX = re.compile(
    r"^(?P<indent>[ \t]*)(?P<mark>:{3,})[ \t]*(?P<kind>[a-z]+)[ \t]*(?P<title>[^\n]*)\n"
    r"(?P<body>.*?)^[ \t]*(?P=mark)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_CONTENTS = re.compile(r"^\s*(?:\[\[toc\]\]|\[toc\]|\{:toc\})\s*$", re.IGNORECASE | re.MULTILINE)
_NAMED_HEADING = re.compile(
    r"^(?P<heading>#{1,6}[ \t]+[^\n]*?)[ \t]*\{:?[ \t]*(?P<marks>[#.][^}\n]*)\}[ \t]*$",
    re.MULTILINE,
)
_ATTRIBUTES = re.compile(r"[ \t]*\{:[ \t]*[#.][^}\n]*\}")
_NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")
_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*`]")


def to_markdown(text: str) -> str:
    """Turn boxes (``::: tip``) into quotes, drop contents marks and attribute lists."""
    text = _BOX.sub(_quote, text)
    text = _CONTENTS.sub("", text)
    text = _NAMED_HEADING.sub(lambda found: found["heading"], text)
    return _ATTRIBUTES.sub("", text)


def named_headings(text: str) -> dict[str, str]:
    """Return names given to headings (``## Title {#name}``) with the anchor the title makes."""
    found = {}
    for heading in _NAMED_HEADING.finditer(text):
        if (marks := heading["marks"]).startswith("#"):
            found[marks.split()[0].lstrip("#")] = anchor(heading["heading"].lstrip("#"))
    return found


def anchor(title: str) -> str:
    """Return the anchor under which a heading is reached: lower case, dashes for spaces."""
    plain = _MARKUP.sub(lambda found: found[1] or "", title)
    return _NOT_IN_ANCHORS.sub("", plain.strip().lower()).replace(" ", "-")


def _quote(found: re.Match[str]) -> str:
    title = found["title"].strip()
    lines = found["body"].strip("\n").split("\n")
    if title:
        lines = [f"**{title}**", "", *lines]
    return "\n".join(f"{found['indent']}> {line.strip()}".rstrip() for line in lines)

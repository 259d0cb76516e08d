"""Where an HTML line break goes in Markdown: a hard break, or a dot where there is one line only.

Knows nothing of tags: a break is one reserved character until it is placed.
"""

from __future__ import annotations

import re

BREAK = "\ue002"

_RUN = re.compile(rf"(?<![ \t])[ \t]*{BREAK}(?:\s*{BREAK})*[ \t]*")
_AT_PARAGRAPH_END = re.compile(rf"{BREAK}(?=\n[ \t>]*(?:\n|\Z)|\Z)")
_AT_LINE_START = re.compile(rf"^([ \t>]*){BREAK}(?:\n)?", re.MULTILINE)
_ONE_LINE = re.compile(r"[ \t]*(?:#{1,6}[ \t]|\|)")
_LEAD = re.compile(r"([ \t>]*)((?:[-*+]|\d{1,9}[.)])[ \t]+)?")
_SENTENCE_ENDS = ".:;,!?·"


def place_breaks(text: str) -> str:
    """Return ``text`` with every break as Markdown writes it."""
    text = _RUN.sub(BREAK, text)
    text = _AT_LINE_START.sub(r"\1", _AT_PARAGRAPH_END.sub("", text))
    return "\n".join(_place(line) if BREAK in line else line for line in text.split("\n"))


def one_line(text: str) -> str:
    """Return ``text`` on one line, breaks as dots between its parts."""
    parts = [" ".join(part.split()) for part in text.split(BREAK)]
    joined = ""
    for part in filter(None, parts):
        gap = " " if joined.endswith(tuple(_SENTENCE_ENDS)) else " · "
        joined = f"{joined}{gap}{part}" if joined else part
    return joined


def _place(line: str) -> str:
    if _ONE_LINE.match(line):
        lead = line[: len(line) - len(line.lstrip())]
        return lead + one_line(line)
    found = _LEAD.match(line)
    prefix = found[1] + " " * len(found[2] or "") if found else ""
    if line.endswith(BREAK):
        return f"\\\n{prefix}".join(line[:-1].split(BREAK)) + "\\"
    return f"\\\n{prefix}".join(line.split(BREAK))

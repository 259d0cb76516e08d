"""Comments as a folder keeps them: files with one JSON object a line, beside the text they are on.

A comment says ``text``, ``author``, ``date`` and, if need be, ``lang``. Knows nothing of links.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from server.connectors import plain_text
from server.connectors.found import Problems
from server.connectors.json_lines import records
from server.connectors.writings import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """``on`` is the path of the text it is on; ``key`` is its own for good: who said it, when."""

    on: str
    key: str
    text: str
    author: str
    at: str | None
    language: str | None


def read_comments(root: Path, files: Mapping[str, str], problems: Problems) -> tuple[Comment, ...]:
    """Read all comments below ``root``; ``files`` says which text each file of them is on."""
    found: dict[str, Comment] = {}
    for file, on in files.items():
        for number, comment in _comments(root / file, on, problems):
            place = f"{file}:{number}"
            if not comment.text:
                problems.note("A comment has no text and was left out", place)
            elif comment.key in found:
                problems.note("Somebody commented twice at the same time; the first counts", place)
            else:
                found[comment.key] = comment
    return tuple(found.values())


def _comments(path: Path, on: str, problems: Problems) -> Iterator[tuple[int, Comment]]:
    for number, record in records(path, problems):
        author = plain_text.line(record.get("author")) or ""
        at = moment(record.get("date"))
        yield (
            number,
            Comment(
                on=on,
                key=f"{on}#{author} {at or number}",
                text=plain_text.text(record.get("text")) or "",
                author=author,
                at=at,
                language=plain_text.line(record.get("lang")),
            ),
        )

"""Which texts of a folder are posts, questions and answers, what was said of them, and when.

As site generators have it: what lies in ``_posts`` is a post, in ``_questions`` a question, in
the folder named like a question an answer to it. Comments on any text lie beside it, one JSON
object a line. Works on paths and values alone.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, Final

from server.connectors import plain_text
from server.connectors.found import Problems

COMMENTS: Final = ".comments.jsonl"
POSTS: Final = "_posts"
QUESTIONS: Final = "_questions"
ORDER: Final = ("page", "post", "question", "answer")

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})-")


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a folder by path, and what belongs to what.

    ``kinds`` has pages first and answers last. ``questions`` is by answer, ``comments`` the text
    by the file that holds what was said of it.
    """

    kinds: dict[str, str] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)

    def of_kind(self, kind: str) -> list[str]:
        return [path for path, found in self.kinds.items() if found == kind]


def sort_out(paths: Iterable[str], comments: Iterable[str], problems: Problems) -> Texts:
    """Tell the texts at ``paths`` apart; what belongs to nothing is left out and reported."""
    texts = Texts()
    kinds = {path: _kind(path) for path in paths}
    by_stem = {posixpath.splitext(path)[0]: path for path in kinds}
    for path, kind in sorted(kinds.items(), key=lambda pair: (ORDER.index(pair[1]), pair[0])):
        if kind != "answer":
            texts.kinds[path] = kind
        elif question := by_stem.get(posixpath.dirname(path)):
            texts.kinds[path] = kind
            texts.questions[path] = question
        else:
            problems.note("An answer has no question and was left out", path)
    for path in comments:
        text = by_stem.get(path.removesuffix(COMMENTS))
        if text in texts.kinds:
            texts.comments[path] = text
        else:
            problems.note("Comments on a text that is not here were left out", path)
    return texts


def day_of(path: str) -> str | None:
    """Return when a post's file says it was written (``2026-03-12-title.md``), as ``moment``."""
    found = _DATED.match(posixpath.basename(path))
    return moment(found[1]) if found else None


def without_day(path: str) -> str:
    """Return a path without the day that its file is named for."""
    folder, name = posixpath.split(path)
    return posixpath.join(folder, _DATED.sub("", name, count=1))


def moment(value: Any) -> str | None:
    """Return a day or a time as UTC in ISO 8601; one without a zone counts as UTC."""
    try:
        if isinstance(value, date) and not isinstance(value, datetime):
            found = datetime.combine(value, time())
        else:
            found = datetime.fromisoformat(plain_text.line(str(value)) or "")
        zoned = found if found.tzinfo else found.replace(tzinfo=UTC)
        plain = zoned.astimezone(UTC).replace(tzinfo=None)
        return f"{plain.isoformat(timespec='seconds')}Z"
    except (ValueError, OverflowError):
        return None


def _kind(path: str) -> str:
    folders = path.split("/")[:-1]
    if POSTS in folders:
        return "post"
    if QUESTIONS not in folders:
        return "page"
    return "question" if folders[-1] == QUESTIONS else "answer"

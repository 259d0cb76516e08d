"""What a page is called: by its front matter, its first heading, or its file. Pure text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from server.connectors.front_matter import Page
from server.connectors.links import is_index

MAX_TITLE: Final = 300

_HEADING = re.compile(r"^[ ]{0,3}(#{1,6})[ \t]+(\S[^\n]*)$", re.MULTILINE)
_UNDERLINED = re.compile(r"\A\s*([^\n|>#-][^\n]*)\n=+[ \t]*(?:\n|\Z)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"</?(?:em|strong|b|i|code|small|sup|sub|span|br|a)\b[^<>]*>", re.IGNORECASE)
_MARKS = re.compile(r"[*`]|\\(?=\W)")


@dataclass(frozen=True, slots=True)
class Titled:
    """A title, and the text without the heading that says the same."""

    title: str
    text: str


def title_of(page: Page, text: str, path: str) -> Titled:
    """Find a page's title; ``text`` is its body as Markdown already."""
    given = page.text("title") or _hero(page.fields.get("hero"))
    heading, rest = _first_heading(text)
    title = given or heading or _from_path(path)
    if rest is not None and heading and heading.casefold() == title.casefold():
        text = rest
    return Titled(_plain(title)[:MAX_TITLE] or path, text)


def _hero(hero: Any) -> str | None:
    name = hero.get("name") or hero.get("text") if isinstance(hero, dict) else None
    return str(name) if name else None


def _first_heading(text: str) -> tuple[str | None, str | None]:
    """Return the first heading, and what follows it if it opens the page at the top level."""
    if underlined := _UNDERLINED.match(text):
        return _plain(underlined[1]), text[underlined.end() :]
    if (found := _HEADING.search(text)) is None:
        return None, None
    opens = not text[: found.start()].strip() and len(found[1]) == 1
    return _plain(found[2].rstrip().rstrip("#")), text[found.end() :] if opens else None


def _plain(title: str) -> str:
    bare = html.unescape(_TAG.sub("", _LINK.sub(r"\1", title)))
    return " ".join(_MARKS.sub("", bare).split())


def _from_path(path: str) -> str:
    pure = PurePosixPath(path)
    stem = pure.parent.name if is_index(path) and pure.parent.name else pure.stem
    words = re.sub(r"[-_\s]+", " ", stem).strip()
    return words[:1].upper() + words[1:]

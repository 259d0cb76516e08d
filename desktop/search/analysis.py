"""A document as the index stores it: folded texts by column and field, facets.

Pure: a ``Document`` in, an ``Entry`` out. It must not know the database. What many documents
have in common (units, roles, skills, places) is folded once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from desktop.records import Document
from desktop.search.fields import FACETS, FIELDS, OTHER
from desktop.search.plain import plain_text
from desktop.search.text import folded, initials, phone_tokens

MAX_HEAD: Final = 6_000  # characters of a folded text that ranking reads; all of it is indexed
_MAX_VALUES: Final = 400
_MIN_ACRONYM, _MAX_ACRONYM = 3, 8
_SEVERAL: Final = frozenset(("role", "site"))  # fields of which one value may list several
_parts: Final = re.compile(r"\s*;\s+")
_bracket: Final = re.compile(r"\(([^()]*)\)")


class Line(NamedTuple):
    """One value of one field: its code, what is shown of it, and its tokens as one text."""

    code: str
    shown: str
    tokens: str


@dataclass(slots=True, kw_only=True)
class Entry:
    """A document taken apart; every text but ``plain`` is folded.

    ``facets`` are (facet, value) pairs.
    """

    document: Document
    lines: list[Line]
    heading: str
    body: str
    plain: str
    facets: list[tuple[str, str]]

    @property
    def head(self) -> str:
        """What ranking reads of the body."""
        if len(self.body) <= MAX_HEAD:
            return self.body
        return self.body[: self.body.rfind(" ", 0, MAX_HEAD) + 1]


def analyse(document: Document) -> Entry:
    """Take a document apart."""
    plain = plain_text(document.text)
    return Entry(
        document=document,
        lines=list(_lines(document))[:_MAX_VALUES],
        heading="".join([_titled(text) for text in plain.headings]),
        body=folded(plain.text),
        plain=plain.text,
        facets=sorted(_facets(document)),
    )


def _lines(document: Document) -> Iterator[Line]:
    """One line for each value; a role may list several, and they are not one."""
    values = dict(document.fields)
    titled = "name" if document.kind == "person" else "title"
    values.setdefault(titled, (document.title,))
    if document.kind == "page" and document.source_key:
        values["alias"] = (*values.get("alias", ()), _file_name(document.source_key))
    for name in (*FIELDS, *sorted(values.keys() - FIELDS.keys())):
        code = FIELDS.get(name, OTHER).code
        for value in values.get(name, ()):
            for part in _parts.split(value) if name in _SEVERAL and ";" in value else (value,):
                tokens = _tokens_of(name, part)
                if tokens:
                    yield Line(code, part, tokens)


def _file_name(path: str) -> str:
    """What the file was called that a page came from; an index page is called as its folder."""
    *folders, last = path.split("/")
    name = last.rpartition(".")[0] or last
    return folders[-1] if folders and name.lower() in ("index", "readme") else name


def _tokens_of(name: str, value: str) -> str:
    match name:
        case "phone":
            found = phone_tokens(value)
            return f" {' '.join(found)} " if found else ""
        case "title" | "alias":
            return _titled(value)
        case "name" | "mail":
            return folded(value)  # everybody's own
        case _:
            return _folded_once(value)


@lru_cache(maxsize=1 << 14)
def _folded_once(value: str) -> str:
    return folded(value)


def _titled(title: str) -> str:
    """The tokens of a title, with what it could be called by its initials."""
    found = initials(_bracket.sub(" ", title) if "(" in title else title)
    tokens = folded(title)
    return f"{tokens or ' '}{found} " if _MIN_ACRONYM <= len(found) <= _MAX_ACRONYM else tokens


def _facets(document: Document) -> set[tuple[str, str]]:
    found = {
        (facet, value)
        for facet, field in FACETS.items()
        for value in document.facets.get(facet, document.fields.get(field, ()))
        if value.strip()
    }
    if document.language:
        found.add(("language", document.language))
    return found

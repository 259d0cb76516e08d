"""A document as the index stores it: token texts by column and field, words, facets.

Pure: a ``Document`` in, an ``Entry`` out. It must not know the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop.records import Document
from desktop.search.fields import CALLED_CODES, FACETS, FIELDS, NAME_CODES, OTHER, Field
from desktop.search.plain import plain_text
from desktop.search.text import initials, phone_tokens, tokens

MAX_EXCERPT: Final = 100_000  # characters an excerpt is taken from
_MAX_VALUES: Final = 400
_MIN_ACRONYM, _MAX_ACRONYM = 3, 8
_parts: Final = re.compile(r"\s*;\s+")
_bracket: Final = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One value of one field: what is shown of it, and its tokens."""

    field: str
    code: str
    shown: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document taken apart. ``facets`` are (facet, value) pairs."""

    document: Document
    lines: tuple[Line, ...]
    heading: tuple[str, ...]
    body: tuple[str, ...]
    plain: str
    facets: tuple[tuple[str, str], ...]

    def vocabulary(self) -> set[str]:
        """Every word of the document but the digits of its phone numbers."""
        short = {token for line in self.lines if line.field != "phone" for token in line.tokens}
        return short.union(self.heading, self.body)

    def names(self) -> set[str]:
        """The words of its names."""
        return {token for line in self.lines if line.code in NAME_CODES for token in line.tokens}

    def called(self) -> set[str]:
        """The words of its names and titles: these are spelled right."""
        return {token for line in self.lines if line.code in CALLED_CODES for token in line.tokens}


def analyse(document: Document) -> Entry:
    """Take a document apart."""
    plain = plain_text(document.text)
    heading = [token for text in plain.headings for token in (*tokens(text), *_acronym(text))]
    return Entry(
        document=document,
        lines=tuple(_lines(document))[:_MAX_VALUES],
        heading=tuple(heading),
        body=tuple(tokens(plain.text)),
        plain=plain.text[:MAX_EXCERPT],
        facets=tuple(_facets(document)),
    )


def _lines(document: Document) -> Iterator[Line]:
    titled = "name" if document.kind == "person" else "title"
    values = {titled: (document.title,), **document.fields}
    if document.kind == "page" and document.source_key:
        values["alias"] = (*values.get("alias", ()), _file_name(document.source_key))
    for name, field in FIELDS.items():
        yield from _lines_of(name, field, values.get(name, ()))
    for name in sorted(values.keys() - FIELDS.keys()):
        yield from _lines_of(name, OTHER, values[name])


def _lines_of(name: str, field: Field, values: tuple[str, ...]) -> Iterator[Line]:
    """One line for each value; a role may list several, and they are not one."""
    for value in values:
        for part in _parts.split(value) if name in ("role", "site") else (value,):
            found = _tokens_of(name, part)
            if found:
                yield Line(field=name, code=field.code, shown=part, tokens=tuple(found))


def _file_name(path: str) -> str:
    """What the file was called that a page came from; an index page is called as its folder."""
    *folders, last = path.split("/")
    name = last.rpartition(".")[0] or last
    return folders[-1] if folders and name.lower() in ("index", "readme") else name


def _tokens_of(name: str, value: str) -> list[str]:
    match name:
        case "phone":
            return phone_tokens(value)
        case "title" | "alias":
            return tokens(value) + _acronym(value)
        case _:
            return tokens(value)


def _acronym(phrase: str) -> list[str]:
    """What a title could be called by its initials."""
    found = initials(_bracket.sub(" ", phrase))
    return [found] if _MIN_ACRONYM <= len(found) <= _MAX_ACRONYM else []


def _facets(document: Document) -> Iterator[tuple[str, str]]:
    found = {
        (facet, value)
        for facet, field in FACETS.items()
        for value in document.facets.get(facet, document.fields.get(field, ()))
        if value.strip()
    }
    if document.language:
        found.add(("language", document.language))
    yield from sorted(found)


def scored(sequence: tuple[str, ...]) -> str:
    """Tokens as ranking reads them: each between two spaces."""
    return f" {' '.join(sequence)} " if sequence else ""

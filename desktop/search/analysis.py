"""A document as the index stores it: folded texts by column and field, facets.

Pure: a ``Document`` in, an ``Entry`` out. It must not know the database. What many documents
have in common (units, roles, skills, places) is folded once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from desktop.records import Document
from desktop.search.fields import FACETS, FIELDS, OTHER
from desktop.search.plain import plain_text
from desktop.search.text import dialled, folded, initials, phone_tokens

MAX_HEAD: Final = 6_000  # characters of a folded text that ranking reads; all of it is indexed
_MAX_VALUES: Final = 400
_MIN_ACRONYM, _MAX_ACRONYM = 3, 8
_SEVERAL: Final = frozenset(("role", "site"))  # fields of which one value may list several
_ALIKE: Final = 6  # last digits by which two ways of writing a number are the same
_ORDER: Final = {name: at for at, name in enumerate(FIELDS)}
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
        lines=[line for line in _lines(document) if line.tokens][:_MAX_VALUES],
        heading="".join([_titled(text) for text in plain.headings]),
        body=folded(plain.text),
        plain=plain.text,
        facets=sorted(_facets(document)),
    )


def _lines(document: Document) -> Iterator[Line]:
    """One line for each value, the weightiest fields first."""
    values = dict(document.fields)
    titled = "name" if document.kind == "person" else "title"
    values.setdefault(titled, (document.title,))
    if document.kind == "page" and document.source_key:
        values["alias"] = (*values.get("alias", ()), _file_name(document.source_key))
    for name in _in_order(tuple(values)):
        code = FIELDS.get(name, OTHER).code
        match name:
            case "name" | "mail":  # everybody's own
                yield from [Line(code, text, folded(text)) for text in values[name]]
            case "title" | "alias":
                yield from [Line(code, text, _titled(text)) for text in values[name]]
            case "phone":
                yield from [Line(code, *found) for found in _phones(values[name])]
            case _:
                for value in values[name]:
                    yield from _lines_of(name, code, value)


@lru_cache(maxsize=1 << 10)
def _in_order(names: tuple[str, ...]) -> list[str]:
    return sorted(names, key=_standing)


def _standing(name: str) -> tuple[int, str]:
    return _ORDER.get(name, len(_ORDER)), name


@lru_cache(maxsize=1 << 16)
def _lines_of(name: str, code: str, value: str) -> tuple[Line, ...]:
    """The lines of a value that many have; a role may list several, and they are not one."""
    parts = _parts.split(value) if name in _SEVERAL else (value,)
    return tuple(Line(code, part, folded(part)) for part in parts)


def _phones(numbers: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each with its tokens; digits that stand in groups elsewhere need no guess at them.

    A number that stands there in groups itself, as it is read out, says nothing new.
    """
    grouped = {dialled(one): one for one in numbers if " " in one or "-" in one}
    for number in numbers:
        if grouped.get(dialled(number), number) != number:
            continue
        tails = not any(one.endswith(number[-_ALIKE:]) for one in grouped)
        found = phone_tokens(number, tails=tails)
        yield number, f" {' '.join(found)} " if found else ""


def _file_name(path: str) -> str:
    """What the file was called that a page came from; an index page is called as its folder."""
    *folders, last = path.split("/")
    name = last.rpartition(".")[0] or last
    return folders[-1] if folders and name.lower() in ("index", "readme") else name


def _titled(title: str) -> str:
    """The tokens of a title, with what it could be called by its initials."""
    found = initials(_bracket.sub(" ", title) if "(" in title else title)
    tokens = folded(title)
    return f"{tokens or ' '}{found} " if _MIN_ACRONYM <= len(found) <= _MAX_ACRONYM else tokens


def _facets(document: Document) -> set[tuple[str, str]]:
    found = set()
    for facet, field in FACETS.items():
        for value in document.facets.get(facet, document.fields.get(field, ())):
            if value.strip():
                found.add((facet, value))
    if document.language:
        found.add(("language", document.language))
    return found

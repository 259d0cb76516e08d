"""The fields of a document: where each is kept in the index, what it weighs, what it is called.

Constants only. It must not know how anything is found or stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the short table, a weight in ranking, a label for *why*, a code on disk."""

    column: str
    weight: float
    label: str
    code: str


FIELDS: Final[dict[str, Field]] = {
    "name": Field("name", 10.0, "name", "n"),
    "other_name": Field("name", 8.0, "other name", "o"),
    "title": Field("title", 9.0, "title", "t"),
    "alias": Field("title", 6.5, "other title", "a"),
    "role": Field("role", 5.0, "role", "r"),
    "unit": Field("unit", 3.5, "unit", "u"),
    "skill": Field("skill", 5.0, "skill", "s"),
    "topic": Field("skill", 4.0, "topic", "d"),
    "project": Field("project", 4.0, "project", "p"),
    "responsibility": Field("role", 5.0, "answers for", "b"),
    "site": Field("site", 3.0, "site", "i"),
    "room": Field("site", 3.0, "room", "m"),
    "phone": Field("phone", 8.0, "phone", "f"),
    "mail": Field("mail", 5.0, "mail", "e"),
    "tag": Field("tag", 3.0, "tag", "g"),
    "keyword": Field("tag", 5.5, "keyword", "k"),
    "language": Field("other", 2.0, "language", "l"),
    "space": Field("space", 1.0, "space", "w"),
    "author": Field("author", 2.0, "author", "h"),
    "company": Field("other", 2.0, "company", "c"),
}
OTHER: Final = Field("other", 2.0, "text", "x")
BY_CODE: Final = {field.code: field for field in (*FIELDS.values(), OTHER)}
NAME_OF_CODE: Final = {field.code: name for name, field in FIELDS.items()}
COLUMNS: Final = tuple(dict.fromkeys(field.column for field in BY_CODE.values()))
NAME_CODES: Final = "no"
TITLE_CODES: Final = "nt"  # what stands in a result anyway
CALLED_CODES: Final = "nota"  # what a thing is called by: names and titles
HEADING_WEIGHT: Final = 3.0
BODY_WEIGHT: Final = 1.0

# What may be typed before a colon, and the columns it narrows to.
ASKED_COLUMNS: Final = {
    "name": ("name",),
    "unit": ("unit",),
    "skill": ("skill",),
    "site": ("site",),
    "project": ("project",),
    "phone": ("phone",),
    "mail": ("mail",),
    "tag": ("tag",),
    "author": ("author",),
    "title": ("title",),
    "role": ("role",),
    "space": ("space",),
}

# What may stand before a colon besides: conditions on what a document is.
FILTERS: Final = ("kind", "lang", "updated")

# Kinds in the order in which equals are listed, which is the order of their bands of row ids.
KINDS: Final = (
    "person",
    "page",
    "post",
    "question",
    "answer",
    "responsibility",
    "unit",
    "site",
    "skill",
    "space",
    "comment",
)
# People and texts are what is looked for; a unit or a skill stands behind those it leads to,
# unless it is called by its name.
KIND_FACTOR: Final = {
    "unit": 0.7,
    "site": 0.8,
    "skill": 0.7,
    "space": 0.7,
    "comment": 0.7,
    "answer": 0.9,
}
FACETS: Final = {
    "unit": "unit",
    "site": "site",
    "skill": "skill",
    "language": "language",
    "space": "space",
    "author": "author",
    "tag": "tag",
}
FACET_OF_CODE: Final = {FIELDS[field].code: facet for facet, field in FACETS.items()}

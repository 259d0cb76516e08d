"""The data's own words (kinds of units and numbers, channels, labels) as the window says them.

What is not among them is shown as it came. Knows no record and no widget.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

DOT = " · "
SORTED = ("unit", "responsibility")

# Of units and responsibilities: what stands first in a line under a title.
_SORTS = {
    "company": QT_TRANSLATE_NOOP("Terms", "Company"),
    "division": QT_TRANSLATE_NOOP("Terms", "Division"),
    "department": QT_TRANSLATE_NOOP("Terms", "Department"),
    "team": QT_TRANSLATE_NOOP("Terms", "Team"),
    "project": QT_TRANSLATE_NOOP("Terms", "Project"),
    "community": QT_TRANSLATE_NOOP("Terms", "Community"),
    "committee": QT_TRANSLATE_NOOP("Terms", "Committee"),
    "process": QT_TRANSLATE_NOOP("Terms", "Process"),
    "system": QT_TRANSLATE_NOOP("Terms", "System"),
    "customer": QT_TRANSLATE_NOOP("Terms", "Customer"),
    "building": QT_TRANSLATE_NOOP("Terms", "Building"),
    "machine": QT_TRANSLATE_NOOP("Terms", "Machine"),
    "service": QT_TRANSLATE_NOOP("Terms", "Service"),
    "product": QT_TRANSLATE_NOOP("Terms", "Product"),
}
_CHANNELS = {
    "work": QT_TRANSLATE_NOOP("Terms", "Phone"),
    "phone": QT_TRANSLATE_NOOP("Terms", "Phone"),
    "office": QT_TRANSLATE_NOOP("Terms", "Office"),
    "mobile": QT_TRANSLATE_NOOP("Terms", "Mobile"),
    "home": QT_TRANSLATE_NOOP("Terms", "At home"),
    "hall": QT_TRANSLATE_NOOP("Terms", "Hall"),
    "fax": QT_TRANSLATE_NOOP("Terms", "Fax"),
    "emergency": QT_TRANSLATE_NOOP("Terms", "Emergency"),
    "mail": QT_TRANSLATE_NOOP("Terms", "E-mail"),
    "email": QT_TRANSLATE_NOOP("Terms", "E-mail"),
    "chat": QT_TRANSLATE_NOOP("Terms", "Chat"),
}
# Of the facts of an entry, and of what it refers to.
_LABELS = {
    "kind": QT_TRANSLATE_NOOP("Terms", "Kind"),
    "hours": QT_TRANSLATE_NOOP("Terms", "Hours"),
    "note": QT_TRANSLATE_NOOP("Terms", "Note"),
    "also": QT_TRANSLATE_NOOP("Terms", "Also called"),
    "address": QT_TRANSLATE_NOOP("Terms", "Address"),
    "time zone": QT_TRANSLATE_NOOP("Terms", "Time zone"),
    "phone": QT_TRANSLATE_NOOP("Terms", "Phone"),
    "emergency": QT_TRANSLATE_NOOP("Terms", "Emergency"),
    "about": QT_TRANSLATE_NOOP("Terms", "About"),
    "owner": QT_TRANSLATE_NOOP("Terms", "Owner"),
    "deputy": QT_TRANSLATE_NOOP("Terms", "Deputy"),
    "escalation": QT_TRANSLATE_NOOP("Terms", "Escalation"),
    "broader": QT_TRANSLATE_NOOP("Terms", "Broader"),
    "narrower": QT_TRANSLATE_NOOP("Terms", "Narrower"),
    "related": QT_TRANSLATE_NOOP("Terms", "Related"),
    "person": QT_TRANSLATE_NOOP("Terms", "People who know this"),
    "unit": QT_TRANSLATE_NOOP("Terms", "Units here"),
    "page": QT_TRANSLATE_NOOP("Terms", "Pages"),
}
# Who owns a field of a card, and the fields that may be owned.
_OWNERS = {
    "hr": QT_TRANSLATE_NOOP("Terms", "HR"),
    "it": QT_TRANSLATE_NOOP("Terms", "IT"),
    "self": QT_TRANSLATE_NOOP("Terms", "the person"),
}
_FIELDS = {
    "names": QT_TRANSLATE_NOOP("Terms", "Name"),
    "role": QT_TRANSLATE_NOOP("Terms", "Role"),
    "memberships": QT_TRANSLATE_NOOP("Terms", "Units"),
    "manager": QT_TRANSLATE_NOOP("Terms", "Manager"),
    "deputy": QT_TRANSLATE_NOOP("Terms", "Deputy"),
    "site": QT_TRANSLATE_NOOP("Terms", "Site"),
    "room": QT_TRANSLATE_NOOP("Terms", "Room"),
    "hours": QT_TRANSLATE_NOOP("Terms", "Hours"),
    "languages": QT_TRANSLATE_NOOP("Terms", "Languages"),
    "skills": QT_TRANSLATE_NOOP("Terms", "Skills"),
    "projects": QT_TRANSLATE_NOOP("Terms", "Projects"),
    "topics": QT_TRANSLATE_NOOP("Terms", "Topics"),
    "about": QT_TRANSLATE_NOOP("Terms", "About"),
    "photo": QT_TRANSLATE_NOOP("Terms", "Photo"),
    "phones": QT_TRANSLATE_NOOP("Terms", "Phone numbers"),
    "mails": QT_TRANSLATE_NOOP("Terms", "E-mail"),
    "contact": QT_TRANSLATE_NOOP("Terms", "How to reach them"),
}
_LEVELS = {
    "native": QT_TRANSLATE_NOOP("Terms", "native"),
    "fluent": QT_TRANSLATE_NOOP("Terms", "fluent"),
    "basic": QT_TRANSLATE_NOOP("Terms", "basic"),
}


def sort(word: str) -> str:
    """The kind of a unit or a responsibility."""
    return _said(_SORTS, word)


def channel(word: str | None) -> str:
    """The kind of a number, or the channel somebody likes best; without a kind, a phone."""
    return _said(_CHANNELS, word or "phone")


def label(word: str) -> str:
    """The label of a fact or of a list."""
    return _said(_LABELS, word)


def owner(word: str) -> str:
    """Who owns a field of a card."""
    return _said(_OWNERS, word)


def field(word: str) -> str:
    """A field of a card."""
    return _said(_FIELDS, word)


def level(word: str) -> str:
    """How well somebody speaks a language."""
    return _said(_LEVELS, word)


def line(kind: str, words: str) -> str:
    """The line under the title of a ``kind`` of thing: of some it begins with their sort."""
    first, dot, rest = words.partition(DOT)
    return sort(first) + dot + rest if kind in SORTED and first in _SORTS else words


def _said(table: Mapping[str, object], word: str) -> str:
    known = table.get(word)
    if known is None:
        return word[:1].upper() + word[1:]
    return QCoreApplication.translate("Terms", str(known))

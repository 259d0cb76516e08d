"""Why a result is there, in the language of the window. Knows the search's words, no widget."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

# What the marks in the title and the snippet show already.
SEEN = frozenset({"name", "text"})

_FIELDS = {
    "other name": QT_TRANSLATE_NOOP("Why", "other name"),
    "title": QT_TRANSLATE_NOOP("Why", "title"),
    "other title": QT_TRANSLATE_NOOP("Why", "other title"),
    "heading": QT_TRANSLATE_NOOP("Why", "heading"),
    "role": QT_TRANSLATE_NOOP("Why", "role"),
    "unit": QT_TRANSLATE_NOOP("Why", "unit"),
    "skill": QT_TRANSLATE_NOOP("Why", "skill"),
    "topic": QT_TRANSLATE_NOOP("Why", "topic"),
    "project": QT_TRANSLATE_NOOP("Why", "project"),
    "answers for": QT_TRANSLATE_NOOP("Why", "answers for"),
    "site": QT_TRANSLATE_NOOP("Why", "site"),
    "room": QT_TRANSLATE_NOOP("Why", "room"),
    "phone": QT_TRANSLATE_NOOP("Why", "phone"),
    "mail": QT_TRANSLATE_NOOP("Why", "mail"),
    "tag": QT_TRANSLATE_NOOP("Why", "tag"),
    "keyword": QT_TRANSLATE_NOOP("Why", "keyword"),
    "language": QT_TRANSLATE_NOOP("Why", "language"),
    "space": QT_TRANSLATE_NOOP("Why", "space"),
    "author": QT_TRANSLATE_NOOP("Why", "author"),
    "company": QT_TRANSLATE_NOOP("Why", "company"),
}
SOUNDS = "sounds like "
TITLE = " title"  # "page title", "skill title": the sign of the row says which


def in_words(why: str) -> str:
    """The reason as a person reads it; empty where it can be seen anyway."""
    if not why or why in SEEN:
        return ""
    if why.endswith(TITLE) and why not in _FIELDS:
        why = TITLE.strip()
    if why.startswith(SOUNDS):
        text = QCoreApplication.translate("Why", "sounds like {name}")
        return text.format(name=why.removeprefix(SOUNDS))
    field, colon, value = why.partition(": ")
    known = _FIELDS.get(field)
    if known is None:
        return why
    return QCoreApplication.translate("Why", str(known)) + colon + value

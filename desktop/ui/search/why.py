"""Why a result is there, in the language of the window. Knows the search's words, no widget."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.ui.languages import language_name

_FIELDS = {
    "name": QT_TRANSLATE_NOOP("Why", "Name"),
    "other name": QT_TRANSLATE_NOOP("Why", "Other name"),
    "title": QT_TRANSLATE_NOOP("Why", "Title"),
    "other title": QT_TRANSLATE_NOOP("Why", "Also called"),
    "heading": QT_TRANSLATE_NOOP("Why", "Heading"),
    "text": QT_TRANSLATE_NOOP("Why", "Text"),
    "role": QT_TRANSLATE_NOOP("Why", "Role"),
    "unit": QT_TRANSLATE_NOOP("Why", "Unit"),
    "skill": QT_TRANSLATE_NOOP("Why", "Skill"),
    "topic": QT_TRANSLATE_NOOP("Why", "Topic"),
    "project": QT_TRANSLATE_NOOP("Why", "Project"),
    "answers for": QT_TRANSLATE_NOOP("Why", "Answers for"),
    "site": QT_TRANSLATE_NOOP("Why", "Site"),
    "room": QT_TRANSLATE_NOOP("Why", "Room"),
    "phone": QT_TRANSLATE_NOOP("Why", "Phone"),
    "mail": QT_TRANSLATE_NOOP("Why", "E-mail"),
    "tag": QT_TRANSLATE_NOOP("Why", "Tag"),
    "keyword": QT_TRANSLATE_NOOP("Why", "Keyword"),
    "language": QT_TRANSLATE_NOOP("Why", "Language"),
    "space": QT_TRANSLATE_NOOP("Why", "Space"),
    "author": QT_TRANSLATE_NOOP("Why", "Author"),
    "company": QT_TRANSLATE_NOOP("Why", "Details"),
}
SOUNDS = "sounds like "
TITLE = " title"
# What has a title; anything else that is found by "… title" has a name.
TEXTS = ("page", "post", "question", "answer", "comment")


def in_words(why: str) -> str:
    """The reason as a person reads it: ``Skill: Brandschutz``, ``Title``; empty without one."""
    if why.startswith(SOUNDS):
        text = QCoreApplication.translate("Why", "Sounds like {name}")
        return text.format(name=why.removeprefix(SOUNDS))
    if why.endswith(TITLE) and why not in _FIELDS:
        why = "title" if why.removesuffix(TITLE) in TEXTS else "name"
    field, colon, value = why.partition(": ")
    known = _FIELDS.get(field)
    if known is None:
        return why[:1].upper() + why[1:]
    shown = language_name(value) if field == "language" else value
    return QCoreApplication.translate("Why", str(known)) + colon + shown

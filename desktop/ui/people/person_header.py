"""The top of a card: the face, the name, the role, and what time it is there."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records import Person
from desktop.ui.content.facts_grid import SELECTABLE, breakable
from desktop.ui.content.when import date_words
from desktop.ui.flow_layout import FlowLayout
from desktop.ui.people.local_time import clock_words, local_moment
from desktop.ui.people.working_hours import at_work_until, in_language, is_known
from desktop.ui.plain_label import PlainLabel, plain
from desktop.ui.style.avatar import avatar_pixmap
from desktop.ui.style.tokens import SPACE_1, SPACE_2, SPACE_4

FACE = 88
DOT = " · "
KEEP = "\u00a0"  # a space where no line ends
translate = QCoreApplication.translate


class PersonHeader(QWidget):
    """Built once for one person."""

    def __init__(self, person: Person, photo: QImage | None, now: datetime) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_4)
        row.addWidget(self._face(person, photo), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(SPACE_1)
        words.addStretch(1)
        for label in _lines(person, now):
            words.addWidget(label)
        marks = badges(person)
        if marks:
            words.addWidget(_badge_row(marks))
        words.addStretch(1)
        row.addLayout(words, 1)

    def _face(self, person: Person, photo: QImage | None) -> PlainLabel:
        face = PlainLabel()
        drawn = avatar_pixmap(
            person.address.key, person.name, FACE, self.devicePixelRatioF(), photo
        )
        face.setPixmap(drawn)
        face.setFixedSize(QSize(FACE, FACE))
        words = self.tr("Photo of {name}") if photo is not None else self.tr("Initials of {name}")
        face.setAccessibleName(words.format(name=plain(person.name)))
        return face


def _lines(person: Person, now: datetime) -> list[PlainLabel]:
    name = _line(person.name or person.address.id, "title")
    name.setTextInteractionFlags(SELECTABLE)
    units = [part.name for part in person.memberships[:1]]
    said = DOT.join(filter(None, (person.pronunciation, person.pronouns)))
    role = DOT.join(filter(None, (person.role, *units)))
    lines = [name]
    lines += [_line(text, "muted") for text in (said, role) if text]
    time = presence(person, now)
    return [*lines, _line(time, "presence")] if time else lines


def presence(person: Person, now: datetime) -> str:
    """The local time, until when they usually work today, and their hours; empty where nothing
    is known or they have left."""
    if person.left is not None:
        return ""
    there = local_moment(person.time_zone, now)
    if there is None:
        return _unbroken(person.hours)
    clock = clock_words(there.time())
    parts = [translate("PersonCard", "{time} local time").format(time=clock)]
    until = at_work_until(person.hours, there)
    if until is not None:
        words = translate("PersonCard", "usually at work until {time}")
        parts.append(words.format(time=clock_words(until)))
    elif is_known(person.hours):
        parts.append(translate("PersonCard", "usually not at work now"))
    return DOT.join(filter(None, (*parts, _unbroken(person.hours))))


def _unbroken(hours: str | None) -> str:
    """The hours in the language of the window, those of one day in one line: it ends between."""
    language = QLocale().name().partition("_")[0]
    parts = in_language(hours or "", language).split(", ")
    return ", ".join(part.replace(" ", KEEP) if is_known(part) else part for part in parts)


def badges(person: Person) -> tuple[str, ...]:
    """What one must know at once: from outside, or gone."""
    marks = []
    if person.external:
        marks.append(translate("PersonCard", "External"))
    if person.left is not None:
        when = date_words(person.left)
        marks.append(translate("PersonCard", "Left on {date}").format(date=when))
    return tuple(marks)


def _badge_row(marks: tuple[str, ...]) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row, SPACE_2)
    for mark in marks:
        flow.addWidget(PlainLabel(mark, "badge"))
    return row


def _line(text: str, role: str) -> PlainLabel:
    label = PlainLabel(breakable(text), role)
    label.setWordWrap(True)
    label.setAccessibleName(plain(text))
    return label

"""A responsibility, skill, site or space: its facts, and what it refers to."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records import Entry, Reference
from desktop.ui import terms
from desktop.ui.content.faces import Faces
from desktop.ui.content.facts_grid import FactsGrid, breakable
from desktop.ui.content.outside_link import OutsideLink
from desktop.ui.content.reference_list import ReferenceList
from desktop.ui.content.sections import Sections
from desktop.ui.content.style import content_style
from desktop.ui.kinds import one
from desktop.ui.people.person_actions import phone_link
from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.tokens import LIGHT, Theme

LONG = ("person", "page", "unit")  # lists that stand beside the rest where there is room
OUTSIDE = ("https://", "http://", "mailto:", "tel:")


class EntryView(QWidget):
    """Shows an Entry; references with one label stand in one list.

    Signals:
        open_requested: The Address of something it refers to.
        link_requested: A link that leads out, from a fact that is one.
    """

    open_requested = Signal(object)
    link_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._shown: tuple[Entry, Mapping[str, bytes]] | None = None
        self._sections = Sections()
        self.reading: QWidget = self._sections
        self._sections.setAccessibleName(self.tr("Entry"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._sections)
        self.set_theme(LIGHT)

    def show_entry(self, entry: Entry, images: Mapping[str, bytes] | None = None) -> None:
        """Show ``entry``; ``images`` are faces as bytes by hash."""
        self._shown = (entry, images or {})
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setStyleSheet(content_style(theme))
        self._fill()

    def _fill(self) -> None:
        if self._shown is None:
            return
        entry, images = self._shown
        self._sections.begin()
        self._add_top(entry)
        facts = FactsGrid()
        for label, value in entry.facts:
            if not _is_said(entry, value):
                facts.add(terms.label(label), self._value(label, value))
        if facts.is_empty:
            facts.deleteLater()
        else:
            self._sections.add(facts)
        faces = Faces(images)
        for label, references in _by_label(entry).items():
            title = terms.label(label)
            rows = ReferenceList(title, references, faces, self._theme)
            rows.opened.connect(self.open_requested)
            self._sections.add_section(title, rows, aside=label in LONG)
        self._sections.end()

    def _value(self, label: str, text: str) -> str | QWidget:
        if label == "phone":
            link = OutsideLink(text, phone_link(text))
        elif text.lower().startswith(OUTSIDE) and " " not in text:
            link = OutsideLink(text, text)
        else:
            return text
        link.followed.connect(self._link)
        return link

    @Slot(str)
    def _link(self, link: str) -> None:
        self.link_requested.emit(link)

    def _add_top(self, entry: Entry) -> None:
        self._sections.add(PlainLabel(one(entry.address.kind).upper(), "section"), across=True)
        name = PlainLabel(breakable(entry.title), "heading")
        name.setWordWrap(True)
        self._sections.add(name, across=True)
        if entry.subtitle:
            line = PlainLabel(breakable(terms.line(entry.address.kind, entry.subtitle)), "muted")
            line.setWordWrap(True)
            self._sections.add(line, across=True)


def _is_said(entry: Entry, value: str) -> bool:
    """Whether the line under the title says it already, as that of a place does its address."""
    line = value.replace("\n", ", ")
    return entry.subtitle == line or entry.subtitle.startswith(line + terms.DOT)


def _by_label(entry: Entry) -> Mapping[str, list[Reference]]:
    lists: dict[str, list[Reference]] = {}
    for label, reference in entry.references:
        lists.setdefault(label, []).append(reference)
    return lists

"""A colleague's card. Shows a record and says what was asked for; decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.records import AnswersFor, Person, Reference
from desktop.ui.content.chips import Chips
from desktop.ui.content.faces import Faces
from desktop.ui.content.facts_grid import FactsGrid, fact_label
from desktop.ui.content.folded_list import FoldedList
from desktop.ui.content.sections import Sections
from desktop.ui.content.style import content_style
from desktop.ui.people.person_actions import PersonActions
from desktop.ui.people.person_facts import (
    contact_facts,
    further_facts,
    keeping_facts,
    membership_rows,
    reference_button,
)
from desktop.ui.people.person_header import PersonHeader
from desktop.ui.people.person_texts import texts_of
from desktop.ui.people.reporting_line import ReportingLine
from desktop.ui.people.skill_chips import SkillChips
from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.tokens import LIGHT, SPACE_2, SPACE_3, Theme
from desktop.ui.wiki.breadcrumbs import Breadcrumbs


def _now() -> datetime:
    return datetime.now(UTC)


class PersonCard(QWidget):
    """Everything that is known about one person, most needed first.

    Signals:
        open_requested: The Address of somebody or something named on the card.
        link_requested: A link that leads out: tel, mailto, http(s).
        search_requested: A query, from a chip.
    """

    open_requested = Signal(object)
    link_requested = Signal(str)
    search_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None, clock: Callable[[], datetime] = _now) -> None:
        super().__init__(parent)
        self._clock = clock
        self._theme = LIGHT
        self._shown: tuple[Person, Mapping[str, bytes]] | None = None
        self._sections = Sections()
        self.reading: QWidget = self._sections
        self._sections.setAccessibleName(self.tr("Person"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._sections)
        self.set_theme(LIGHT)

    def show_person(self, person: Person, images: Mapping[str, bytes]) -> None:
        """Show ``person``; ``images`` are photos and faces as bytes by hash."""
        self._shown = (person, images)
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setStyleSheet(content_style(theme))
        self._fill()

    def _fill(self) -> None:
        if self._shown is None:
            return
        person, images = self._shown
        faces = Faces(images)
        self._sections.begin()
        self._add_top(person, faces)
        self._add_knowledge(person)
        self._add_organisation(person, faces)
        self._add_rest(person, faces)
        self._sections.end()

    def _add_top(self, person: Person, faces: Faces) -> None:
        photo = faces.image(person.photo, person.thumbnail)
        self._sections.add(PersonHeader(person, photo, self._clock()), across=True)
        if person.ask_instead is not None:
            self._sections.add(self._ask_instead(person, person.ask_instead), across=True)
        if person.left is None:
            actions = PersonActions(person, self._theme)
            actions.link_requested.connect(self.link_requested)
            self._sections.add(actions, across=True)
        facts = contact_facts(person, self._theme, self._open, self._link)
        self._add_facts("", facts)

    def _add_knowledge(self, person: Person) -> None:
        if person.answers_for:
            title = self.tr("Answers for")
            self._sections.add_section(title, self._answers(person.answers_for))
        if person.skills:
            skills = SkillChips(person.skills)
            skills.search_requested.connect(self.search_requested)
            self._sections.add_section(self.tr("Skills"), skills)
        if person.projects:
            projects = Chips("project", person.projects)
            projects.search_requested.connect(self.search_requested)
            self._sections.add_section(self.tr("Projects"), projects)
        if person.about:
            self._sections.add_section(self.tr("About"), fact_label(person.about))
        self._add_facts(self.tr("More"), further_facts(person, self._link))

    def _add_organisation(self, person: Person, faces: Faces) -> None:
        if person.manager is not None or person.reports:
            self._sections.add_section(
                self.tr("Reporting line"), self._chart(person, faces), aside=True
            )
        for title, memberships in (
            (self.tr("Units"), person.memberships),
            (self.tr("Formerly in"), person.former_memberships),
        ):
            if memberships:
                rows = membership_rows(memberships, self._open)
                self._sections.add_section(title, rows, aside=True)
        if person.leads:
            title = self.tr("Leads")
            self._add_list(title, person.leads, faces)

    def _add_rest(self, person: Person, faces: Faces) -> None:
        for title, texts in texts_of(person):
            self._add_list(title, texts, faces)
        facts = keeping_facts(person, self._clock())
        self._add_facts(self.tr("Kept up to date by"), facts, aside=True)

    def _chart(self, person: Person, faces: Faces) -> QWidget:
        """The way down from the top, and the nearest around the person."""
        own = Reference(
            address=person.address,
            title=person.name,
            subtitle=person.role or "",
            thumbnail=person.thumbnail,
        )
        chart = ReportingLine(own, person.manager, person.reports, faces, self._theme)
        chart.open_requested.connect(self.open_requested)
        above = person.managers[:-1]
        both = QWidget()
        way = Breadcrumbs(both)  # shown while it is filled: by itself it would be a window
        way.setAccessibleName(self.tr("Managers further up"))
        way.show_path(above)
        way.open_requested.connect(self.open_requested)
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(way)
        column.addWidget(chart)
        return both

    def _add_list(self, title: str, references: Sequence[Reference], faces: Faces) -> None:
        rows = FoldedList(title, references, faces, self._theme)
        rows.opened.connect(self.open_requested)
        self._sections.add_section(title, rows, aside=True)

    def _add_facts(self, title: str, facts: FactsGrid, *, aside: bool = False) -> None:
        if facts.is_empty:
            facts.deleteLater()
        elif title:
            self._sections.add_section(title, facts, aside=aside)
        else:
            self._sections.add(facts)

    def _ask_instead(self, person: Person, other: Reference) -> QFrame:
        """Of somebody who has left, and of somebody from outside whom one of us knows."""
        gone = person.left is not None or not person.external
        note = QFrame()
        note.setProperty("role", "note")
        row = QHBoxLayout(note)
        row.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        words = self.tr("Please ask instead:") if gone else self.tr("Known here by:")
        row.addWidget(PlainLabel(words))
        row.addWidget(reference_button(other, self._open))
        row.addStretch(1)
        return note

    def _answers(self, parts: tuple[AnswersFor, ...]) -> FactsGrid:
        names = {
            "owner": self.tr("Owner"),
            "deputy": self.tr("Deputy"),
            "escalation": self.tr("Escalation"),
        }
        facts = FactsGrid()
        for part in parts:
            what = Reference(address=part.address, title=part.what)
            facts.add(names.get(part.part, part.part), reference_button(what, self._open))
        return facts

    @Slot(object)
    def _open(self, address: object) -> None:
        self.open_requested.emit(address)

    @Slot(str)
    def _link(self, link: str) -> None:
        self.link_requested.emit(link)

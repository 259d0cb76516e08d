"""A unit of the organisation: where it stands, who leads it, who is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records import Reference, Unit
from desktop.ui import terms
from desktop.ui.content.faces import Faces
from desktop.ui.content.facts_grid import FactsGrid, breakable, fact_label
from desktop.ui.content.link_button import LinkButton
from desktop.ui.content.outside_link import OutsideLink
from desktop.ui.content.reference_list import ReferenceList
from desktop.ui.content.sections import Sections
from desktop.ui.content.style import content_style
from desktop.ui.people.person_actions import mail_link, phone_link
from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.tokens import LIGHT, Theme
from desktop.ui.wiki.breadcrumbs import Breadcrumbs

OUTSIDE = ("https://", "http://")


class UnitView(QWidget):
    """Shows a Unit; its lists stay quick with many hundreds of members.

    Signals:
        open_requested: The Address of a person or unit.
        link_requested: A link that leads out: tel, mailto, http(s).
    """

    open_requested = Signal(object)
    link_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._shown: tuple[Unit, Mapping[str, bytes]] | None = None
        self._sections = Sections()
        self.reading: QWidget = self._sections
        self._sections.setAccessibleName(self.tr("Unit"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._sections)
        self.set_theme(LIGHT)

    def show_unit(self, unit: Unit, images: Mapping[str, bytes]) -> None:
        """Show ``unit``; ``images`` are faces as bytes by hash."""
        self._shown = (unit, images)
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setStyleSheet(content_style(theme))
        self._fill()

    def _fill(self) -> None:
        if self._shown is None:
            return
        unit, images = self._shown
        faces = Faces(images)
        self._sections.begin()
        self._add_top(unit)
        self._add_list(self.tr("Head"), unit.heads, faces)
        self._add_list(self.tr("Units below"), unit.children, faces)
        number = QLocale().toString(len(unit.members))
        members = self.tr("Members ({number})").format(number=number)
        self._add_list(members, unit.members, faces, aside=True)
        self._sections.end()

    def _add_top(self, unit: Unit) -> None:
        crumbs = Breadcrumbs()
        crumbs.show_path(unit.path)
        crumbs.open_requested.connect(self.open_requested)
        name = PlainLabel(breakable(unit.name), "heading")
        name.setWordWrap(True)
        for part in (crumbs, name):
            self._sections.add(part, across=True)
        if unit.purpose:
            self._sections.add(fact_label(unit.purpose), across=True)
        facts = self._facts(unit)
        if not facts.is_empty:
            self._sections.add(facts)

    def _facts(self, unit: Unit) -> FactsGrid:
        facts = FactsGrid()
        facts.add(self.tr("Kind"), terms.sort(unit.kind or ""))
        facts.add(self.tr("Site"), self._inside(unit.place) if unit.place else unit.site or "")
        if unit.deputy is not None:
            facts.add(self.tr("Deputy"), self._inside(unit.deputy))
        for phone in unit.phones:
            facts.add(self.tr("Phone"), self._outside(phone.text, phone_link(phone.dial)))
        for mail in unit.mails:
            facts.add(self.tr("E-mail"), self._outside(mail, mail_link(mail)))
        for label, url in unit.links:
            shown = self._outside(label, url) if url.lower().startswith(OUTSIDE) else url
            facts.add(self.tr("Link"), shown)
        return facts

    def _inside(self, reference: Reference) -> QWidget:
        link = LinkButton(reference.title, reference.address)
        link.opened.connect(self.open_requested)
        return link

    def _outside(self, words: str, url: str) -> QWidget:
        link = OutsideLink(words, url)
        link.followed.connect(self._link)
        return link

    def _add_list(
        self, title: str, references: Sequence[Reference], faces: Faces, *, aside: bool = False
    ) -> None:
        if references:
            rows = ReferenceList(title, references, faces, self._theme)
            rows.opened.connect(self.open_requested)
            self._sections.add_section(title, rows, aside=aside)

    @Slot(str)
    def _link(self, link: str) -> None:
        self.link_requested.emit(link)

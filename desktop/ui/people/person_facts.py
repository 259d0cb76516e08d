"""How to reach somebody, where they sit, and what else is known, as rows of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records import Person, Reference, UnitMembership
from desktop.ui import terms
from desktop.ui.content.facts_grid import FactsGrid, fact_label
from desktop.ui.content.link_button import LinkButton
from desktop.ui.content.outside_link import OutsideLink
from desktop.ui.content.when import date_words
from desktop.ui.languages import language_name
from desktop.ui.people.person_actions import mail_link, phone_link
from desktop.ui.plain_label import PlainLabel

translate = QCoreApplication.translate
PATH = " › "
DOT = " · "
OUTSIDE = ("https://", "http://", "mailto:", "tel:")

Opened = Callable[[object], None]
Linked = Callable[[str], None]


def contact_facts(person: Person, opened: Opened, linked: Linked) -> FactsGrid:
    """Mail, phones, chat, site, room, deputy; the hours stand above, beside the time."""
    facts = FactsGrid()
    for mail in person.mails:
        facts.add(translate("PersonCard", "E-mail"), _outside(mail, mail_link(mail), linked))
    for phone in person.phones:
        facts.add(terms.channel(phone.kind), _outside(phone.text, phone_link(phone.dial), linked))
    for label, value in _places(person):
        facts.add(label, value)
    if person.deputy is not None:
        facts.add(translate("PersonCard", "Deputy"), reference_button(person.deputy, opened))
    return facts


def further_facts(person: Person, linked: Linked) -> FactsGrid:
    """Names, languages, topics, what the company defined, and links."""
    facts = FactsGrid()
    for kind, name in person.other_names:
        facts.add(_name_kind(kind), name)
    languages = ", ".join(language_words(tag, level) for tag, level in person.languages)
    facts.add(translate("PersonCard", "Languages"), languages)
    facts.add(translate("PersonCard", "Topics"), ", ".join(person.topics))
    for label, value in person.fields:
        facts.add(label, value)
    for label, url in person.links:
        shown = _outside(label, url, linked) if url.lower().startswith(OUTSIDE) else url
        facts.add(translate("PersonCard", "Link"), shown)
    return facts


def membership_rows(memberships: tuple[UnitMembership, ...], opened: Opened) -> QWidget:
    """Each unit as a link with its path and the role in it."""
    rows = QWidget()
    column = QVBoxLayout(rows)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in memberships:
        column.addWidget(_unit(part, opened))
        path = DOT.join(filter(None, (PATH.join(part.path), part.role, _span(part))))
        if path:
            label = fact_label(path)
            label.setProperty("role", "small")
            label.setContentsMargins(2, 0, 0, 6)
            column.addWidget(label)
    return rows


def reference_button(reference: Reference, opened: Opened) -> QWidget:
    button = LinkButton(reference.title, reference.address)
    button.opened.connect(opened)
    return button


def language_words(tag: str, level: str | None) -> str:
    """A language with how well it is spoken: "German (C1)"."""
    spoken = language_name(tag)
    return f"{spoken} ({terms.level(level)})" if level else spoken


def _places(person: Person) -> Iterator[tuple[str, str]]:
    yield translate("PersonCard", "Chat"), person.chat or ""
    yield (
        translate("PersonCard", "Best reached by"),
        terms.channel(person.best_channel) if person.best_channel else "",
    )
    yield translate("PersonCard", "Site"), person.site or ""
    yield translate("PersonCard", "Room"), person.room or ""


def _name_kind(kind: str) -> str:
    match kind:
        case "former":
            return translate("PersonCard", "Formerly")
        case "nick":
            return translate("PersonCard", "Called")
        case _:
            return translate("PersonCard", "Also known as")


def _outside(words: str, url: str, linked: Linked) -> QWidget:
    button = OutsideLink(words, url)
    button.followed.connect(partial(linked))
    return button


def _unit(part: UnitMembership, opened: Opened) -> QWidget:
    if part.unit is not None:
        return reference_button(part.unit, opened)
    return PlainLabel(part.name)


def _span(part: UnitMembership) -> str:
    since = date_words(part.since) if part.since else ""
    until = date_words(part.until) if part.until else ""
    return f"{since} – {until}" if until else since and f"{since} –"

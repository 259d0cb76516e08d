"""How to reach somebody, where they sit, and what else is known, as rows of facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records import Person, Reference, UnitMembership
from desktop.ui import terms
from desktop.ui.content.copy_button import WithCopy
from desktop.ui.content.facts_grid import INSET, FactsGrid, fact_label
from desktop.ui.content.link_button import LinkButton
from desktop.ui.content.outside_link import OutsideLink
from desktop.ui.content.when import date_words, distance_words, moment
from desktop.ui.languages import language_name
from desktop.ui.people.person_actions import mail_link, phone_link
from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.tokens import Theme

translate = QCoreApplication.translate
PATH = " › "
DOT = " · "
MOST_NAMES = 4
OUTSIDE = ("https://", "http://", "mailto:", "tel:")

Opened = Callable[[object], None]
Linked = Callable[[str], None]


def contact_facts(person: Person, theme: Theme, opened: Opened, linked: Linked) -> FactsGrid:
    """How to reach somebody, the channel they like best first; then where they sit, and who
    stands in. The hours stand above, beside the time."""
    facts = FactsGrid()
    for kind, control in _channels(person, theme, linked):
        facts.add(terms.channel(kind), control)
    if person.place is not None:
        facts.add(translate("PersonCard", "Site"), reference_button(person.place, opened))
    else:
        facts.add(translate("PersonCard", "Site"), person.site or "")
    facts.add(translate("PersonCard", "Room"), person.room or "")
    if person.deputy is not None:
        facts.add(translate("PersonCard", "Deputy"), reference_button(person.deputy, opened))
    for other in person.stands_in_for[:MOST_NAMES]:
        facts.add(translate("PersonCard", "Stands in for"), reference_button(other, opened))
    return facts


def _best(person: Person) -> str | None:
    """The kind of the channel they like best, as their numbers call it."""
    if person.best_channel in ("phone", "work") and person.phones:
        return person.phones[0].kind or "phone"
    return "mail" if person.best_channel == "email" else person.best_channel


def _channels(person: Person, theme: Theme, linked: Linked) -> list[tuple[str, QWidget]]:
    best = _best(person)
    found: list[tuple[str, str, QWidget]] = [
        ("mail", mail, _outside(mail, mail_link(mail), linked)) for mail in person.mails
    ]
    for phone in person.phones:
        call = _outside(phone.text, phone_link(phone.dial), linked)
        found.append((phone.kind or "phone", phone.text, call))
    if person.chat:
        shown = PlainLabel(person.chat)
        shown.setContentsMargins(INSET, INSET, INSET, INSET)
        found.append(("chat", person.chat, shown))
    preferred = translate("PersonCard", "preferred")
    return [
        (kind, WithCopy(control, text, theme, preferred if kind == best else ""))
        for kind, text, control in sorted(found, key=lambda one: one[0] != best)
    ]


def further_facts(person: Person, linked: Linked) -> FactsGrid:
    """Names, languages, topics, what the company defined, and links."""
    facts = FactsGrid()
    for kind, name in person.other_names:
        facts.add(_name_kind(kind), name)
    languages = ", ".join(language_words(tag, level) for tag, level in person.languages)
    facts.add(translate("PersonCard", "Languages"), languages)
    facts.add(translate("PersonCard", "Topics"), ", ".join(person.topics))
    if person.joined and person.left is None:
        facts.add(translate("PersonCard", "Here since"), date_words(person.joined))
    for label, value in person.fields:
        facts.add(label, value)
    for label, url in person.links:
        shown = _outside(label, url, linked) if url.lower().startswith(OUTSIDE) else url
        facts.add(translate("PersonCard", "Link"), shown)
    return facts


def keeping_facts(person: Person, now: datetime) -> FactsGrid:
    """Who owns which part of the card, and when it was last said to be right."""
    facts = FactsGrid()
    for part in person.kept_by:
        confirmed = moment(part.at)
        words = translate("PersonCard", "confirmed {when}") if confirmed else ""
        when = words.format(when=distance_words(confirmed, now)) if confirmed else ""
        said = DOT.join(filter(None, (terms.owner(part.owner or ""), when)))
        facts.add(terms.field(part.field), said)
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

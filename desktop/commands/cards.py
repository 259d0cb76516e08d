"""Records as plain text for a terminal: a person, a page, a unit, anything else.

Pure: it must not know where records come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from desktop.records import Entry, Page, Person, Record, Reference, Unit, UnitMembership

Fact = tuple[str, str]

MOST_NAMES = 12


def card(record: Record) -> str:
    """A record as text, its title first."""
    match record:
        case Person():
            return _card(record.name, record.role, _person(record), record.about)
        case Page():
            return "\n\n".join(
                [_card(record.title, None, _page(record), record.text), *_said(record)]
            )
        case Unit():
            return _card(record.name, record.kind, _unit(record), record.purpose)
        case Entry():
            references = [(label, one.title) for label, one in record.references]
            return _card(record.title, record.subtitle, [*record.facts, *references], None)
        case _:
            assert_never(record)


def _card(title: str, subtitle: str | None, facts: Iterable[Fact], text: str | None) -> str:
    known = [(label, value) for label, value in facts if value]
    width = max((len(label) for label, _ in known), default=0)
    head = f"{title}\n{subtitle}" if subtitle else title
    lines = "\n".join(f"  {label.ljust(width)}  {value}" for label, value in known)
    return "\n\n".join(part for part in (head, lines, (text or "").strip()) if part)


def _person(person: Person) -> list[Fact]:
    return [
        *(("Unit", _membership(one)) for one in person.memberships),
        ("Manager", _title(person.manager)),
        ("Deputy", _title(person.deputy)),
        ("Reports", names(person.reports)),
        ("Site", ", ".join(part for part in (person.site, person.room) if part)),
        ("Hours", person.hours or ""),
        *(("Phone", phone.text) for phone in person.phones),
        *(("Mail", mail) for mail in person.mails),
        ("Chat", person.chat or ""),
        ("Languages", ", ".join(_language(*one) for one in person.languages)),
        ("Skills", ", ".join(skill.name for skill in person.skills)),
        ("Projects", ", ".join(person.projects)),
        ("Topics", ", ".join(person.topics)),
        ("Answers for", ", ".join(f"{one.what} ({one.part})" for one in person.answers_for)),
        ("Wrote", names(person.wrote)),
        *person.fields,
        *((label, url) for label, url in person.links),
        ("Left", person.left or ""),
        ("Ask instead", _title(person.ask_instead)),
    ]


def _page(page: Page) -> list[Fact]:
    place = [_title(page.space), *(part.title for part in page.path)]
    return [
        ("In", " / ".join(part for part in place if part)),
        ("Owner", _title(page.owner)),
        ("Author", _title(page.author)),
        ("Updated", page.updated_at or ""),
        ("Tags", ", ".join(page.tags)),
        ("Below", names(page.children)),
        ("Linked from", names(page.backlinks)),
        ("Attached", ", ".join(one.name for one in page.attachments)),
    ]


def _said(page: Page) -> list[str]:
    """The answers and comments below a text, each after who said it and when."""
    said = []
    for remark in (one for top in page.remarks for one in top.all()):
        mark = "accepted" if remark.accepted else ""
        head = ", ".join(filter(None, (_title(remark.author), remark.at, mark)))
        said.append(f"  {remark.address.kind.upper()} {head}\n{remark.text.strip()}")
    return said


def _unit(unit: Unit) -> list[Fact]:
    return [
        ("Part of", " / ".join(part.title for part in unit.path)),
        ("Head", names(unit.heads)),
        ("Site", unit.site or ""),
        *(("Phone", phone.text) for phone in unit.phones),
        *(("Mail", mail) for mail in unit.mails),
        *((label, url) for label, url in unit.links),
        ("Units", names(unit.children)),
        ("People", names(unit.members)),
    ]


def names(references: Sequence[Reference]) -> str:
    """The titles in one line, the first dozen of them."""
    shown = ", ".join(one.title for one in references[:MOST_NAMES])
    more = len(references) - MOST_NAMES
    return f"{shown} and {more} more" if more > 0 else shown


def _membership(one: UnitMembership) -> str:
    path = " / ".join((*one.path, one.name))
    return f"{path} ({one.role})" if one.role else path


def _language(tag: str, level: str | None) -> str:
    return f"{tag} ({level})" if level else tag


def _title(reference: Reference | None) -> str:
    return reference.title if reference else ""

"""Pieces of HTML around a text: links, lines, faces. Every word of a record is escaped here, so
that a title cannot become markup."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.records import AttachedFile, Reference
from desktop.ui.plain_label import plain

translate = QCoreApplication.translate

SEPARATOR = " · "
SAVE = "save:"
MOST_LINES = 50


def link(reference: Reference, words: str = "") -> str:
    """A link to something here, by its title or other words."""
    address = quote(str(reference.address), safe=":/#-._~")
    return f'<a href="{address}">{safe(words or reference.title)}</a>'


def text_link(reference: Reference) -> str:
    """A link to a text; an answer or a comment is called by what it is about."""
    about = reference.subtitle
    if reference.address.kind == "answer" and about:
        return link(reference, translate("Page", "Answer to: {title}").format(title=about))
    if reference.address.kind == "comment" and about:
        return link(reference, translate("Page", "Comment on: {title}").format(title=about))
    return link(reference)


def face(reference: Reference, size: int) -> str:
    """The face of a person, of the browser's faces (``SIZE:KEY``)."""
    source = quote(f"face:{size}:{reference.address.key}", safe=":-._~")
    return f'<img src="{source}" width="{size}" height="{size}">'


def escaped(text: str, **parts: str) -> str:
    """A sentence with its places filled, as text."""
    return escape(text.format(**parts))


def safe(text: str) -> str:
    """A text in one line, as text."""
    return escape(plain(text).replace("\n", " "))


def section(title: str, lines: list[str]) -> str:
    """Lines below a title, the first ``MOST_LINES`` of them."""
    shown = "".join(f'<p class="line">{line}</p>' for line in lines[:MOST_LINES])
    more = len(lines) - MOST_LINES
    rest = f'<p class="line"><span class="quiet">+{more}</span></p>' if more > 0 else ""
    return f'<p class="section">{escape(title.upper())}</p>{shown}{rest}'


def file_line(attached: AttachedFile) -> str:
    """An attached file: its name asks to save it, where it is here."""
    size = QLocale().formattedDataSize(attached.size)
    missing = "" if attached.here else SEPARATOR + escape(translate("Page", "not here yet"))
    name = safe(attached.name)
    if attached.here:
        name = f'<a href="{SAVE}{quote(attached.hash)}">{name}</a>'
    return f'{name} <span class="quiet">{escape(size)}{missing}</span>'

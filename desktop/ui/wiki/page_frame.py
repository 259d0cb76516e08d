"""What stands around a page's text: its title, how fresh it is, what belongs to it. As HTML.

Every word of a record is escaped here, so that a title cannot become markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.records import AttachedFile, Page, Reference
from desktop.ui.content.when import date_words, distance_words, is_stale, moment
from desktop.ui.languages import language_name
from desktop.ui.plain_label import plain

if TYPE_CHECKING:  # rendering is loaded where it happens, on the library thread
    from desktop.security.sanitise import Rendered

translate = QCoreApplication.translate

SEARCH = "search:"
SEPARATOR = " · "
GAP = "&nbsp;&nbsp;"
MOST_LINES = 50
H1_END = "</h1>"


def page_html(page: Page, rendered: Rendered, now: datetime) -> str:
    """The whole document: title, freshness, tags, text, and what belongs to it."""
    head = "".join((_meta(page, now), _tags(page), _plain_note(rendered)))
    if _repeats_title(page, rendered):
        title, _, text = rendered.html.partition(H1_END)
        title = title.replace("<h1", '<h1 class="title"', 1) + H1_END
    else:
        title, text = f'<h1 class="title">{_safe(page.title)}</h1>', rendered.html
    return title + head + text + _foot(page)


def _repeats_title(page: Page, rendered: Rendered) -> bool:
    """Whether the text begins with its own title, so that one of both is enough."""
    first = next(iter(rendered.headings), None)
    same = first is not None and first.level == 1 and first.text == page.title.strip()
    return same and rendered.html.startswith("<h1")


def _meta(page: Page, now: datetime) -> str:
    parts = [part for part in (_age(page, now), *_people(page), _review(page, now)) if part]
    if is_stale(page.updated_at, page.review_due, now):
        warning = translate("Page", "May be out of date")
        parts.append(f'<span class="badge">{escape(warning)}</span>')
    for translation in page.translations:
        parts.append(_translation(translation))
    return f'<p class="meta">{SEPARATOR.join(parts)}</p>' if parts else ""


def _translation(other: Reference) -> str:
    """The same page in another language; its subtitle is the language's tag."""
    if not other.subtitle:
        return _escaped(translate("Page", "Translation: {title}"), title="{}").format(_link(other))
    words = translate("Page", "In {language}: {title}")
    return _escaped(words, language=language_name(other.subtitle), title="{}").format(_link(other))


def _age(page: Page, now: datetime) -> str:
    changed = moment(page.updated_at)
    if changed is None:
        return ""
    words = translate("Page", "As of {when}").format(when=distance_words(changed, now))
    return f"{escape(words)} ({escape(date_words(page.updated_at))})"


def _people(page: Page) -> Iterable[str]:
    if page.owner is not None:
        yield translate("Page", "Owner {name}").format(name=_link(page.owner))
    if page.author is not None and page.author != page.owner:
        yield translate("Page", "Written by {name}").format(name=_link(page.author))


def _review(page: Page, now: datetime) -> str:
    due = moment(page.review_due)
    if due is None:
        return ""
    return _escaped(translate("Page", "Review due {when}"), when=distance_words(due, now))


def _tags(page: Page) -> str:
    made = (
        f'<a class="tag" href="{SEARCH}{quote(tag)}">{GAP}{_safe(tag)}{GAP}</a>'
        for tag in page.tags[:MOST_LINES]
    )
    tags = GAP.join(made)
    return f'<p class="meta">{tags}</p>' if tags else ""


def _plain_note(rendered: Rendered) -> str:
    if not rendered.plain:
        return ""
    words = translate("Page", "This page is too complex to lay out and is shown as plain text.")
    if rendered.cut:
        words += " " + translate("Page", "Only its beginning is shown.")
    return f'<p class="meta"><span class="badge">{escape(words)}</span></p>'


def _foot(page: Page) -> str:
    files = [_file(attached) for attached in page.attachments]
    sections = (
        (translate("Page", "Pages below this one"), [_link(child) for child in page.children]),
        (translate("Page", "Attachments"), files),
        (translate("Page", "Linked from"), [_link(source) for source in page.backlinks]),
    )
    return "".join(_section(title, lines) for title, lines in sections if lines)


def _section(title: str, lines: list[str]) -> str:
    shown = "".join(f'<p class="line">{line}</p>' for line in lines[:MOST_LINES])
    more = len(lines) - MOST_LINES
    rest = f'<p class="line"><span class="quiet">+{more}</span></p>' if more > 0 else ""
    return f'<p class="section">{escape(title.upper())}</p>{shown}{rest}'


def _file(attached: AttachedFile) -> str:
    size = QLocale().formattedDataSize(attached.size)
    missing = "" if attached.here else SEPARATOR + escape(translate("Page", "not here yet"))
    return f'{_safe(attached.name)} <span class="quiet">{escape(size)}{missing}</span>'


def _link(reference: Reference, words: str = "") -> str:
    address = quote(str(reference.address), safe=":/#-._~")
    return f'<a href="{address}">{_safe(words or reference.title)}</a>'


def _escaped(text: str, **parts: str) -> str:
    return escape(text.format(**parts))


def _safe(text: str) -> str:
    return escape(plain(text).replace("\n", " "))

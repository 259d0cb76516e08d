"""What stands around a page's text: its title, how fresh it is, what belongs to it. As HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QCoreApplication

from desktop.records import Page, Reference
from desktop.ui.content.when import date_words, distance_words, is_stale, moment
from desktop.ui.languages import language_name
from desktop.ui.wiki.discussion import byline, discussion
from desktop.ui.wiki.html_parts import (
    MOST_LINES,
    SEPARATOR,
    escaped,
    file_line,
    link,
    safe,
    section,
    text_link,
)

if TYPE_CHECKING:  # rendering is loaded where it happens, on the library thread
    from desktop.security.sanitise import Rendered

translate = QCoreApplication.translate

SEARCH = "search:"
GAP = "&nbsp;&nbsp;"
WRITINGS = ("post", "question", "answer", "comment")
REMARKS = ("answer", "comment")
H1_END = "</h1>"


def page_html(
    page: Page, rendered: Rendered, now: datetime, remarks: Mapping[str, Rendered] | None = None
) -> str:
    """The whole document: title, freshness, tags, text, what was said below it, and what
    belongs to it. ``remarks`` are the texts below, by key."""
    about = byline(page, now) if page.address.kind in WRITINGS else _meta(page, now)
    head = "".join((about, _tags(page), _plain_note(rendered)))
    if page.address.kind in REMARKS and page.path:
        title, text = _answered(page), rendered.html
    elif _repeats_title(page, rendered):
        title, _, text = rendered.html.partition(H1_END)
        title = title.replace("<h1", '<h1 class="title"', 1) + H1_END
    else:
        title, text = f'<h1 class="title">{safe(page.title)}</h1>', rendered.html
    below = discussion(page, remarks or {}, now)
    return title + head + text + below + _foot(page)


def _answered(page: Page) -> str:
    """What an answer or a comment is about, which is its title."""
    if page.address.kind == "answer":
        words = translate("Page", "Answer to: {title}")
    else:
        words = translate("Page", "Comment on: {title}")
    title = link(page.path[0])
    mark = translate("Page", "Accepted answer")
    good = f'<p class="by"><span class="good">✓ {escape(mark)}</span></p>' if page.accepted else ""
    return f'<h1 class="title">{escaped(words, title="{}").format(title)}</h1>{good}'


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
        return escaped(translate("Page", "Translation: {title}"), title="{}").format(link(other))
    words = translate("Page", "In {language}: {title}")
    return escaped(words, language=language_name(other.subtitle), title="{}").format(link(other))


def _age(page: Page, now: datetime) -> str:
    changed = moment(page.updated_at)
    if changed is None:
        return ""
    words = translate("Page", "As of {when}").format(when=distance_words(changed, now))
    return f"{escape(words)} ({escape(date_words(page.updated_at))})"


def _people(page: Page) -> Iterable[str]:
    if page.owner is not None:
        yield translate("Page", "Owner {name}").format(name=link(page.owner))
    if page.author is not None and page.author != page.owner:
        yield translate("Page", "Written by {name}").format(name=link(page.author))


def _review(page: Page, now: datetime) -> str:
    due = moment(page.review_due)
    if due is None:
        return ""
    return escaped(translate("Page", "Review due {when}"), when=distance_words(due, now))


def _tags(page: Page) -> str:
    made = (
        f'<a class="tag" href="{SEARCH}{quote(tag)}">{GAP}{safe(tag)}{GAP}</a>'
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
    files = [file_line(attached) for attached in page.attachments]
    experts = [f"{link(one.person)}{SEPARATOR}{safe(one.skill)}" for one in page.experts]
    sections = (
        (translate("Page", "Attachments"), files),
        (translate("Page", "Pages below this one"), [link(child) for child in page.children]),
        (translate("Page", "People who know this"), experts),
        (translate("Page", "Linked from"), [text_link(one) for one in page.backlinks]),
    )
    return "".join(section(title, lines) for title, lines in sections if lines)

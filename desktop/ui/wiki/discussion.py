"""Who wrote a post or a question, and what was said below it: answers and comments, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.records import Page, Reference, Remark
from desktop.ui.content.when import date_words, distance_words, moment
from desktop.ui.counted import Counted
from desktop.ui.wiki.html_parts import SEPARATOR, escaped, face, file_line, link

if TYPE_CHECKING:  # rendering is loaded where it happens, on the library thread
    from desktop.security.sanitise import Rendered

translate = QCoreApplication.translate

FACE, SMALL_FACE = 36, 28
GAP = 12


def byline(page: Page, now: datetime) -> str:
    """The face and name of whoever wrote it, and when; where stands above."""
    when = _when(page.updated_at, now)
    line = f'<p class="by">{when}</p>' if when else ""
    if page.author is None:
        return line
    return _beside_face(page.author, FACE, f'<p class="by">{link(page.author)}</p>{line}', "by")


def discussion(page: Page, rendered: Mapping[str, Rendered], now: datetime) -> str:
    """Everything below the text, under how much of it there is."""
    answers = [one for one in page.remarks if one.address.kind == "answer"]
    comments = [one for one in page.remarks if one.address.kind != "answer"]
    counted = Counted()
    return "".join(
        f'<p class="section">{escape(title.upper())}</p>{_remarks(remarks, rendered, now)}'
        for remarks, title in (
            (answers, counted.answers(len(answers))),
            (comments, counted.comments(len(comments))),
        )
        if remarks
    )


def _remarks(remarks: Sequence[Remark], rendered: Mapping[str, Rendered], now: datetime) -> str:
    return "".join(_remark(one, rendered, now) for one in remarks)


def _remark(remark: Remark, rendered: Mapping[str, Rendered], now: datetime) -> str:
    shown = rendered.get(remark.address.key)
    name = link(remark.author) if remark.author else escape(translate("Page", "Somebody"))
    head = SEPARATOR.join(filter(None, (name, _when(remark.at, now))))
    if remark.accepted:
        mark = escape(translate("Page", "Accepted answer"))
        head += f'{SEPARATOR}<span class="good">✓ {mark}</span>'
    files = "".join(f'<p class="line">{file_line(one)}</p>' for one in remark.attachments)
    said = f'<p class="by">{head}</p>{shown.html if shown else ""}{files}'
    said += _remarks(remark.remarks, rendered, now)
    author = remark.author
    return _beside_face(author, SMALL_FACE, said, "accepted" if remark.accepted else "said")


def _beside_face(person: Reference | None, size: int, said: str, look: str) -> str:
    picture = face(person, size) if person else ""
    return (
        f'<table class="remark" width="100%" cellspacing="0" cellpadding="0"><tr>'
        f'<td class="face" width="{size + GAP}">{picture}</td><td class="{look}">{said}</td>'
        "</tr></table>"
    )


def _when(at: str | None, now: datetime) -> str:
    then = moment(at)
    if then is None:
        return ""
    return escaped("{when} ({date})", when=distance_words(then, now), date=date_words(at))

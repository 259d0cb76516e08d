"""What colleagues write, made safe to show: Markdown in, a small and checked HTML out.

Parsed without raw HTML, written from tokens, held against an allow-list, and counted before and
after; whatever asks for too much is shown as plain text. Knows no window and no colours.
"""

from __future__ import annotations

from html import escape

from desktop.security.allow_list import clean
from desktop.security.block_markup import BlockMarkup
from desktop.security.budget import Runs, TooComplex, check_html, check_source
from desktop.security.inline_markup import InlineMarkup, cleared
from desktop.security.markdown import parse
from desktop.security.rendered import Heading, Picture, Rendered

__all__ = ["Heading", "Picture", "Rendered", "render"]

MOST_LINES = 20_000
MOST_PLAIN = 1024 * 1024  # characters


def render(text: str, *, dead: frozenset[str] = frozenset()) -> Rendered:
    """``text`` in Markdown as HTML without colours, safe to show.

    ``dead`` are link targets as they are written in ``text`` that lead nowhere in this replica.
    Raises nothing, whatever the text: one that is too complex comes back as plain text.
    """
    readable = cleared(text)
    try:
        check_source(readable)
        return _rendered(readable, dead)
    except TooComplex:
        return _plain(readable)


def _rendered(text: str, dead: frozenset[str]) -> Rendered:
    inline = InlineMarkup(dead)
    blocks = BlockMarkup(inline)
    html = blocks.write(parse(text))
    check_html(html)
    kept = clean(html)
    check_html(kept)
    return Rendered(html=kept, headings=tuple(blocks.headings), pictures=tuple(inline.pictures))


def _plain(text: str) -> Rendered:
    """The text as it was written, cut where no window would still show it."""
    lines = text[:MOST_PLAIN].split("\n")
    cut = len(text) > MOST_PLAIN or len(lines) > MOST_LINES
    shown = "\n".join(Runs().broken(line) for line in lines[:MOST_LINES])
    return Rendered(html=f'<pre class="plain">{escape(shown)}</pre>', plain=True, cut=cut)

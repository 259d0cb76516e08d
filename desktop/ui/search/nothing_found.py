"""What to say, and what to try, where a search found nothing. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.records import SearchResult
from desktop.ui import kinds

MOST_QUOTED = 50  # letters of a query that are said back

translate = QCoreApplication.translate


def nothing_found(
    result: SearchResult, kind: str | None, *, narrowed: bool, arriving: bool = False
) -> tuple[str, str]:
    """The title and the text; ``kind`` is the one that was looked for, ``arriving`` whether the
    company is still being fetched for the first time."""
    query = result.query.strip()
    if not query:
        title = translate("NothingFound", "Nothing here")
    else:
        shown = query if len(query) <= MOST_QUOTED else query[:MOST_QUOTED] + "…"
        title = translate("NothingFound", "Nothing found for “{query}”").format(query=shown)
    elsewhere = _elsewhere(result, kind)
    if elsewhere:
        return title, translate("NothingFound", "But elsewhere: {kinds}.").format(kinds=elsewhere)
    if arriving:
        words = translate(
            "NothingFound",
            "Not everything is here yet. What you are looking for appears as soon as it has come.",
        )
        return title, words
    if narrowed:
        words = translate(
            "NothingFound", "The search is narrowed. Elsewhere there may be something."
        )
        return title, words
    return title, "\n\n".join(_tries(query))


def _elsewhere(result: SearchResult, kind: str | None) -> str:
    """How many other kinds have."""
    return ", ".join(
        f"{kinds.many(one.value)} {QLocale().toString(one.count)}{'+' if one.capped else ''}"
        for one in result.facets.get("kind", ())
        if one.value != kind and one.count
    )


def _tries(query: str) -> Iterator[str]:
    """What may find it all the same."""
    if " " in query:
        yield translate("NothingFound", "Fewer words: the rarest one alone often finds it.")
    yield translate("NothingFound", "Only the beginning of a word: “brand” finds Brandschutz.")
    yield translate(
        "NothingFound", "For people: part of a number, a room, a skill, or what they answer for."
    )
    yield translate(
        "NothingFound", "What was written since the last sync is not here yet: F5 fetches it."
    )

"""The documents on screen as hits: marked, with their reason and a passage.

Only what is shown is read whole. It must not know how documents were found or ranked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from desktop.records import Address, Hit, Marked
from desktop.search.packing import unpacked
from desktop.search.rank import Ranked
from desktop.search.reasons import Values, why
from desktop.search.remembered import DocumentRow, Remembered, with_missing
from desktop.search.rows import LISTED, Rows
from desktop.search.snippet import Marker, snippet, variants_of
from desktop.search.sought import Sought, Variant
from desktop.search.text import spans

PASSAGES: Final = 12  # hits that come with a passage: more than a screen shows at once
_COLUMNS: Final = ", ".join(DocumentRow._fields)
_UNREAD: Final = (0, "", 0, "")  # of what ranking has not read
_NONE: Final = Marked("")


class Shown:
    """Makes hits of documents for one query; ``typed`` is how it was typed."""

    def __init__(
        self, rows: Rows, sought: Sequence[Sought], typed: str, remembered: Remembered
    ) -> None:
        self._rows = rows
        self._remembered = remembered
        self._variants = variants_of(sought)
        self._written = {token.text: typed[token.start : token.end] for token in spans(typed)}

    def hits(self, ranked: Sequence[Ranked], read: Mapping[int, Sequence[Any]]) -> tuple[Hit, ...]:
        """Return a hit for each, in the order given.

        ``read`` has what ranking read of each, by row id: that, short fields, length, facets.
        """
        docids = [one.docid for one in ranked]
        found = with_missing(self._remembered.shown, docids, self._documents)
        texts = self._texts(docids[:PASSAGES])
        lines = [line for row in found.values() for line in (row.title, row.subtitle)]
        marker = Marker(self._variants, lines)
        return tuple(
            self._hit(
                *(one, found[one.docid], read.get(one.docid, _UNREAD), marker),
                _passage(texts[one.docid], one, self._variants) if one.docid in texts else _NONE,
            )
            for one in ranked
        )

    def _documents(self, docids: Sequence[int]) -> dict[int, DocumentRow]:
        found = self._rows.all(
            f"SELECT {_COLUMNS} FROM document WHERE docid {LISTED}", (json.dumps(docids),)
        )
        return {row[0]: DocumentRow(*row) for row in found}

    def _texts(self, docids: Sequence[int]) -> dict[int, str]:
        packed = self._rows.all(
            f"SELECT docid, plain FROM text WHERE docid {LISTED}", (json.dumps(docids),)
        )
        return {row[0]: unpacked(row[1]) for row in packed}

    def _hit(
        self, ranked: Ranked, row: DocumentRow, read: Sequence[Any], marker: Marker, passage: Marked
    ) -> Hit:
        kind, _, identity = row.key.partition(":")
        values = Values(read[1], row.shown, read[3], self._remembered.facets)
        return Hit(
            address=Address(kind, identity),
            kind=kind,
            title=marker.marked(row.title),
            subtitle=marker.marked(row.subtitle),
            why=why(ranked, kind, values, self._written),
            snippet=passage,
            thumbnail=row.thumbnail,
            updated=row.updated,
            source=row.source,
            source_key=row.source_key,
        )


def _passage(text: str, ranked: Ranked, variants: Sequence[Variant]) -> Marked:
    # Without any place it was found by its postings alone, far down in a long text.
    in_text = not ranked.places or any(place.line < 0 for place in ranked.places)
    found = [place.variant for place in ranked.places]
    return snippet(text, variants, found=found, surely=in_text)

"""The documents on screen as hits: marked, with their reason and a passage.

Only what is shown is read whole. It must not know how documents were found or ranked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from desktop.records import Address, Hit, Marked
from desktop.search.packing import unpacked
from desktop.search.rank import Ranked
from desktop.search.reasons import Values, why
from desktop.search.rows import LISTED, Rows
from desktop.search.snippet import Marker, snippet, variants_of
from desktop.search.sought import Sought, Variant
from desktop.search.text import spans

PASSAGES: Final = 12  # hits that come with a passage: more than a screen shows at once


# The values of a document as tokens, a line each, and its facets with their values.
Read = tuple[str, Sequence[tuple[str, str]]]
_NOTHING: Final[Read] = ("", ())


class _Row(NamedTuple):
    """What a hit is made of, as the index has it."""

    docid: int
    key: str
    title: str
    subtitle: str
    thumbnail: str | None
    source: str | None
    source_key: str | None
    updated: str | None
    shown: str


_COLUMNS: Final = ", ".join(_Row._fields)


def show(
    rows: Rows,
    ranked: Sequence[Ranked],
    read: Mapping[int, Read],
    sought: Sequence[Sought],
    typed: str,
) -> tuple[Hit, ...]:
    """Return a hit for each, in the order given.

    ``read`` has what ranking read of each, by row id; ``typed`` is the query.
    """
    docids = [one.docid for one in ranked]
    found = rows.all(f"SELECT {_COLUMNS} FROM document WHERE docid {LISTED}", (json.dumps(docids),))
    by_docid = {row[0]: _Row(*row) for row in found}
    packed = rows.all(
        f"SELECT docid, plain FROM text WHERE docid {LISTED}", (json.dumps(docids[:PASSAGES]),)
    )
    texts = {row[0]: unpacked(row[1]) for row in packed}
    variants = variants_of(sought)
    written = {token.text: typed[token.start : token.end] for token in spans(typed)}
    marker = Marker(variants, [line for row in found for line in (row[2], row[3])])
    passages = {
        one.docid: _passage(texts[one.docid], one, variants)
        for one in ranked[:PASSAGES]
        if one.docid in texts
    }
    return tuple(
        _hit(
            *(one, by_docid[one.docid], read.get(one.docid, _NOTHING)),
            *(marker, passages.get(one.docid, Marked("")), written),
        )
        for one in ranked
    )


def _passage(text: str, ranked: Ranked, variants: Sequence[Variant]) -> Marked:
    # Without any place it was found by its postings alone, far down in a long text.
    in_text = not ranked.places or any(place.line < 0 for place in ranked.places)
    found = [place.variant for place in ranked.places]
    return snippet(text, variants, found=found, surely=in_text)


def _hit(
    ranked: Ranked,
    row: _Row,
    read: Read,
    marker: Marker,
    passage: Marked,
    written: Mapping[str, str],
) -> Hit:
    kind, _, identity = row.key.partition(":")
    return Hit(
        address=Address(kind, identity),
        kind=kind,
        title=marker.marked(row.title),
        subtitle=marker.marked(row.subtitle),
        why=why(ranked, kind, Values(read[0], row.shown.split("\n"), read[1]), written),
        snippet=passage,
        thumbnail=row.thumbnail,
        updated=row.updated,
        source=row.source,
        source_key=row.source_key,
    )

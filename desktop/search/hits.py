"""The documents on screen as hits: marked, with their reason and a passage.

Only what is shown is read whole. It must not know how documents were found or ranked.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection

from desktop.records import Address, Hit, Marked
from desktop.search.rank import Ranked
from desktop.search.reasons import why
from desktop.search.snippet import Marker, snippet, variants_of
from desktop.search.sought import Sought

PASSAGES: Final = 20  # hits that come with a passage: more than a screen shows at once
_IN: Final = "IN (SELECT value FROM json_each(?))"
_COLUMNS: Final = (
    "docid, key, kind, title, subtitle, thumbnail, source, source_key, updated, short, shown"
)


def show(tx: Connection, ranked: Sequence[Ranked], sought: Sequence[Sought]) -> tuple[Hit, ...]:
    """Return a hit for each, in the order given."""
    docids = [one.docid for one in ranked]
    rows = tx.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM document WHERE docid {_IN}", (json.dumps(docids),)
    )
    by_docid = {row.docid: row for row in rows}
    packed = tx.exec_driver_sql(
        f"SELECT docid, text FROM excerpt WHERE docid {_IN}", (json.dumps(docids[:PASSAGES]),)
    )
    texts = {row[0]: zlib.decompress(row[1]).decode() for row in packed}
    variants = variants_of(sought)
    marker = Marker(variants)
    passages = {docid: snippet(text, variants) for docid, text in texts.items()}
    return tuple(
        _hit(one, by_docid[one.docid], marker, passages.get(one.docid, Marked("")))
        for one in ranked
    )


def _hit(ranked: Ranked, row: Any, marker: Marker, passage: Marked) -> Hit:
    return Hit(
        address=Address.parse(row.key),
        kind=row.kind,
        title=marker.marked(row.title),
        subtitle=marker.marked(row.subtitle),
        why=why(ranked, row.kind, row.short, json.loads(row.shown)),
        snippet=passage,
        thumbnail=row.thumbnail,
        updated=row.updated,
        source=row.source,
        source_key=row.source_key,
    )

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
from desktop.search.snippet import marked, snippet, variants_of
from desktop.search.sought import Sought, Variant

_IN: Final = "IN (SELECT value FROM json_each(?))"
_COLUMNS: Final = (
    "docid, key, kind, title, subtitle, thumbnail, source, source_key, updated, short, shown, text"
)


def show(tx: Connection, ranked: Sequence[Ranked], sought: Sequence[Sought]) -> tuple[Hit, ...]:
    """Return a hit for each, in the order given."""
    rows = tx.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM document LEFT JOIN excerpt USING (docid) WHERE docid {_IN}",
        (json.dumps([one.docid for one in ranked]),),
    )
    by_docid = {row.docid: row for row in rows}
    variants = variants_of(sought)
    return tuple(_hit(one, by_docid[one.docid], variants) for one in ranked)


def _hit(ranked: Ranked, row: Any, variants: Sequence[Variant]) -> Hit:
    text = zlib.decompress(row.text).decode() if row.text else ""
    return Hit(
        address=Address.parse(row.key),
        kind=row.kind,
        title=marked(row.title, variants),
        subtitle=marked(row.subtitle, variants),
        why=why(ranked, row.kind, row.short, json.loads(row.shown)),
        snippet=snippet(text, variants) if text else Marked(""),
        thumbnail=row.thumbnail,
        updated=row.updated,
        source=row.source,
        source_key=row.source_key,
    )

"""One thing by its key: the rows of it that the viewer may see, and no trace of the others."""

from __future__ import annotations

from sqlalchemy import Connection, select

from server import problems, schema
from server.access import viewer_streams
from server.pull import as_row
from wire.messages import ObjectResponse
from wire.rows import Key


def show_object(tx: Connection, person: str, text: str) -> ObjectResponse:
    """The rows under a key, or under all facets of a thing.

    Its revision counts what was withdrawn too: a thing that lost a facet is not what it was.
    """
    try:
        key = Key.parse(text)
    except ValueError as error:
        raise problems.malformed("A key reads kind:id or kind:id#facet.", "key") from error
    row = schema.row.c
    query = select(row.stream, row.key, row.seq, row.kind, row.body).where(
        row.entity == key.entity,
        row.stream.in_(viewer_streams(tx, person)),
    )
    if key.facet:
        query = query.where(row.key == text)
    found = tx.execute(query.order_by(row.key, row.stream))
    rows = tuple(as_row(*one) for one in found)
    live = tuple(one for one in rows if not one.is_tombstone)
    if not live:
        raise problems.not_found()
    return ObjectResponse(key=text, rev=max(one.seq for one in rows), rows=live)

"""Who may read which stream: one policy, asked anew at every request.

A principal is a group such as ``staff``, in which every account is, or ``person:<id>``. What is
said of a person goes before what is said of their groups, so that one person can be shut out of
what all staff may read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, union

from server import schema
from server.errors import UnknownStream
from wire.bodies import SpaceBody
from wire.codec import decode_body
from wire.rows import ALL, HR, PARTNERS, self_stream

STAFF: Final = "staff"

_acl, _member = schema.stream_acl.c, schema.member.c
# Asked at every request, and therefore put together once.
_ENTRIES: Final = select(_acl.stream, _acl.principal, _acl.allowed).where(
    (_acl.principal == STAFF)
    | (_acl.principal == bindparam("personal"))
    | _acl.principal.in_(select(_member.principal).where(_member.person == bindparam("person")))
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a stream is read or not: ``principal`` was given or denied it."""

    stream: str
    principal: str
    allowed: bool


def viewer_streams(tx: Connection, person: str) -> list[str]:
    """The ids of all streams this person may read, sorted."""
    return [reason.stream for reason in viewer_reasons(tx, person) if reason.allowed]


def viewer_reasons(tx: Connection, person: str) -> list[Reason]:
    """What decides about each stream this person is given or denied, by stream."""
    own = str(self_stream(person))
    decided = {own: Reason(own, personal(person), True)}
    for stream, principal, allowed in _entries(tx, person):
        before = decided.get(stream)
        if before is None or _goes_before(principal, allowed, before, person):
            decided[stream] = Reason(stream, principal, allowed)
    return [decided[stream] for stream in sorted(decided)]


def personal(person: str) -> str:
    """The principal that is one person."""
    return f"person:{person}"


def allow(tx: Connection, stream: str, principal: str, allowed: bool = True) -> None:
    """Say whether ``principal`` may read ``stream``, whatever was said before."""
    table = schema.stream_acl
    withdraw(tx, stream, principal)
    tx.execute(insert(table).values(stream=stream, principal=principal, allowed=allowed))


def withdraw(tx: Connection, stream: str, principal: str) -> None:
    """Take back what was said of ``principal`` and ``stream``."""
    table = schema.stream_acl
    here = (table.c.stream == stream) & (table.c.principal == principal)
    tx.execute(delete(table).where(here))


def grant(tx: Connection, person: str, stream: str) -> None:
    """Let one person read one stream."""
    allow(tx, stream, personal(person))


def revoke(tx: Connection, person: str, stream: str) -> None:
    """Keep one person from reading one stream, even where all staff may."""
    allow(tx, stream, personal(person), allowed=False)


def find_stream(tx: Connection, name: str) -> str:
    """The id of the stream that a person calls ``name``; spaces go by their names too."""
    known = known_streams(tx)
    if name in known:
        return name
    prefix, _, wanted = name.partition(":")
    if prefix == "space":
        fitting = [s for s, names in space_names(tx, known).items() if wanted.casefold() in names]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise UnknownStream(f"Several spaces are called {wanted}: name one of {fitting}.")
    raise UnknownStream(f"There is no stream {name}. Known: {', '.join(sorted(known))}.")


def known_streams(tx: Connection) -> set[str]:
    """Every stream that holds rows or is spoken of in a right, and those there always are."""
    both = union(select(schema.stream.c.id), select(schema.stream_acl.c.stream))
    return {ALL, PARTNERS, HR, *tx.execute(both).scalars()}


def space_names(tx: Connection, streams: Iterable[str]) -> dict[str, set[str]]:
    """What each space among ``streams`` is called, in lower case, by stream."""
    return {
        stream: {name.casefold() for name in _all_names(body)}
        for stream, body in _spaces(tx, streams)
    }


def space_titles(tx: Connection, streams: Iterable[str]) -> dict[str, str]:
    """One name for each space among ``streams``, to show, by stream."""
    return {stream: _all_names(body)[0] for stream, body in _spaces(tx, streams)}


def _spaces(tx: Connection, streams: Iterable[str]) -> Iterator[tuple[str, SpaceBody]]:
    # A space's own row and its stream go by the same text: space:<id>.
    row = schema.row.c
    wanted = [stream for stream in streams if stream.startswith("space:")]
    query = select(row.entity, row.body).where(row.entity.in_(wanted), row.body.is_not(None))
    for entity, body in tx.execute(query):
        decoded = decode_body("space", body)
        if isinstance(decoded, SpaceBody):
            yield entity, decoded


def _all_names(body: SpaceBody) -> list[str]:
    called = [*body.names.values(), body.source, body.source_key]
    return [name for name in called if name] or [""]


def _entries(tx: Connection, person: str) -> Iterable[Row[str, str, bool]]:
    return tx.execute(_ENTRIES, {"person": person, "personal": personal(person)})


def _goes_before(principal: str, allowed: bool, before: Reason, person: str) -> bool:
    if before.principal == personal(person):
        return False
    return principal == personal(person) or allowed

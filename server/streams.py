"""What becomes of a thing when it is written: which rows, in which streams.

Pure: no database, no clock. Who may read a stream is ``access.py``'s business.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from wire.bodies import (
    AnswerBody,
    Attachment,
    Body,
    CommentBody,
    PageBody,
    PersonCore,
    PostBody,
    QuestionBody,
)
from wire.codec import encode_body
from wire.rows import ALL, HR, PARTNERS, Key, Stream, self_stream, space_stream

NAMESPACE: Final = uuid.UUID("6a1d2f7e-0c35-5b7b-9d0e-2f4f6f1f8a51")
FOR_ALL: Final = frozenset({"unit", "site", "responsibility", "skill", "field"})
IN_A_SPACE: Final = PageBody | PostBody | QuestionBody | AnswerBody | CommentBody


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A whole thing as it is to stand; ``id`` never changes and means nothing.

    ``bodies`` is by facet: ``core``, ``contact``, ``private`` for a person, ``""`` for all else.
    ``private`` hides the existence of a space from those who may not read it.
    """

    kind: str
    id: str
    bodies: Mapping[str, Body]
    source: str | None = None
    source_key: str | None = None
    private: bool = False

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Facet:
    """The part of a row that does not depend on when it is written."""

    kind: str
    body: msgspec.Raw


def entity_id(source: str, kind: str, source_key: str) -> str:
    """The id of what ``source`` calls ``source_key``: the same at every import."""
    return str(uuid.uuid5(NAMESPACE, json.dumps([source, kind, source_key])))


def facets(entity: Entity) -> dict[tuple[Stream, str], Facet]:
    """The rows of a thing, by (stream, key). ``WireError`` if a body may not travel."""
    rows = {}
    for name, body in entity.bodies.items():
        key = str(Key(entity.kind, entity.id, name))
        kind = f"{entity.kind}.{name}" if name else entity.kind
        facet = Facet(kind, encode_body(_with_source(entity, name, body)))
        rows.update({(stream, key): facet for stream in audiences(entity, name)})
    return rows


def audiences(entity: Entity, facet: str) -> tuple[Stream, ...]:
    """The streams in which one facet of a thing is read."""
    match entity.kind, facet:
        case "person", "core" | "contact":
            return (PARTNERS if _is_external(entity) else ALL,)
        case "person", "private":
            return (HR, self_stream(entity.id))
        case "space", "":
            return (space_stream(entity.id) if entity.private else ALL,)
        case kind, "" if kind in FOR_ALL:
            return (ALL,)
    body = entity.bodies[facet]
    if facet == "" and isinstance(body, IN_A_SPACE):
        return (space_stream(body.space),)
    raise ValueError(f"No stream takes {entity.kind} with facet {facet!r}")


def blob_hashes(entity: Entity) -> frozenset[str]:
    """The blobs a thing names."""
    return frozenset().union(*(body_blobs(body) for body in entity.bodies.values()))


def body_blobs(body: Body | None) -> frozenset[str]:
    """The blobs one body names; none for a body nobody here can read."""
    if isinstance(body, PersonCore) and body.photo is not None:
        return frozenset({body.photo.thumbnail, body.photo.full or body.photo.thumbnail})
    attachments: tuple[Attachment, ...] = getattr(body, "attachments", ())
    return frozenset(attachment.hash for attachment in attachments)


def _is_external(entity: Entity) -> bool:
    core = entity.bodies.get("core")
    return isinstance(core, PersonCore) and core.external


def _with_source(entity: Entity, facet: str, body: Body) -> Body:
    if facet not in ("", "core") or entity.source is None:
        return body
    return msgspec.structs.replace(body, source=entity.source, source_key=entity.source_key)

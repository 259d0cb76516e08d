"""The messages of the protocol (docs/protocol.md), one struct each.

Structs drop fields they do not know, so either side may add one. Rows keep their bodies raw.
"""

from __future__ import annotations

import msgspec

from wire.rows import Row


class SchemaRange(msgspec.Struct, frozen=True):
    """The versions of the rows' schema that a server can speak."""

    min: int
    max: int


class Limits(msgspec.Struct, frozen=True):
    """What one request may hold: operations, bytes of a body, bytes of a blob, rows, blobs."""

    ops: int = 100
    body: int = 1_048_576
    blob: int = 26_214_400
    rows: int = 2_000
    blobs: int = 500


class ServiceDocument(msgspec.Struct, frozen=True):
    """``GET /v1``: who answers here, before anybody signs in."""

    service: str
    epoch: str
    schema: SchemaRange
    min_client: str
    limits: Limits = Limits()


class EnrolRequest(msgspec.Struct, frozen=True):
    """``POST /v1/replicas``: a new replica introduces itself."""

    name: str
    client: str


class StreamSize(msgspec.Struct, frozen=True):
    """What a stream weighs, so that the first start can say what will come."""

    id: str
    rows: int
    bytes: int


class Enrolment(msgspec.Struct, frozen=True):
    """The answer to an enrolment. ``viewer`` is a key such as ``person:7f``."""

    replica: str
    viewer: str
    epoch: str
    streams: tuple[StreamSize, ...]


class BootPosition(msgspec.Struct, frozen=True):
    """How far the boot of one stream has come, and where it began (0: from the start)."""

    at: int
    start: int = msgspec.field(name="from", default=0)


class SnapshotOffer(msgspec.Struct, frozen=True):
    """A file that may replace the beginning of a boot: one stream's live rows at ``seq``.

    ``GET /v1/snapshots/{sha256}`` serves it: zstd over one row's JSON a line, people before
    pages. ``bytes`` is what travels, ``expanded`` what it unpacks to, ``rows`` how many lines.
    """

    sha256: str
    bytes: int
    expanded: int
    rows: int
    seq: int


class PullRequest(msgspec.Struct, frozen=True, omit_defaults=True):
    """``POST /v1/pull``. ``streams`` is the tag of the streams held; no ``cursor`` asks anew.

    ``snapshots`` says that an offer is welcome instead of a boot's first slices. ``check`` names
    streams whose count and sum are wanted, with the next answer that reaches the head.
    """

    replica: str
    epoch: str | None = None
    cursor: int | None = None
    streams: str = ""
    booting: dict[str, BootPosition] = {}
    rows: int = 2_000
    snapshots: bool = False
    check: tuple[str, ...] = ()


class StreamList(msgspec.Struct, frozen=True):
    """All streams the viewer may hold, with the tag that proves the list whole."""

    tag: str
    ids: tuple[str, ...]


class Slice(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of a booting stream: its rows up to and including seq ``to``."""

    stream: str = msgspec.field(name="s")
    to: int = 0
    done: bool = False
    rows: tuple[Row, ...] = ()


class Check(msgspec.Struct, frozen=True):
    """Count and sum of a stream's live rows; the sum is text because JSON has no 64 bits."""

    n: int
    sum: str


class PullResponse(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a pull brings. ``wait`` is in seconds; ``rows`` are in order of seq.

    ``boot`` offers snapshots, by stream; a stream it names gets no slice in the same answer.
    """

    epoch: str
    cursor: int
    head: int = 0
    unchanged: bool = False
    reset: bool = False
    more: bool = False
    wait: int = 0
    streams: StreamList | None = None
    again: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    slices: tuple[Slice, ...] = ()
    boot: dict[str, SnapshotOffer] = {}
    check: dict[str, Check] = {}


class ObjectResponse(msgspec.Struct, frozen=True):
    """``GET /v1/objects/{key}``: the rows of one thing that the viewer may see.

    ``rev`` is the highest seq among them, and the ETag.
    """

    key: str
    rev: int
    rows: tuple[Row, ...]


class BlobsRequest(msgspec.Struct, frozen=True):
    """``POST /v1/blobs``: the hashes (lower-case SHA-256) wanted in one tar."""

    get: tuple[str, ...]


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """RFC 9457. Code branches on ``type``, never on a sentence; ``field`` names what is wrong."""

    type: str
    title: str
    status: int
    detail: str = ""
    field: str = ""

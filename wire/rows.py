"""What travels: rows, their keys, and the sums that prove two sides hold the same ones.

A row is one facet of one thing in one stream. Its body is kept as the bytes it came in
(``msgspec.Raw``), so that a kind or field nobody here knows yet is neither refused nor lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b, sha256
from typing import NewType

import msgspec

Stream = NewType("Stream", str)

ALL = Stream("all")
PARTNERS = Stream("partners")
HR = Stream("hr")

TOMBSTONE = msgspec.Raw(b"null")
SUM_MODULUS = 2**64


class Row(msgspec.Struct, frozen=True):
    """One facet of one thing in one stream, as it stands at ``seq``."""

    stream: str = msgspec.field(name="s")
    key: str = msgspec.field(name="k")
    seq: int = msgspec.field(name="q")
    kind: str = msgspec.field(name="t")
    body: msgspec.Raw = msgspec.field(name="b")

    @property
    def is_tombstone(self) -> bool:
        return bytes(self.body) == b"null"


@dataclass(frozen=True, slots=True)
class Key:
    """``person:7f#core`` taken apart: kind, id, and a facet that may be empty."""

    kind: str
    id: str
    facet: str = ""

    @classmethod
    def parse(cls, text: str) -> Key:
        """Take a key apart; ``ValueError`` unless it is ``kind:id`` or ``kind:id#facet``."""
        kind, colon, rest = text.partition(":")
        identity, hash_sign, facet = rest.partition("#")
        if not (kind and colon and identity) or (hash_sign and not facet):
            raise ValueError(f"Not a key: {text[:80]!r}")
        return cls(kind, identity, facet)

    @property
    def entity(self) -> str:
        """The thing the facet belongs to: ``person:7f``."""
        return f"{self.kind}:{self.id}"

    def __str__(self) -> str:
        return f"{self.entity}#{self.facet}" if self.facet else self.entity


def self_stream(person: str) -> Stream:
    """The stream that only one person reads; ``person`` is the id without its kind."""
    return Stream(f"self:{person}")


def space_stream(space: str) -> Stream:
    """The stream of everything written in one space."""
    return Stream(f"space:{space}")


def streams_tag(streams: Iterable[str]) -> str:
    """The hash by which both sides compare the set of streams held (16 hex digits)."""
    return sha256("\n".join(sorted(streams)).encode()).hexdigest()[:16]


def row_digest(key: str, seq: int) -> int:
    """One live row's share of its stream's sum: blake2b-64 of key and seq.

    A stream's sum is the sum of these over its live rows, modulo ``SUM_MODULUS``.
    """
    return int.from_bytes(blake2b(f"{key}\n{seq}".encode(), digest_size=8).digest(), "big")

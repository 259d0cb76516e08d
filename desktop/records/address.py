"""Where a thing is, and enough of it to show in a line. Frozen; no I/O, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

SCHEME = "vademecum"


@dataclass(frozen=True, slots=True)
class Address:
    """``vademecum://kind/id``, with an optional place inside (``#anchor``)."""

    kind: str
    id: str
    anchor: str = ""

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read an address, or a key such as ``person:7f``; ``ValueError`` if it is neither."""
        rest, _, anchor = text.strip().partition("#")
        scheme, slashes, path = rest.partition("://")
        kind, mark, identity = path.partition("/") if slashes else rest.partition(":")
        identity = identity.strip("/")
        if not (kind and mark and identity) or (slashes and scheme != SCHEME):
            raise ValueError(f"Not an address: {text[:80]!r}")
        return cls(kind, identity, anchor)

    @property
    def key(self) -> str:
        """The entity's key on the wire: ``person:7f``."""
        return f"{self.kind}:{self.id}"

    def __str__(self) -> str:
        anchor = f"#{self.anchor}" if self.anchor else ""
        return f"{SCHEME}://{self.kind}/{self.id}{anchor}"


@dataclass(frozen=True, slots=True)
class Marked:
    """Text with the parts that matched, as (start, end) in characters, in order."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Enough of a thing to show it in a line and to open it."""

    address: Address
    title: str
    subtitle: str = ""
    thumbnail: str | None = None

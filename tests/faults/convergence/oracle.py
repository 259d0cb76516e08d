"""What should be: things, rows, rights and their history, from a reading of the protocol alone.

It shares nothing with the server but the bodies it is given: audiences, commits, tombstones,
rights and floors are worked out here anew. Every text carries a canary, a word that is nowhere
else, so that whatever is said or kept tells where it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

import msgspec

from server.streams import Entity
from server.write import Remove
from wire.bodies import PersonCore

Place = tuple[str, str]  # (stream, key)
STAFF = "staff"
CANARY = re.compile(rb"zq[a-z]{5}w")
HASH = re.compile(rb'"([0-9a-f]{64})"')


@dataclass(frozen=True, slots=True)
class Stored:
    """A row as it should stand; no body is a tombstone."""

    seq: int
    kind: str
    body: bytes | None


@dataclass(slots=True)
class Past:
    """What a backup of the server holds."""

    epoch: str
    seq: int = 0
    rows: dict[Place, Stored] = field(default_factory=dict)
    floors: dict[str, int] = field(default_factory=dict)
    things: dict[str, Entity] = field(default_factory=dict)
    rights: dict[tuple[str, str], bool] = field(default_factory=dict)  # (stream, principal)
    members: set[tuple[str, str]] = field(default_factory=set)  # (person, principal)

    def copy(self) -> Past:
        """The same, to be kept while this one goes on."""
        return Past(
            self.epoch,
            self.seq,
            dict(self.rows),
            dict(self.floors),
            dict(self.things),
            dict(self.rights),
            set(self.members),
        )


class Oracle:
    """The truth at this moment, and every canary that a place ever carried."""

    def __init__(self, epoch: str) -> None:
        self.now = Past(epoch)
        self.version = 0  # grows with everything that may change an answer
        self.files: dict[str, bytes] = {}
        self._histories: dict[str, Past] = {}  # how those ended that a restore cut off, by epoch
        self._carried: dict[Place, set[bytes]] = {}
        self._canaries = 0
        self._live: dict[tuple[int, tuple[str, ...]], frozenset[bytes]] = {}

    def canary(self) -> str:
        """A word that nothing has carried yet."""
        self._canaries += 1
        rest, letters = self._canaries, ""
        for _ in range(5):
            rest, letter = divmod(rest, 26)
            letters = chr(97 + letter) + letters
        return f"zq{letters}w"

    def keep(self, content: bytes) -> str:
        """Know of a file; returns its hash."""
        digest = sha256(content).hexdigest()
        self.files[digest] = content
        return digest

    def files_of(self, changes: Iterable[Entity | Remove]) -> list[bytes]:
        """The files that these things name."""
        written = [rows_of(one, 0) for one in changes if isinstance(one, Entity)]
        bodies = b"".join(row.body or b"" for rows in written for row in rows.values())
        return [self.files[name.decode()] for name in sorted(set(HASH.findall(bodies)))]

    def commit(self, changes: Iterable[Entity | Remove], seq: int | None = None) -> int | None:
        """Write things, as the next commit; its seq, or ``None`` if all stood so already."""
        now, wanted = self.now, {f"{one.kind}:{one.id}": one for one in changes}
        seq = now.seq + 1 if seq is None else seq
        new: dict[Place, Stored] = {}
        for one in wanted.values():
            if isinstance(one, Entity):
                new.update(rows_of(one, seq))
        old = {place: row for place, row in now.rows.items() if _thing(place[1]) in wanted}
        changed = {place: row for place, row in new.items() if _differs(old.get(place), row)}
        for place, row in old.items():
            if place not in new and row.body is not None:
                changed[place] = Stored(seq, row.kind, None)
        self._note_things(wanted)
        if not changed:
            return None
        now.seq = max(seq, now.seq)
        now.rows.update(changed)
        for place, row in changed.items():
            self._carried.setdefault(place, set()).update(self.said_by(row.body))
        self.version += 1
        return seq

    def _note_things(self, wanted: Mapping[str, Entity | Remove]) -> None:
        for key, one in wanted.items():
            if isinstance(one, Entity):
                self.now.things[key] = one
            else:
                self.now.things.pop(key, None)

    def expire(self, until: int) -> None:
        """Forget all tombstones up to a seq; the floor of a stream is the newest forgotten."""
        now = self.now
        for place in [p for p, row in now.rows.items() if row.body is None and row.seq <= until]:
            stream, seq = place[0], now.rows.pop(place).seq
            now.floors[stream] = max(seq, now.floors.get(stream, 0))
        self.version += 1

    def restore(self, past: Past, epoch: str) -> None:
        """Go back to a backup, as another history."""
        self._histories[self.now.epoch] = self.now
        self.now = past.copy()
        self.now.epoch = epoch
        self.version += 1

    def history(self, epoch: str | None) -> Past:
        """What stood at the end of a history; of this one, what stands now."""
        return self._histories.get(epoch or "", self.now)

    def allow(self, stream: str, principal: str, allowed: bool) -> None:
        self.now.rights[stream, principal] = allowed
        self.version += 1

    def join(self, person: str, principal: str) -> None:
        self.now.members.add((person, principal))
        self.version += 1

    def leave(self, person: str, principal: str) -> None:
        self.now.members.discard((person, principal))
        self.version += 1

    def streams_of(self, person: str) -> tuple[str, ...]:
        """What a person may read: their own word goes before those of their groups."""
        groups = {STAFF} | {group for one, group in self.now.members if one == person}
        personal: dict[str, bool] = {}
        common: dict[str, bool] = {}
        for (stream, principal), allowed in self.now.rights.items():
            if principal == f"person:{person}":
                personal[stream] = allowed
            elif principal in groups:
                common[stream] = common.get(stream, False) or allowed
        decided = {**common, **personal, f"self:{person}": True}
        return tuple(sorted(stream for stream, allowed in decided.items() if allowed))

    def live(self, streams: Iterable[str]) -> dict[Place, Stored]:
        """The rows that whoever holds these streams must hold."""
        wanted = set(streams)
        return {
            place: row
            for place, row in self.now.rows.items()
            if place[0] in wanted and row.body is not None
        }

    def may_be_said(self, streams: tuple[str, ...]) -> frozenset[bytes]:
        """The canaries in the rows and files of these streams, now."""
        asked = (self.version, streams)
        if asked not in self._live:
            self._live.clear()
            rows = self.live(streams).values()
            self._live[asked] = frozenset().union(*(self.said_by(row.body) for row in rows))
        return self._live[asked]

    def may_be_kept(self, streams: Iterable[str]) -> set[bytes]:
        """The canaries that the places of these streams that are live ever carried."""
        return set().union(*(self._carried.get(place, set()) for place in self.live(streams)))

    def once_in(self, stream: str) -> set[bytes]:
        """The canaries that any place of a stream ever carried."""
        return set().union(*(said for place, said in self._carried.items() if place[0] == stream))

    def said_by(self, body: bytes | None) -> set[bytes]:
        """The canaries in a body, and in the files that it names."""
        if body is None:
            return set()
        said = set(CANARY.findall(body))
        for name in HASH.findall(body):
            said.update(CANARY.findall(self.files.get(name.decode(), b"")))
        return said


def rows_of(entity: Entity, seq: int) -> dict[Place, Stored]:
    """The rows of a thing as the page on the protocol has them."""
    rows = {}
    for facet, body in entity.bodies.items():
        key = f"{entity.kind}:{entity.id}" + (f"#{facet}" if facet else "")
        kind = f"{entity.kind}.{facet}" if facet else entity.kind
        for stream in _audience(entity, facet):
            rows[stream, key] = Stored(seq, kind, msgspec.json.encode(body))
    return rows


def _audience(entity: Entity, facet: str) -> set[str]:
    if facet == "private":
        return {"hr", f"self:{entity.id}"}
    if entity.kind == "person":
        core = entity.bodies["core"]
        return {"partners" if isinstance(core, PersonCore) and core.external else "all"}
    if entity.kind == "space":
        return {f"space:{entity.id}" if entity.private else "all"}
    space = getattr(entity.bodies[""], "space", None)
    return {f"space:{space}" if space else "all"}


def _differs(old: Stored | None, new: Stored) -> bool:
    return old is None or (old.kind, old.body) != (new.kind, new.body)


def _thing(key: str) -> str:
    return key.partition("#")[0]

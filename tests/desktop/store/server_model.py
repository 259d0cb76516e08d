"""The server's half of the protocol as small as it can be: rows in memory, one viewer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tests.desktop.replicas import row, stream_list
from wire.bodies import Body
from wire.messages import Check, PullRequest, PullResponse, Slice
from wire.rows import SUM_MODULUS, Row, row_digest, streams_tag


@dataclass
class ServerModel:
    """``rows`` by (stream, key): the newest row there, a tombstone included."""

    allowed: set[str]
    epoch: str = "e0"
    seq: int = 0
    rows: dict[tuple[str, str], Row] = field(default_factory=dict)
    floors: dict[str, int] = field(default_factory=dict)

    def commit(self, changes: Mapping[str, tuple[Body | None, frozenset[str]]]) -> None:
        """Put each key with its body in exactly these streams, all with one seq."""
        self.seq += 1
        for key, (body, streams) in changes.items():
            before = {name for (name, held) in self._live() if held == key}
            for name in before - streams:
                self.rows[name, key] = row(name, key, self.seq, None)
            for name in streams if body is not None else ():
                self.rows[name, key] = row(name, key, self.seq, body)

    def expire(self, name: str) -> None:
        """Forget the tombstones of a stream, so that whoever is behind must fill it anew."""
        self.floors[name] = self.seq
        for place in [
            place for place, one in self.rows.items() if place[0] == name and one.is_tombstone
        ]:
            del self.rows[place]

    def restore(self, back: int) -> None:
        """Come back from a backup: what was written after it is gone, and the epoch is another."""
        self.seq = max(0, self.seq - back)
        self.rows = {place: one for place, one in self.rows.items() if one.seq <= self.seq}
        self.floors = {name: min(floor, self.seq) for name, floor in self.floors.items()}
        self.epoch = f"e{int(self.epoch[1:]) + 1}"

    def live(self) -> list[Row]:
        """The rows that the viewer should hold."""
        return [self.rows[place] for place in self._live() if place[0] in self.allowed]

    def pull(self, request: PullRequest) -> PullResponse:
        listed = None
        if request.streams != streams_tag(self.allowed):
            listed = stream_list(*sorted(self.allowed))
        if request.epoch != self.epoch or request.cursor is None or request.cursor > self.seq:
            return PullResponse(
                epoch=self.epoch,
                cursor=self.seq,
                reset=True,
                more=True,
                streams=stream_list(*sorted(self.allowed)),
            )
        cursor = request.cursor
        main, cut = self._cut(self.allowed, cursor, self.seq, request.rows)
        again = tuple(name for name in sorted(self.allowed) if self.floors.get(name, 0) > cursor)
        slices = tuple(
            self._slice(name, boot.at, cursor, request.rows)
            for name, boot in sorted(request.booting.items())
            if name in self.allowed and name not in again
        )
        more = cut < self.seq or bool(again) or not all(part.done for part in slices)
        return PullResponse(
            epoch=self.epoch,
            cursor=cut,
            head=self.seq,
            more=more,
            streams=listed,
            again=again,
            rows=main,
            slices=slices,
            check={} if more else {name: self._check(name) for name in self.allowed},
        )

    def _live(self) -> Iterator[tuple[str, str]]:
        return (place for place, one in self.rows.items() if not one.is_tombstone)

    def _cut(
        self, names: Iterable[str], after: int, until: int, most: int
    ) -> tuple[tuple[Row, ...], int]:
        """Rows in order of seq, never cut within a commit, and the seq they are complete to."""
        wanted = set(names)
        fitting = sorted(
            (one for (name, _), one in self.rows.items() if name in wanted),
            key=lambda one: (one.seq, one.stream, one.key),
        )
        fitting = [one for one in fitting if after < one.seq <= until]
        if len(fitting) <= most:
            return tuple(fitting), until
        last = fitting[most - 1].seq
        return tuple(one for one in fitting if one.seq <= last), last

    def _slice(self, name: str, at: int, cursor: int, most: int) -> Slice:
        rows, to = self._cut([name], at, cursor, most)
        return Slice(stream=name, to=to, done=to == cursor, rows=rows)

    def _check(self, name: str) -> Check:
        mine = [one for place, one in self.rows.items() if place[0] == name]
        alive = [one for one in mine if not one.is_tombstone]
        total = sum(row_digest(one.key, one.seq) for one in alive) % SUM_MODULUS
        return Check(n=len(alive), sum=str(total))

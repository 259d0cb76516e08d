"""A replica in memory that follows the protocol to the letter (docs/protocol.md §6).

The tests' own reading of the protocol, independent of the desktop's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from wire.messages import BootPosition, PullRequest, PullResponse, Slice, SnapshotOffer
from wire.rows import SUM_MODULUS, Row, row_digest, streams_tag

Ask = Callable[[PullRequest], PullResponse]
Fetch = Callable[[SnapshotOffer], Iterable[Row]]
Place = tuple[str, str]


@dataclass(slots=True)
class HeldReplica:
    """What one viewer holds; ``ask`` reaches the server, ``fetch`` opens snapshots."""

    ask: Ask
    name: str
    limit: int = 2000
    fetch: Fetch | None = None
    epoch: str | None = None
    cursor: int | None = None
    held: set[str] = field(default_factory=set)
    booting: dict[str, BootPosition] = field(default_factory=dict)
    generation: dict[str, int] = field(default_factory=dict)
    rows: dict[Place, tuple[int, Row]] = field(default_factory=dict)
    mismatches: list[str] = field(default_factory=list)

    def request(self) -> PullRequest:
        return PullRequest(
            replica=self.name,
            epoch=self.epoch,
            cursor=self.cursor,
            streams=streams_tag(self.held) if self.held else "",
            booting=dict(self.booting),
            rows=self.limit,
            snapshots=self.fetch is not None,
        )

    def sync(self) -> list[PullResponse]:
        """Pull until at head with nothing booting; returns every answer."""
        answers = []
        while True:
            answer = self.ask(self.request())
            answers.append(answer)
            self.apply(answer)
            if not (answer.more or self.booting):
                return answers
            assert len(answers) < 1000, "no progress"

    def apply(self, answer: PullResponse) -> None:
        if answer.unchanged:
            return
        if answer.streams is not None:
            self._hold(set(answer.streams.ids), answer.streams.tag)
        if answer.reset:
            self.epoch, self.cursor = answer.epoch, answer.cursor
            for stream in self.held:
                self._start(stream)
            return
        for stream in answer.again:
            self._start(stream)
        for row in answer.rows:
            self._put(row)
        self.cursor = answer.cursor
        for part in answer.slices:
            self._take(part)
        for stream, offer in answer.boot.items():
            self._begin(stream, offer)
        self._compare(answer)

    def live(self) -> dict[Place, tuple[int, bytes]]:
        """What is shown: (stream, key) to (seq, body)."""
        return {place: (row.seq, bytes(row.body)) for place, (_, row) in self.rows.items()}

    def _hold(self, listed: set[str], tag: str) -> None:
        assert streams_tag(listed) == tag
        for stream in self.held - listed:
            self.rows = {place: kept for place, kept in self.rows.items() if place[0] != stream}
            self.booting.pop(stream, None)
        for stream in listed - self.held:
            self._start(stream)
        self.held = listed

    def _take(self, part: Slice) -> None:
        for row in part.rows:
            self._put(row)
        self.booting[part.stream] = BootPosition(part.to, self.booting[part.stream].start)
        if part.done:
            self._finish(part.stream)

    def _start(self, stream: str) -> None:
        self.generation[stream] = self.generation.get(stream, 0) + 1
        self.booting[stream] = BootPosition(0)

    def _begin(self, stream: str, offer: SnapshotOffer) -> None:
        assert self.fetch is not None
        for row in self.fetch(offer):
            assert row.stream == stream
            self._put(row)
        self.booting[stream] = BootPosition(offer.seq, offer.seq)

    def _put(self, row: Row) -> None:
        place, generation = (row.stream, row.key), self.generation[row.stream]
        before = self.rows.get(place)
        if before and before[0] == generation and before[1].seq > row.seq:
            return
        if row.is_tombstone:
            self.rows.pop(place, None)
        else:
            self.rows[place] = (generation, row)

    def _finish(self, stream: str) -> None:
        del self.booting[stream]
        current = self.generation[stream]
        self.rows = {
            place: kept
            for place, kept in self.rows.items()
            if place[0] != stream or kept[0] == current
        }

    def _compare(self, answer: PullResponse) -> None:
        for stream, check in answer.check.items():
            if stream in self.booting or stream not in self.held:
                continue
            mine = [row for (held, _), (_, row) in self.rows.items() if held == stream]
            total = sum(row_digest(row.key, row.seq) for row in mine) % SUM_MODULUS
            if (len(mine), str(total)) != (check.n, check.sum):
                self.mismatches.append(stream)

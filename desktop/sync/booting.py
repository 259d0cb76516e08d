"""Boots from snapshots: fetched, compared with their hash, taken in; people first.

Whatever goes wrong with a snapshot, the slices of ordinary pulls are still there: two failures,
and the rest of the pass does without. What has come of one stays for the next pass.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Final, Protocol

from desktop.errors import ProtocolMismatch
from desktop.store.applied import Applied
from desktop.store.downloads import Download, Downloads
from desktop.store.preparer import AtOnce, Preparer
from desktop.store.replica import Replica
from desktop.store.snapshot_import import SnapshotImport
from desktop.sync.arrival import Arrival
from desktop.sync.remote import Remote, SnapshotChanged, SnapshotGone
from desktop.sync.unpacking import BadSnapshot, require_sane, unpack
from wire.messages import SnapshotOffer
from wire.rows import ALL, Row

log = logging.getLogger(__name__)

MOST_FAILURES: Final = 2
BATCH_ROWS: Final = 10_000
BATCH_BYTES: Final = 8 * 2**20
LARGE: Final = 4 * 2**20  # bytes of rows from which a second process is worth its start
PUT: Final = 0.2  # of the time that a stream takes, until its rows are in
DAMAGED = "A snapshot came damaged. It is fetched once more."


SecondPreparer = Callable[[], AbstractContextManager[Preparer]]


class Watcher(Protocol):
    """Whoever wants to know how the boots go."""

    def expect(self, offers: Mapping[str, SnapshotOffer]) -> None:
        """These are to be fetched and taken in."""
        ...

    def fetched(self, stream: str, size: int) -> None:
        """So many bytes of the stream's snapshot are here."""
        ...

    def imported(self, stream: str, applied: Applied, rows: int, *, named: bool) -> None:
        """A part was taken in; as much of the stream is done as if it were so many rows.

        ``named`` says that everybody in it is found by name.
        """
        ...


class Booting:
    """The boots of one pass. ``affords`` says whether so many bytes may still be fetched.

    ``clock`` counts seconds from anywhere.
    """

    def __init__(  # noqa: PLR0913  the parts that a boot works on
        self,
        remote: Remote,
        replica: Replica,
        downloads: Downloads,
        watcher: Watcher,
        *,
        affords: Callable[[int], bool] = lambda size: True,
        clock: Callable[[], float] = time.monotonic,
        second: SecondPreparer = AtOnce,
    ) -> None:
        self._remote = remote
        self._replica = replica
        self._downloads = downloads
        self._watcher = watcher
        self._affords = affords
        self._clock = clock
        self._second = second
        self._failures = 0

    @property
    def welcome(self) -> bool:
        """Whether the server should still offer snapshots in this pass."""
        return self._failures < MOST_FAILURES

    def boot(self, offers: Mapping[str, SnapshotOffer], *, epoch: str, head: int) -> None:
        """Fill the streams of ``offers`` from their snapshots, as far as that can be done."""
        self._tidy()
        self._watcher.expect(offers)
        for stream in sorted(offers, key=lambda name: (name != ALL, name)):
            while self.welcome and self._is_at_its_beginning(stream):
                download = self._under_way(stream, epoch) or self._begin(
                    stream, epoch, offers[stream], head
                )
                if download is None or self._is_done_with(download, offers[stream]):
                    break

    def _tidy(self) -> None:
        """Forget downloads of which nothing can be made any more."""
        state = self._replica.state()
        useful = [stream for stream, boot in state.booting.items() if boot.at == 0]
        self._downloads.keep_only(useful, state.epoch)

    def _is_done_with(self, download: Download, offer: SnapshotOffer) -> bool:
        """Fetch and import; false where that is worth another try at once."""
        if not self._affords(download.offer.bytes - download.have):
            log.info("no snapshot of %s: it is too large for today", download.stream)
            self._failures = MOST_FAILURES
            return True
        try:
            self._fetch(download)
        except (SnapshotGone, SnapshotChanged, BadSnapshot) as error:
            self._downloads.drop(download.stream)
            # One begun on another day may be gone by now: what is offered instead is there.
            outdated = isinstance(error, SnapshotGone) and download.offer != offer
            self._failures += not outdated
            log.warning("snapshot of %s: %s", download.stream, type(error).__name__)
            return isinstance(error, SnapshotGone) and not outdated
        self._take_in(download)
        return True

    def _is_at_its_beginning(self, stream: str) -> bool:
        boot = self._replica.state().booting.get(stream)
        return boot is not None and boot.at == 0

    def _under_way(self, stream: str, epoch: str) -> Download | None:
        """What was begun before, even if there is a newer one by now: most of it may be here."""
        download = self._downloads.of(stream)
        return download if download is not None and download.epoch == epoch else None

    def _begin(self, stream: str, epoch: str, offer: SnapshotOffer, head: int) -> Download | None:
        try:
            require_sane(offer, head)
        except BadSnapshot as error:
            self._do_without(stream, error)
            return None
        return self._downloads.begin(stream, epoch, offer)

    def _fetch(self, download: Download) -> None:
        """Fetch what is missing; ``BadSnapshot`` unless the whole is what its name says."""
        stream, offer = download.stream, download.offer
        arrival = Arrival(
            self._downloads,
            stream,
            lambda size: self._watcher.fetched(stream, size),
            clock=self._clock,
        )
        self._watcher.fetched(stream, arrival.have)
        if arrival.have < offer.bytes:
            try:
                self._remote.snapshot(
                    offer.sha256, start=arrival.have, size=offer.bytes, take=arrival.take
                )
            finally:
                arrival.keep()
        if (arrival.have, arrival.sha256()) != (offer.bytes, offer.sha256):
            raise BadSnapshot(DAMAGED)

    def _take_in(self, download: Download) -> None:
        """Import the whole download, going on where an earlier pass was ended."""
        importing = self._replica.importing(download.stream, download.offer)
        done = importing.begin()
        try:
            if done is not None:
                self._import(importing, download, done)
        except ProtocolMismatch as error:
            importing.give_up()
            self._do_without(download.stream, error)
        self._downloads.drop(download.stream)

    def _import(self, importing: SnapshotImport, download: Download, done: int) -> None:
        stream, offer = download.stream, download.offer
        with self._preparer(offer) as preparer:
            for batch in _batches(unpack(self._downloads.parts(stream), offer, stream), skip=done):
                applied = importing.put(batch, preparer)
                if applied.stale:
                    return
                done += len(batch)
                self._watcher.imported(stream, applied, round(done * PUT), named=done == offer.rows)
            for share, applied in importing.derive(preparer):
                rows = round(offer.rows * (PUT + (1 - PUT) * share))
                self._watcher.imported(stream, applied, rows, named=True)

    def _preparer(self, offer: SnapshotOffer) -> AbstractContextManager[Preparer]:
        """A second process, where there is enough for it to do."""
        return self._second() if offer.expanded >= LARGE else AtOnce()

    def _do_without(self, stream: str, error: ProtocolMismatch) -> None:
        """The bytes are what the server says they are: no second try would bring others."""
        log.error("snapshot of %s: %s", stream, error)
        self._failures = MOST_FAILURES


def _batches(some: Iterable[list[Row]], *, skip: int) -> Iterator[list[Row]]:
    """Cut rows into batches of a bounded size."""
    waiting: list[Row] = []
    size = 0
    for rows in some:
        if size >= BATCH_BYTES or len(waiting) >= BATCH_ROWS:
            yield waiting
            waiting, size = [], 0
        fresh, skip = rows[skip:], max(0, skip - len(rows))
        waiting.extend(fresh)
        size += sum(len(row.body) for row in fresh)
    if waiting:
        yield waiting

"""What windows and commands may ask of a replica. No Qt, no server.

It belongs to one thread: build it where it is used.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol

from desktop.errors import AppError, ReplicaDamaged
from desktop.passes import PassRecord
from desktop.records import Address, Branch, Record, SearchRequest, SearchResult, Status
from desktop.store.familiar import Familiar
from desktop.store.files import Store
from desktop.store.journal import Journal
from desktop.store.pins import Pins
from desktop.store.reader import Reader
from desktop.store.replica import utc_now
from desktop.store.shelf import Shelf

__all__ = ["Familiar", "Library"]


class Searching(Protocol):
    """Whatever finds things in the replica."""

    def run(self, request: SearchRequest) -> SearchResult:
        """Answer a search, best first."""
        ...


class Library:
    """One replica, for reading. ``key_storage`` is where its key is kept, in words.

    ``familiar`` is what its user starred and opened, and what is new to them.
    """

    def __init__(
        self,
        store: Store,
        search: Searching,
        *,
        key_storage: str | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._store = store
        self._search = search
        self._reader = Reader(store.engine, store.blobs)
        self._journal = Journal(store.outbox_engine)
        self._pins = Pins(store.outbox_engine)
        self.familiar = Familiar(store, self._reader, now)
        self._shelf = Shelf(lambda: store.engine, store.blobs_engine)
        self._looked_at: set[str] = set()
        self._key_storage = key_storage
        self._now = now

    def search(self, request: SearchRequest) -> SearchResult:
        """Find things; anything typed is a valid search.

        Raises ``HomeTooNew`` or ``BeingRebuilt`` if another version of the program took over.
        """
        result = self._search.run(request)
        if not result.hits:  # as there are none in an index that is not ours
            self._store.replica.require_ours()
        return result

    def show(self, address: Address, language: str | None = None) -> Record:
        """The thing at ``address``, called by its names in ``language`` where it has several;
        ``NotHere`` where this replica holds none."""
        self._store.replica.require_ours()
        return self._reader.record(address, language)

    def branches(
        self, kind: str, above: Address | None = None, language: str | None = None
    ) -> tuple[Branch, ...]:
        """What lies right below a thing in the tree of pages or of units (``kind``): of a space
        its pages; of nothing the spaces, or the topmost units."""
        self._store.replica.require_ours()
        return self._reader.branches(kind, above, language)

    def blob(self, hash_: str) -> bytes | None:
        """The bytes of a photo or attachment; ``None`` while it is not here, or damaged."""
        self._looked_at.add(hash_)
        try:
            return self._store.blobs.get(hash_)
        except ReplicaDamaged:
            return None

    def ask_for(self, hashes: Iterable[str]) -> None:
        """Have the next pass fetch these first, of photos and attachments that are not here."""
        self._looked_at.update(hashes)
        self._note_uses()

    def pin(self, address: Address) -> None:
        """Keep what is at ``address`` at hand, a whole space too: it is fetched before the rest,
        with all its attachments, and never makes way. ``NotHere`` where this replica holds none."""
        self._pins.add(self._reader.record(address).address.key)

    def unpin(self, address: Address) -> None:
        """Treat it like everything else again."""
        self._pins.remove(address.key)

    def pinned(self) -> tuple[Address, ...]:
        """What is kept at hand."""
        return tuple(Address.parse(key) for key in sorted(self._pins.keys()))

    def passes(self) -> tuple[PassRecord, ...]:
        """What the last passes came to, the newest first."""
        return self._journal.passes()

    def is_replaced(self) -> bool:
        """Whether a sync began new files meanwhile: then this reads what is no longer in use."""
        return self._store.is_replaced()

    def status(self) -> Status:
        """What is here, how old, what waits."""
        replica, outbox = self._store.replica, self._store.outbox
        counts, synced_at = replica.counts(), replica.synced_at()
        connection, usage = outbox.connection(), self._journal.usage()
        last = next((one for one in self._journal.passes() if one.is_through), None)
        return Status(
            people=counts.get("person", 0),
            pages=counts.get("page", 0),
            posts=counts.get("post", 0),
            age_seconds=self._age(synced_at) if synced_at else None,
            synced_at=synced_at.isoformat() if synced_at else None,
            outbox=outbox.waiting(),
            conflicts=outbox.conflicts(),
            bytes_on_disk=self._store.bytes_on_disk(),
            server=connection.server if connection else None,
            viewer=connection.viewer if connection else None,
            viewer_name=self._name_of(connection.viewer) if connection else None,
            up_to_date=replica.up_to_date(),
            photos_waiting=last.photos_waiting if last else 0,
            rows_waiting=last is not None and last.rows_waiting,
            bytes_today=usage.total,
            metered_today=usage.metered,
            key_storage=self._key_storage,
        )

    def _name_of(self, viewer: str) -> str | None:
        return next((one.title for one in self._reader.references([viewer])), None)

    def _age(self, then: datetime) -> float:
        """Never negative, though a clock may have been set back."""
        return max(0.0, (self._now() - then).total_seconds())

    def _note_uses(self) -> None:
        """Remember what was looked at; where that cannot be written it is forgotten."""
        looked_at, self._looked_at = self._looked_at, set()
        with contextlib.suppress(AppError):
            self._shelf.note_use(looked_at)

    def close(self) -> None:
        """Close the files."""
        if self._looked_at:
            self._note_uses()
        self._store.close()

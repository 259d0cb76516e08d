"""What windows and commands may ask of a replica. No Qt, no server.

It belongs to one thread: build it where it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from desktop.errors import ReplicaDamaged
from desktop.records import Address, Record, SearchRequest, SearchResult, Status
from desktop.store.files import Store
from desktop.store.reader import Reader
from desktop.store.replica import utc_now


class Searching(Protocol):
    """Whatever finds things in the replica."""

    def run(self, request: SearchRequest) -> SearchResult:
        """Answer a search, best first."""
        ...


class Library:
    """One replica, for reading. ``key_storage`` is where its key is kept, in words."""

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
        self._key_storage = key_storage
        self._now = now

    def search(self, request: SearchRequest) -> SearchResult:
        """Find things; anything typed is a valid search."""
        return self._search.run(request)

    def show(self, address: Address) -> Record:
        """The thing at ``address``; ``NotHere`` where this replica holds none."""
        return self._reader.record(address)

    def blob(self, hash_: str) -> bytes | None:
        """The bytes of a photo or attachment; ``None`` while it is not here, or damaged."""
        try:
            return self._store.blobs.get(hash_)
        except ReplicaDamaged:
            return None

    def is_replaced(self) -> bool:
        """Whether a sync began new files meanwhile: then this reads what is no longer in use."""
        return self._store.is_replaced()

    def status(self) -> Status:
        """What is here, how old, what waits."""
        replica, outbox = self._store.replica, self._store.outbox
        counts, synced_at = replica.counts(), replica.synced_at()
        connection = outbox.connection()
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
            up_to_date=replica.up_to_date(),
            key_storage=self._key_storage,
        )

    def _age(self, then: datetime) -> float:
        """Never negative, though a clock may have been set back."""
        return max(0.0, (self._now() - then).total_seconds())

    def close(self) -> None:
        """Close the files."""
        self._store.close()

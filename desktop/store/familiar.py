"""What the user of a replica knows already, and what is new to them: stars, recent, news.

What they did lies in the outbox's file, what came in the replica; here both are put together.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime

from desktop.errors import AppError
from desktop.news import HomeContents, NewsGroup
from desktop.records import Address
from desktop.store.engine import reading
from desktop.store.files import Store
from desktop.store.news import since
from desktop.store.personal import Personal, Seen
from desktop.store.reader import Reader


class Familiar:
    """Where nothing can be written, what was seen and opened is forgotten, and nothing else."""

    def __init__(self, store: Store, reader: Reader, now: Callable[[], datetime]) -> None:
        self._store = store
        self._reader = reader
        self._now = now
        self._personal = Personal(store.outbox_engine)

    def contents(self) -> HomeContents:
        """What was opened lately, what is starred, and what is new since the news were seen.

        Raises ``HomeTooNew`` or ``BeingRebuilt`` if another version of the program took over.
        """
        self._store.replica.require_ours()
        seen = self._personal.seen()
        if seen is None:
            self.see_news()
        return HomeContents(
            recent=self._reader.references(self._personal.opened()),
            starred=self._reader.references(self._personal.starred()),
            news=self._news(seen) if seen else (),
            since=seen.at if seen else None,
        )

    def star(self, address: Address) -> None:
        """Have it on the home screen. ``NotHere`` where this replica holds none."""
        self._personal.star(self._reader.record(address).address.key)

    def unstar(self, address: Address) -> None:
        """Have it there no longer."""
        self._personal.unstar(address.key)

    def is_starred(self, address: Address) -> bool:
        """Whether it is on the home screen."""
        return address.key in self._personal.starred()

    def note_opened(self, address: Address) -> None:
        """Remember that it was opened."""
        with contextlib.suppress(AppError):
            self._personal.note_opened(address.key)

    def see_news(self) -> None:
        """From now on only what comes later is news."""
        replica = self._store.replica
        seen = Seen(
            replica=replica.state().replica,
            applied=replica.applied(),
            at=self._now().isoformat(timespec="seconds"),
        )
        with contextlib.suppress(AppError):
            self._personal.see(seen)

    def session(self) -> str:
        """What the window kept for its next start; empty where it kept nothing."""
        return self._personal.session()

    def keep_session(self, body: str) -> None:
        """Keep a text for the next start of the window."""
        with contextlib.suppress(AppError):
            self._personal.keep_session(body)

    def _news(self, seen: Seen) -> tuple[NewsGroup, ...]:
        replica = self._store.replica
        # A replica that was begun anew counts its answers anew: all that it calls news came later.
        same = seen.replica == replica.state().replica and seen.applied <= replica.applied()
        with reading(self._store.engine) as tx:
            return since(tx, seen.applied if same else 0)

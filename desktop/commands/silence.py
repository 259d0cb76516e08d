"""A listener for commands that say nothing until the end."""

from __future__ import annotations

from desktop.records import ChangeSet, SyncProgress


class Silence:
    """A listener that tells nobody."""

    def progress(self, progress: SyncProgress) -> None:
        return

    def changed(self, changes: ChangeSet) -> None:
        return

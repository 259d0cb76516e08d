"""A listener for commands that say nothing until the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.records import ChangeSet, SyncProgress


class Silence:
    """A listener that tells nobody."""

    def progress(self, progress: SyncProgress) -> None:
        return

    def changed(self, changes: ChangeSet) -> None:
        return

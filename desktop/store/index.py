"""What the replica asks of a search index that lives in its own database file.

The search fulfils it; the store must not know how anything is found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection

from desktop.records import Document


class Index(Protocol):
    """What the replica needs of a search index that lives in its own database file."""

    @property
    def version(self) -> int:
        """Grows when the index must be built anew."""

    def create(self, tx: Connection) -> None:
        """Make the tables, empty."""

    def drop(self, tx: Connection) -> None:
        """Remove the tables, if they are there."""

    def put(self, tx: Connection, documents: Sequence[Document]) -> None:
        """Take these in, each instead of what its key had before."""

    def load(self, tx: Connection, documents: Sequence[Document]) -> None:
        """Take in many whose keys are not there yet, as quickly as may be.

        They are found by their words at once; by all else when ``complete`` has done its part.
        """

    def complete(self, tx: Connection) -> bool:
        """Do a part of what ``load`` left for later; return whether nothing is left."""

    def remove(self, tx: Connection, keys: Sequence[str]) -> None:
        """Forget these; a key that is not there is no error."""

    def compact(self, tx: Connection) -> bool:
        """Rewrite a part of the index; return whether nothing is left to do.

        At the end nothing of what was removed is left in its tables. It may be left off between
        two calls, and gone on with later.
        """

"""What the replica asks of a search index that lives in its own database file.

The search fulfils it; the store must not know how anything is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection

from desktop.records import Document

Statement = tuple[str, Sequence[Sequence[Any]]]  # "INSERT INTO t VALUES", and rows of values


class Load(Protocol):
    """Documents on their way in, in one transaction or several; it reads nothing meanwhile."""

    def take(self, documents: Sequence[Document]) -> Iterator[Statement]:
        """What is to be inserted for these."""

    def name(self, documents: Sequence[Document]) -> Iterator[Statement]:
        """The same for people of whom only the names are known yet; a later load tells the rest."""

    def counts(self) -> Iterator[Statement]:
        """What is to be inserted before each transaction ends."""


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

    def load(self, tx: Connection, instead: Iterable[str] = ()) -> Load:
        """Begin to take in many, as quickly as may be, whose keys are not there yet.

        But for ``instead``: such a document takes the place of one that only named. They are
        found by their words at once; by all else when ``complete`` has done its part. What comes
        back can be pickled.
        """

    def is_complete(self, tx: Connection) -> bool:
        """Whether no load has left anything for later."""

    def complete(self, tx: Connection) -> bool:
        """Do a part of what ``load`` left for later; return whether nothing is left."""

    def retitle(self, tx: Connection, subtitles: Sequence[tuple[str, str]]) -> None:
        """Change no more than the subtitles of these: (key, subtitle)."""

    def remove(self, tx: Connection, keys: Sequence[str]) -> None:
        """Forget these; a key that is not there is no error."""

    def compact(self, tx: Connection) -> bool:
        """Rewrite a part of the index; return whether nothing is left to do.

        At the end nothing of what was removed is left in its tables. It may be left off between
        two calls, and gone on with later.
        """

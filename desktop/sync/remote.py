"""What the sync engine needs of a server, and nothing about how it is reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop.errors import ProtocolMismatch, ServerUnreachable
from wire.messages import Enrolment, EnrolRequest, PullRequest, PullResponse, ServiceDocument


class AnswerTooSlow(ServerUnreachable):
    """An answer had not come whole at the deadline; a smaller one might."""


class AnswerCut(ServerUnreachable):
    """An answer broke off after it had begun; a shorter one might have come whole."""


class AnswerTooLarge(ProtocolMismatch):
    """An answer was cut off at the most bytes it may have; a smaller one may fit."""


class SnapshotGone(ProtocolMismatch):
    """A snapshot or blob is no longer there, or no longer for this viewer."""


class SnapshotChanged(ProtocolMismatch):
    """What came is not the part that was asked for; the whole must begin anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlobBatch:
    """What came of the blobs asked for: ``found`` by hash, each verified against it.

    ``damaged`` counts what came and was not what its name says. What was asked for and is in
    neither, the server does not have for this viewer; or the line was ``cut`` before it came.
    ``begun`` is the one that was on its way then, with its size in bytes.
    """

    found: Mapping[str, bytes]
    damaged: int = 0
    cut: bool = False
    begun: tuple[str, int] | None = None


class Remote(Protocol):
    """A server as the engine sees it. Every call either answers whole or raises an ``AppError``.

    Each may be repeated: enrolling twice gives two replicas, all else changes nothing there.
    """

    @property
    def received(self) -> int:
        """Bytes of bodies received so far, as they travelled."""
        ...

    @property
    def skew(self) -> float | None:
        """How many seconds this machine's clock is ahead of the server's, as last answered."""
        ...

    def begin(self) -> None:
        """Open the line while something else is done; where that fails, a request will say so."""
        ...

    def service(self) -> ServiceDocument:
        """Who answers there; ``NotOurServer`` unless it is one of ours that speaks our schema."""
        ...

    def enrol(self, request: EnrolRequest) -> Enrolment:
        """Introduce a new replica."""
        ...

    def pull(self, request: PullRequest) -> PullResponse:
        """Ask for what changed since ``request``'s cursor.

        ``AnswerTooSlow``, ``AnswerCut`` and ``AnswerTooLarge`` say that fewer rows may come.
        """
        ...

    def blobs(self, hashes: Sequence[str]) -> BlobBatch:
        """Fetch blobs by their SHA-256; ``AnswerTooLarge`` if together they exceed the cap."""
        ...

    def blob(self, sha256: str, *, start: int, size: int, take: Callable[[bytes], None]) -> None:
        """Fetch one blob of ``size`` bytes from the byte ``start`` on, as ``snapshot`` does."""
        ...

    def snapshot(
        self, sha256: str, *, start: int, size: int, take: Callable[[bytes], None]
    ) -> None:
        """Fetch a snapshot of ``size`` bytes from the byte ``start`` on.

        ``take`` gets the bytes in order as they come, also those before an error: what it got
        need not be fetched again. ``SnapshotGone`` and ``SnapshotChanged`` say that it must.
        """
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...

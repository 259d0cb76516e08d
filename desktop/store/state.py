"""How far the replica has come: what the next pull says, and what it may be answered to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from desktop.errors import HomeTooNew, ReplicaDamaged
from desktop.store.failures import NEWER
from desktop.store.guard import held_back
from desktop.store.schema import SCHEMA, replica, stream
from wire.messages import BootPosition, PullRequest
from wire.rows import streams_tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Boot:
    """How far a stream that is being filled has come, and in which of its generations."""

    at: int
    start: int
    generation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All streams held are complete up to ``cursor``, but for those booting.

    ``held_back`` are streams with deletions that wait for the server's check.
    """

    replica: str
    epoch: str | None
    cursor: int | None
    streams: frozenset[str]
    booting: Mapping[str, Boot]
    held_back: frozenset[str] = frozenset()

    def request(self, rows: int = 2_000, *, snapshots: bool = False) -> PullRequest:
        """The pull that goes on from here; ``rows`` is the most an answer may bring.

        ``snapshots`` says that one is welcome instead of the beginning of a boot.
        """
        return PullRequest(
            replica=self.replica,
            epoch=self.epoch,
            cursor=self.cursor,
            streams=streams_tag(self.streams),
            booting={
                name: BootPosition(at=boot.at, start=boot.start)
                for name, boot in self.booting.items()
            },
            rows=rows,
            snapshots=snapshots,
            check=tuple(sorted(self.held_back)),
        )

    def made(self, request: PullRequest) -> bool:
        """Whether ``request`` was made from this very state."""
        return self.request(request.rows, snapshots=request.snapshots) == request


def load_state(tx: Connection) -> State:
    """Read the state; ``ReplicaDamaged`` if the row that every replica has is not there.

    ``HomeTooNew`` if a newer version of this program made the file.
    """
    there = tx.dialect.has_table(tx, replica.name)
    one = tx.execute(select(replica)).mappings().one_or_none() if there else None
    if one is not None and one["schema"] > SCHEMA:
        raise HomeTooNew(NEWER)
    if one is None or one["schema"] != SCHEMA:
        raise ReplicaDamaged("The replica's file holds no replica.")
    streams = tx.execute(select(stream)).mappings().all()
    return State(
        replica=one["id"],
        epoch=one["epoch"],
        cursor=one["cursor"],
        streams=frozenset(held["id"] for held in streams),
        booting={
            held["id"]: Boot(at=held["at"], start=held["start"], generation=held["generation"])
            for held in streams
            if held["at"] is not None
        },
        held_back=held_back(tx),
    )

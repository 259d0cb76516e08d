"""What one answer, or one batch of a snapshot, did to a replica."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from desktop.records import ChangeSet
from desktop.store import schema

NAMED_CHANGES = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What one answer did.

    ``stale`` says that the replica had moved on since the request, so that nothing was done.
    ``mismatched`` are streams whose count or sum is not the server's; they are filled anew.
    ``refused`` counts rows that the server wants gone and could not show to be right about.
    """

    stale: bool = False
    rows: int = 0
    unreadable: int = 0
    purged: tuple[str, ...] = ()
    mismatched: tuple[str, ...] = ()
    refused: int = 0
    up_to_date: bool = False
    changes: ChangeSet = ChangeSet()


def count_unreadable(tx: Connection) -> int:
    """How many rows this program cannot read."""
    return tx.scalar(select(func.count()).select_from(schema.unreadable)) or 0


def named_changes(touched: set[str]) -> ChangeSet:
    """The things that changed, or that nearly all did."""
    if len(touched) > NAMED_CHANGES:
        return ChangeSet(everything=True)
    return ChangeSet(keys=frozenset(touched))

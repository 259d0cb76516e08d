"""What the app shows: whole things put together from their rows. Frozen; no I/O, no Qt.

Times are the ISO 8601 texts of the bodies they come from; a view formats them. ``None`` and an
empty tuple mean that the replica says nothing about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.records.address import SCHEME, Address, Marked, Reference
from desktop.records.found import Document, FacetCount, Hit, SearchRequest, SearchResult
from desktop.records.organisation import Branch, Entry, Unit
from desktop.records.people import (
    AnswersFor,
    KeptBy,
    KnownSkill,
    Person,
    PhoneNumber,
    UnitMembership,
)
from desktop.records.state import ChangeSet, Finding, Status, SyncProgress, SyncReport
from desktop.records.texts import AttachedFile, Expert, Page, Remark

__all__ = [
    "Address",
    "AnswersFor",
    "AttachedFile",
    "Branch",
    "ChangeSet",
    "Document",
    "Entry",
    "Expert",
    "FacetCount",
    "Finding",
    "Hit",
    "KeptBy",
    "KnownSkill",
    "Marked",
    "Page",
    "Person",
    "PhoneNumber",
    "Record",
    "Reference",
    "Remark",
    "SCHEME",
    "SearchRequest",
    "SearchResult",
    "Status",
    "SyncProgress",
    "SyncReport",
    "Unit",
    "UnitMembership",
    "plain",
]

Record = Person | Page | Unit | Entry


def plain(record: Any) -> Any:
    """A record as JSON takes it: addresses as text, ``None`` and empty left in place."""
    if isinstance(record, Address):
        return str(record)
    if isinstance(record, Mapping):
        return {str(key): plain(value) for key, value in record.items()}
    if isinstance(record, tuple | list | frozenset | set):
        items = sorted(record) if isinstance(record, frozenset | set) else record
        return [plain(item) for item in items]
    slots = getattr(type(record), "__slots__", None)
    if slots is not None and not isinstance(record, str):
        return {name: plain(getattr(record, name)) for name in slots}
    return record

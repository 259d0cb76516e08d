"""Where a thing stands in its tree. Pure."""

from __future__ import annotations

from desktop.records import Address, Entry, Page, Record, Unit


def tree_kind(record: Record) -> str:
    """The kind whose tree has the thing; empty for what stands in none."""
    match record:
        case Page() if record.address.kind == "page":
            return "page"
        case Entry() if record.address.kind == "space":
            return "page"
        case Unit():
            return "unit"
    return ""


def way_to(record: Record) -> tuple[Address, ...]:
    """The addresses from the top of the tree down to the thing itself."""
    own = Address(record.address.kind, record.address.id)
    match record:
        case Page() if record.address.kind == "page" and record.space is not None:
            return (record.space.address, *(one.address for one in record.path), own)
        case Unit():
            return (*(one.address for one in record.path), own)
        case Entry() if record.address.kind == "space":
            return (own,)
    return ()

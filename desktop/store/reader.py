"""A whole thing by its address, as the app shows it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Engine

from desktop.errors import NotHere
from desktop.records import Address, Branch, Record, Reference
from desktop.store.blobs import Blobs
from desktop.store.branches import branches
from desktop.store.engine import reading
from desktop.store.lookup import Lookup
from desktop.store.organisation_records import entry_record, unit_record
from desktop.store.people_records import person_record
from desktop.store.text_records import text_record
from wire.bodies import PageBody, UnitBody, Writing


class Reader:
    """Reads records from a replica; ``blobs`` says which attachments are here."""

    def __init__(self, engine: Engine, blobs: Blobs) -> None:
        self._engine = engine
        self._blobs = blobs

    def record(self, address: Address, language: str | None = None) -> Record:
        """The record at ``address``, names in ``language`` where there are any; ``NotHere``
        where the replica holds none."""
        with reading(self._engine) as tx:
            found = self._read(Lookup(tx, language), address)
        if found is None:
            raise NotHere(f"There is no {address.kind} with this address in what you hold here.")
        return found

    def references(self, keys: Iterable[str]) -> tuple[Reference, ...]:
        """Those of ``keys`` that are here, in their order."""
        wanted = list(keys)
        with reading(self._engine) as tx:
            found = Lookup(tx).references(wanted)
        return tuple(found[key] for key in wanted if key in found)

    def branches(
        self, kind: str, above: Address | None, language: str | None = None
    ) -> tuple[Branch, ...]:
        """What lies right below a thing in the tree of pages or units; of none, its top."""
        with reading(self._engine) as tx:
            return branches(Lookup(tx, language), kind, above)

    def _read(self, lookup: Lookup, address: Address) -> Record | None:
        bodies = lookup.bodies(address.key)
        if address.kind == "person":
            return person_record(lookup, address, bodies)
        body = bodies.get("")
        match body:
            case None:
                return None
            case UnitBody():
                return unit_record(lookup, address, body)
            case PageBody() | Writing():
                return text_record(lookup, address, body, self._blobs.missing)
        return entry_record(lookup, address, body)

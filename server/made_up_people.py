"""How many people the sample company has: fewer than it holds, all of them, or more.

Knows nothing of the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from server.connectors.json_lines import Numbered, Record, records
from server.staffing.ingredients import read_ingredients
from server.staffing.staff import Staff


@dataclass(frozen=True, slots=True)
class PeopleCount:
    """``count`` is how many people there are to be; ``None`` is the whole company."""

    folder: Path
    count: int | None = None
    seed: int = 1

    def complete(self, others: Iterator[Numbered]) -> Iterator[Numbered]:
        """Yield those units or duties all of whose people there are."""
        if self.count is None:
            yield from others
            return
        people = self.change(records(self.folder / "people.jsonl"))
        known = {record["id"] for _, record in people}
        for number, record in others:
            if known.issuperset(_named(record)):
                yield number, record

    def change(self, people: Iterator[Numbered]) -> Iterator[Numbered]:
        """Yield the first people of the file, then made-up ones until there are enough."""
        first = list(islice(people, self.count))
        yield from first
        if self.count is not None and len(first) >= self.count:
            return
        known = [record for _, record in first]
        staff = Staff(read_ingredients(self.folder), known, self.seed)
        more = len(staff) if self.count is None else self.count - len(first)
        last_line = max((number for number, _ in first), default=0)
        yield from enumerate(islice(staff, more), last_line + 1)


def _named(record: Record) -> Iterator[str]:
    yield from record.get("heads", [])
    yield from (record[part] for part in ("owner", "deputy", "escalation") if part in record)

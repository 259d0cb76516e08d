"""Fields of a people file that no body has a place for: they become fields of the company.

Knows nothing of files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from server.connectors import plain_text
from server.connectors.found import Found
from server.connectors.json_lines import Record
from server.streams import Entity, entity_id
from wire.bodies import FieldBody

# What has a place elsewhere, and what only speaks of the file itself.
_TAKEN: Final = """
id given_name family_name display_name academic_title other_names particles pronunciation pronouns
job_title org_units org_unit_id memberships manager deputy location site room hours time_zone
languages skills projects topics bio links url photo_file photo_url emails phones chat best_channel
joined left ask_instead external source confirmed
"""
TAKEN: Final = frozenset(_TAKEN.split())

_LABELS: Final = {
    "party": ("Partei", "Party"),
    "rank": ("Rang", "Rank"),
    "constituency": ("Wahlkreis", "Constituency"),
    "start": ("Beginn", "Start"),
    "end": ("Ende", "End"),
    "country": ("Land", "Country"),
    "birthday": ("Geburtstag", "Birthday"),
    "cost_centre": ("Kostenstelle", "Cost centre"),
    "certificates": ("Nachweise", "Certificates"),
    "relation": ("Beziehung", "Relationship"),
    "employee_number": ("Personalnummer", "Employee number"),
}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,60}")
_MOST_CHOICES: Final = 40
# Not every program can hold a larger whole number: it travels as text.
_LARGEST: Final = 2**63 - 1


def company_fields(record: Record) -> dict[str, Any]:
    """Return the record's own fields: texts, numbers, yes and no, and lists of texts."""
    fields: dict[str, Any] = {}
    for key, value in record.items():
        if key in TAKEN or not _KEY.fullmatch(key):
            continue
        if isinstance(value, float) or (isinstance(value, int) and abs(value) <= _LARGEST):
            fields[key] = value
        elif isinstance(value, list):
            if texts := plain_text.lines(value):
                fields[key] = list(texts)
        elif clean := plain_text.line(value):
            fields[key] = clean
    return fields


class FieldSurvey:
    """Watches the fields of all records, to say in the end what sort each one is."""

    def __init__(self) -> None:
        self._values: dict[str, Counter[str]] = {}
        self._types: dict[str, set[str]] = {}

    def __len__(self) -> int:
        return len(self._values)

    def add(self, record: Record) -> None:
        for key, value in company_fields(record).items():
            counter = self._values.setdefault(key, Counter())
            self._types.setdefault(key, set()).add(_type(value))
            shown = str(value)
            # Past so many different values a field is no choice, and counting on would cost.
            if shown in counter or len(counter) <= _MOST_CHOICES:
                counter[shown] += 1

    def names(self) -> list[str]:
        return sorted(self._values)

    def found(self, source: str) -> Iterator[Found]:
        for key in self.names():
            types = self._types[key]
            body = FieldBody(
                key=key,
                type=next(iter(types)) if len(types) == 1 else "text",
                labels=_labels(key),
                facet=self._is_choice(key),
            )
            yield Found(
                entity=Entity(
                    kind="field",
                    id=entity_id(source, "field", key),
                    bodies={"": body},
                    source=source,
                    source_key=key,
                )
            )

    def _is_choice(self, key: str) -> bool:
        """A field is worth filtering by if few values share many people."""
        counter = self._values[key]
        return 1 < len(counter) <= _MOST_CHOICES and counter.total() >= 3 * len(counter)


def _labels(key: str) -> dict[str, str]:
    plain = key.replace("_", " ").replace("-", " ").strip().capitalize()
    german, english = _LABELS.get(key, (plain, plain))
    return {"de": german, "en": english}


def _type(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    return "date" if isinstance(value, str) and _DATE.fullmatch(value) else "text"

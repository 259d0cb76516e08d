"""A small company to search in, and an index over it. All names are invented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine

from desktop.records import Document, Hit, SearchRequest, SearchResult
from desktop.search.engine import Search
from desktop.search.index import SearchIndex
from desktop.store.engine import transaction

TODAY = date(2026, 3, 18)


@dataclass(frozen=True, slots=True)
class Corpus:
    """An index in a database of its own."""

    engine: Engine
    index: SearchIndex

    def put(self, *documents: Document) -> None:
        with transaction(self.engine) as tx:
            self.index.put(tx, documents)

    def remove(self, *keys: str) -> None:
        with transaction(self.engine) as tx:
            self.index.remove(tx, keys)

    def compact(self) -> None:
        with transaction(self.engine) as tx:
            while not self.index.compact(tx):
                pass

    def search(self, query: str, kind: str | None = None, limit: int = 50) -> SearchResult:
        return self.run(SearchRequest(query=query, kind=kind, limit=limit))

    def run(self, request: SearchRequest) -> SearchResult:
        return Search(self.engine, today=lambda: TODAY).run(request)

    def titles(self, query: str, kind: str | None = None) -> list[str]:
        return [hit.title.text for hit in self.search(query, kind).hits]

    def first(self, query: str) -> Hit:
        hits = self.search(query).hits
        assert hits, f"nothing found for {query}"
        return hits[0]


def person(
    name: str, *, stale: bool = False, about: str = "", **fields: str | Iterable[str]
) -> Document:
    """A person; each field is one value or several."""
    return Document(
        key=f"person:{name.casefold().replace(' ', '-')}",
        kind="person",
        title=name,
        subtitle=str(fields.get("role", "")),
        fields=_fields(fields),
        text=about,
        stale=stale,
        source="staff",
        source_key=name,
    )


def page(
    title: str, text: str = "", *, language: str = "en", updated: str | None = None,
    **fields: str | Iterable[str],
) -> Document:  # fmt: skip
    """A page whose file is called like its title."""
    return Document(
        key=f"page:{title.casefold().replace(' ', '-')}",
        kind="page",
        title=title,
        fields=_fields(fields),
        text=text,
        language=language,
        updated=updated,
        source="handbook",
        source_key=f"pages/{title}.md",
    )


def unit(name: str) -> Document:
    return Document(key=f"unit:{name.casefold()}", kind="unit", title=name, fields={})


def _fields(fields: dict[str, str | Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {
        name: (value,) if isinstance(value, str) else tuple(value) for name, value in fields.items()
    }


STAFF = (
    person("Dr. Gesa Müller", role="Leiterin Einkauf", unit="Einkauf", phone="+49 30 4745-123",
           mail="gesa.mueller@nordlicht.example", skill="Brandschutz", site="Hamburg"),
    person("Jonte Mueller", role="Monteur", unit="Montage", phone="040 55512", site="Kiel"),
    person("Friedrich Hinnerksen", role="Buchhalter", unit="Ausschuss für Gesundheit",
           skill=("Steuern", "Reisekosten"), site="Kiel"),
    person("Tomke Mayer", role="Elektrikerin", unit="Montage", language="de"),
    person("Aenne al-Hadidi", other_name="Aenne Petersen", role="Ärztin", site="Hamburg"),
    person("Ole von Brook", role="Fahrer", stale=True),
    person("Svea Ferrara-Lund", role="Engineer; Chair, Safety Board", phone="202-225-6155"),
    unit("Ausschuss für Gesundheit"),
    unit("Montage"),
)  # fmt: skip
HANDBOOK = (
    page("Travel guide", "Before you **travel**, book a hotel.\n\n## Reimbursement\n\n"
         "Keep your receipts. The voucher is paid within a week.", updated="2026-03-01T08:00:00Z",
         space="Handbook", tag="money"),
    page("Leave", "You may take annual leave and sick leave.\n\n## Jury duty\n\nTell us.",
         keyword=("vacation", "parental leave"), updated="2024-05-01T08:00:00Z", space="Handbook"),
    page("Voluntary leave transfer program", "Give days to a colleague.", space="Handbook"),
    page("Reisekosten", "Die Abrechnung der Reise geht an den Einkauf. Vektor-Datenbank.",
         language="de", space="Handbuch"),
    page("Kennwortverwaltung", "Ein Programm für Kennwörter, auch über die Videokamera.",
         language="de", space="Handbuch"),
    page("LibreOffice", "An office suite."),
)  # fmt: skip

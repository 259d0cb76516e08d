"""Many documents on their way into the index, with nothing read between them.

What the next document needs to know of those before it (row ids, facet values) is remembered
from the beginning of the load to its end. It must not know where statements are run.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import Connection

from desktop.records import Document
from desktop.search.analysis import Entry, analyse
from desktop.search.fields import KINDS
from desktop.search.stored import Numbers, Statement, band_of, stored
from desktop.search.tables import band

_COUNTED: Final = ("documents", "texts", "tokens", "changes", "named")
_ONCE_MORE: Final = ("INSERT INTO document ", "INSERT INTO ranked ")  # what was named had these


class Load:
    """One load. It counts on nobody else writing to the index until it ends.

    ``instead`` are keys whose documents, without facets or text, are replaced.
    """

    def __init__(self, tx: Connection, instead: Iterable[str] = ()) -> None:
        self._numbers = Numbers(tx)
        for number in range(len(KINDS) + 1):
            for stale in (False, True):
                self._numbers.look(*band(number, stale))
        self._numbers = self._numbers.apart()
        self._here = _row_ids(tx, instead)
        rows = tx.exec_driver_sql("SELECT facet, value, id, uses FROM facet_value").all()
        self._facets = {(row[0], row[1]): int(row[2]) for row in rows}
        self._uses = Counter({(row[0], row[1]): int(row[3]) for row in rows})
        self._last = max(self._facets.values(), default=0)
        self._changed: set[tuple[str, str]] = set()
        tally = {row[0]: row[1] for row in tx.exec_driver_sql("SELECT name, value FROM tally")}
        self._tally = {name: int(tally.get(name, 0)) for name in _COUNTED}

    def take(self, documents: Sequence[Document]) -> Iterator[Statement]:
        """What is to be inserted for these."""
        numbered, before = [], len(self._here)
        for document in documents:
            entry = analyse(document)
            numbered.append((self._number(entry), entry))
            self._uses.update(entry.facets)
            self._changed.update(entry.facets)
            self._tally["texts"] += bool(entry.body)
            self._tally["tokens"] += len(entry.body)
        replaced = before - len(self._here)
        self._tally["documents"] += len(numbered) - replaced
        for facet in sorted(self._changed - self._facets.keys()):
            self._last += 1
            self._facets[facet] = self._last
        for insert, rows in stored(numbered, self._facets):
            again = replaced and insert.startswith(_ONCE_MORE)
            yield insert.replace("INSERT", "REPLACE", 1) if again else insert, rows

    def name(self, documents: Sequence[Document]) -> Iterator[Statement]:
        """What is to be inserted for people of whom only the names are known yet."""
        self._tally["named"] += len(documents)
        for insert, rows in self.take(documents):
            yield insert.replace("INTO short ", "INTO named ", 1), rows

    def counts(self) -> Iterator[Statement]:
        """What is to be inserted before each transaction ends."""
        changed = [(self._facets[one], *one, self._uses[one]) for one in sorted(self._changed)]
        self._changed.clear()
        yield "INSERT OR REPLACE INTO facet_value VALUES", changed
        self._tally["changes"] += 1
        yield "INSERT OR REPLACE INTO tally VALUES", list(self._tally.items())

    def _number(self, entry: Entry) -> int:
        """Return the row id that the key has already, or the next of its band."""
        here = self._here.pop(entry.document.key, None)
        return self._numbers.next(*band_of(entry)) if here is None else here


def _row_ids(tx: Connection, keys: Iterable[str]) -> dict[str, int]:
    rows = tx.exec_driver_sql(
        "SELECT key, docid FROM document WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps(list(keys)),),
    )
    return {row[0]: row[1] for row in rows}

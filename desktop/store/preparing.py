"""From the rows of whole things to rows ready to be inserted, for many things at once.

Everything here is work of the processor alone: no database is asked, so that it can be done in
another process (``preparer.py``). It must not know where statements are run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol

from desktop.store.bodies import StoredRow, read_bodies, unreadable_rows
from desktop.store.deriving import fact_rows, is_searched, kind_of, record_row
from desktop.store.documents import Names, document
from desktop.store.facts import ANSWERS_FOR, NAMED, Facts, facts_of
from desktop.store.index import Load, Statement
from desktop.store.statements import Chunk, chunks
from wire.bodies import Body

Called = Mapping[str, Sequence[str]]  # names by key


@dataclass(frozen=True, slots=True)
class Prepared:
    """What came of some things.

    ``here`` can be shown now, ``void`` cannot. ``awaited`` of those here are named by something
    that was prepared before, ``answering`` are people about whom something here says so.
    """

    chunks: Sequence[Chunk]
    here: Sequence[str] = ()
    void: Sequence[str] = ()
    awaited: frozenset[str] = frozenset()
    answering: frozenset[str] = frozenset()


class Work(Protocol):
    """Prepares one batch after the other; it can be pickled."""

    def take(self, entities: Sequence[str], rows: Iterable[StoredRow]) -> Prepared:
        """Prepare things from rows of them."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names as they are stored, by key, read when they are asked for."""

    stored: Mapping[str, str]

    def __call__(self, keys: Iterable[str]) -> Called:
        return {key: json.loads(self.stored[key]) for key in keys if key in self.stored}


@dataclass(slots=True)
class Preparation:
    """Prepares one batch after the other, and remembers what the next must know of those before.

    ``ask`` finds the names of what was here before, if anything was; ``answers`` is what each
    person answers for.
    """

    load: Load
    answers: dict[str, list[str]]
    ask: Callable[[Iterable[str]], Called] | None = None
    called: dict[str, Sequence[str]] = field(default_factory=dict)
    _awaited: set[str] = field(default_factory=set)
    _seen: set[str] = field(default_factory=set)

    def take(self, entities: Sequence[str], rows: Iterable[StoredRow]) -> Prepared:
        """Prepare things from all rows that there are of them, of each key the oldest first."""
        loaded = read_bodies(rows, set(entities))
        found: dict[str, Facts] = {}
        for entity in entities:
            facts = facts_of(kind_of(entity), loaded.bodies.get(entity, {}))
            if facts is not None:
                found[entity] = facts
        self.called.update((entity, facts.names) for entity, facts in found.items())
        awaited, answering = self._follow(entities, found)
        statements = chain(
            fact_rows(found), [unreadable_rows(loaded)], self._documents(found, loaded.bodies)
        )
        return Prepared(
            chunks=list(chunks(statements)),
            here=list(found),
            void=[entity for entity in entities if entity not in found],
            awaited=awaited,
            answering=answering,
        )

    def _follow(
        self, entities: Sequence[str], found: Mapping[str, Facts]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """What is named by something before it, and who something here answers for."""
        self._seen.update(entities)
        named, answering = set(), set()
        for facts in found.values():
            for one in facts.relations:
                if one.type in NAMED:
                    named.add(one.target)
                if one.type in ANSWERS_FOR:
                    answering.add(one.target)
                    self.answers.setdefault(one.target, []).append(facts.title)
        if self.ask is not None:
            self.called.update(self.ask(named - self.called.keys()))
            return frozenset(found), frozenset(answering - found.keys())
        awaited = found.keys() & self._awaited
        self._awaited |= named - self._seen
        return frozenset(awaited), frozenset((answering & self._seen) - found.keys())

    def _documents(
        self, found: Mapping[str, Facts], bodies: Mapping[str, Mapping[str, Body]]
    ) -> Iterator[Statement]:
        documents = [
            document(
                key,
                bodies[key],
                facts,
                Names(of=self.called, answers_for=sorted(self.answers.get(key, ()))),
            )
            for key, facts in found.items()
        ]
        records = [record_row(one.key, found[one.key], one.subtitle) for one in documents]
        yield "INSERT INTO record VALUES", records
        yield from self.load.take(list(filter(is_searched, documents)))
        yield from self.load.counts()

"""Phrases, looked for in the texts themselves: postings say which words, and not where.

It reads what the index keeps of few documents at a time, for as long as there is time. It must
not know how candidates were found or are ranked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from desktop.search.fields import BY_CODE
from desktop.search.packing import unpacked
from desktop.search.rows import LISTED, Rows
from desktop.search.sought import Sought
from desktop.search.text import folded

Table = Literal["short", "body"]
PLACES: Final[tuple[Table, Table]] = ("short", "body")
_AT_ONCE: Final = 50  # documents read between two looks at the clock


def phrases_in(sought: Iterable[Sought]) -> list[Sought]:
    """Return those of which anything is more than one word."""
    return [one for one in sought if any(" " in variant.text for variant in one.variants)]


def holding(rows: Rows, table: Table, docids: Sequence[int], phrase: Sought) -> list[int]:
    """Return those of ``docids`` that hold the phrase, or another variant of it, in order."""
    hold = _in_short if table == "short" else _in_body
    found: list[int] = []
    for start in range(0, len(docids), _AT_ONCE):
        if rows.is_late():
            break
        some = docids[start : start + _AT_ONCE]
        held = set(hold(rows, some, phrase))
        found += [docid for docid in some if docid in held]
    return found


def _in_short(rows: Rows, docids: Sequence[int], phrase: Sought) -> Iterator[int]:
    """In one value of one field, of those that are asked for."""
    asked = (json.dumps(docids),)
    for docid, short in rows.all(f"SELECT docid, short FROM ranked WHERE docid {LISTED}", asked):
        lines = short.split("\n") if short else ()
        if any(_stands(line, phrase) for line in lines if _is_asked(line, phrase)):
            yield docid


def _is_asked(line: str, phrase: Sought) -> bool:
    return not phrase.columns or BY_CODE[line[0]].column in phrase.columns


def _in_body(rows: Rows, docids: Sequence[int], phrase: Sought) -> Iterator[int]:
    """In a heading or a text; all of a long one is looked through only where need be."""
    longer = []
    for docid, heading, packed, length in rows.all(
        "SELECT docid, heading, head, length FROM text JOIN ranked USING (docid)"
        f" WHERE docid {LISTED}",
        (json.dumps(docids),),
    ):
        head = unpacked(packed)
        if _stands(heading, phrase) or _stands(head, phrase):
            yield docid
        elif len(head) < length:
            longer.append(docid)
    for docid in longer:
        if not rows.is_late():
            [(plain,)] = rows.all("SELECT plain FROM text WHERE docid = ?", (docid,))
            if _stands(folded(unpacked(plain)), phrase):
                yield docid


def _stands(text: str, phrase: Sought) -> bool:
    return any(variant.needle in text for variant in phrase.variants)

"""Rows of values as whole statements of many rows each.

SQLite lets go of the interpreter as long as one statement runs, so many rows go into each. It
must not know what is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Final

from desktop.store.index import Statement

Chunk = tuple[str, tuple[Any, ...]]  # a whole statement, and the values that it binds

_ROWS: Final = 1_000  # in one statement
_VARIABLES: Final = 32_000  # that one statement may bind


def chunks(statements: Iterable[Statement]) -> Iterator[Chunk]:
    """Each statement ends before its rows of values."""
    for insert, rows in statements:
        if rows:
            size = min(_ROWS, _VARIABLES // len(rows[0]))
            whole = _with_values(insert, len(rows[0]), size)
            for start in range(0, len(rows), size):
                some = rows[start : start + size]
                if len(some) < size:
                    whole = _with_values(insert, len(rows[0]), len(some))
                yield whole, tuple(chain.from_iterable(some))


def _with_values(insert: str, width: int, rows: int) -> str:
    values = f"({', '.join('?' * width)})"
    return f"{insert} {', '.join([values] * rows)}"

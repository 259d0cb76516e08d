"""Asking for many keys at once, without one bound variable for each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select

BATCH: Final = 1_000


def batches(values: Iterable[str], size: int = BATCH) -> Iterator[list[str]]:
    """Cut ``values`` into lists of at most ``size``, in their order."""
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some


def among(column: ColumnElement[str], values: Iterable[str]) -> ColumnElement[bool]:
    """``column IN values``; SQLite reads the list itself, so that its length costs nothing."""
    listed: Any = func.json_each(json.dumps(list(values))).table_valued("value")
    return column.in_(select(listed.c.value))

"""Engines that share the statements they have compiled: opening a home then costs a tenth.

Hundreds of homes are opened and closed, each with engines of its own, and SQLAlchemy keeps
compiled statements by engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

import desktop.store.engine as opening


class _Alike(SQLiteDialect_pysqlite):
    """As good as any other of its kind: what one compiled fits all."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Alike)

    def __hash__(self) -> int:
        return hash(_Alike)


@contextmanager
def shared_statements() -> Iterator[None]:
    """Within the block, all engines of homes share what they compiled."""
    compiled: Any = None

    def create(*arguments: Any, **options: Any) -> Engine:
        nonlocal compiled
        engine = create_engine(*arguments, **options)
        if type(engine.dialect) is SQLiteDialect_pysqlite:
            engine.dialect.__class__ = _Alike
            compiled = compiled if compiled is not None else engine._compiled_cache
            engine._compiled_cache = compiled
        return engine

    right, opening.create_engine = opening.create_engine, create  # type: ignore[attr-defined]
    try:
        yield
    finally:
        opening.create_engine = right  # type: ignore[attr-defined]

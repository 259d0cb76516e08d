"""The engines of homes: they share what they have compiled, and burn one fuse.

Hundreds of homes are opened and closed, each with engines of its own, and SQLAlchemy keeps
compiled statements by engine: sharing them makes opening a home cost a tenth.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

import desktop.store.engine as opening


class Killed(BaseException):
    """The process ended here, as far as its files are concerned."""


@dataclass(slots=True)
class Fuse:
    """Counts down statements, commits, or files renamed and removed, and kills at the last."""

    left: int | None = None
    counts: str = "statement"  # or "commit", or "file": one that is renamed or removed
    last: Callable[[], None] = lambda: None

    def on_statement(self, *_: Any) -> None:
        self.burn("statement")

    def on_commit(self, *_: Any) -> None:
        self.burn("commit")

    def burn(self, kind: str) -> None:
        if self.left is None or kind != self.counts:
            return
        self.left -= 1
        if self.left <= 0:
            self.left = None
            self.last()
            raise Killed


FUSE: Final = Fuse()


def _on_event(name: str, _: tuple[Any, ...]) -> None:
    if name in ("os.rename", "os.remove"):
        FUSE.burn("file")


sys.addaudithook(_on_event)  # for good, but without a lit fuse it does nothing


class _Alike(SQLiteDialect_pysqlite):
    """As good as any other of its kind: what one compiled fits all."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Alike)

    def __hash__(self) -> int:
        return hash(_Alike)


@contextmanager
def shared_engines() -> Iterator[None]:
    """Within the block, all engines of homes share what they compiled, and burn ``FUSE``."""
    compiled: Any = None

    def create(*arguments: Any, **options: Any) -> Engine:
        nonlocal compiled
        engine = create_engine(*arguments, **options)
        event.listen(engine, "before_cursor_execute", FUSE.on_statement)
        event.listen(engine, "commit", FUSE.on_commit)
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

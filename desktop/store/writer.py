"""Statements written by a thread of their own, while the next rows are being prepared.

SQLite lets go of the interpreter as long as one statement runs. It must not know what is written.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Final

from sqlalchemy import Connection

from desktop.store.index import Statement
from desktop.store.statements import Chunk, chunks

_WAITING: Final = 8  # statements
_SWITCH: Final = 0.0005  # seconds; a statement that is over must not wait long for the next


class Writer:
    """Inserts rows in the order they are given, within the transaction of ``tx``.

    Between entering and leaving nothing else may use ``tx``. Leaving waits for the last row, and
    raises what the first failure was; what is given after one is let go.
    """

    def __init__(self, tx: Connection) -> None:
        self._tx = tx
        self._queue: Queue[Chunk | None] = Queue(_WAITING)
        self._failure: BaseException | None = None
        self._thread = Thread(target=self._write, name="writer", daemon=True)
        self._switch, self._collecting = sys.getswitchinterval(), gc.isenabled()

    def __enter__(self) -> Writer:
        sys.setswitchinterval(_SWITCH)
        # So much comes into being that it would look through all of it again and again.
        gc.disable()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._failure = self._failure or error
        self._queue.put(None)
        self._thread.join()
        sys.setswitchinterval(self._switch)
        if self._collecting:
            gc.enable()
        if self._failure is not None and error is None:
            raise self._failure

    def insert(self, statements: Iterable[Statement]) -> None:
        """Hand rows over; each statement ends before its rows of values."""
        for chunk in chunks(statements):
            self._queue.put(chunk)

    def _write(self) -> None:
        while (chunk := self._queue.get()) is not None:
            if self._failure is None:
                try:
                    self._tx.exec_driver_sql(*chunk)
                except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                    self._failure = error

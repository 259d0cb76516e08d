"""Rows of the index, read through the driver itself, for as long as there is time.

A keystroke reads some twenty times; a layer in between would cost more than the reading. It must
not know what is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter, thread_time
from typing import Any, Final

from sqlalchemy import Connection

LISTED: Final = "IN (SELECT value FROM json_each(?))"
BUDGET: Final = 0.035  # seconds of work from which a search makes do with what it has
# SQLITE_INTERRUPT; a constant, because loading another SQLite for its name takes longer.
_INTERRUPTED: Final = 9
_STEPS: Final = 2_000  # of SQLite's machine between two looks at the clock

Clock = Callable[[], float]


class Rows:
    """Reads over one connection for at most ``budget`` seconds of this thread's work.

    ``worked`` tells these; it is dear to ask, so ``clock`` is asked before.
    """

    def __init__(
        self,
        tx: Connection,
        budget: float = BUDGET,
        clock: Clock = perf_counter,
        worked: Clock = thread_time,
    ) -> None:
        self._tx = tx
        self._driver: Any = tx.connection.driver_connection
        self._error: type[Exception] = tx.dialect.loaded_dbapi.Error
        self._clock, self._worked = clock, worked
        self._until, self._work_until = clock() + budget, worked() + budget
        self.cut_short = False

    def all(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return every row."""
        try:
            found: list[tuple[Any, ...]] = self._driver.execute(statement, values).fetchall()
        except self._error:
            # Once more the long way, where failures are noted and put in words.
            return [tuple(row) for row in self._tx.exec_driver_sql(statement, tuple(values))]
        return found

    def some(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return every row, or none once the time is up; ``cut_short`` then says so."""
        if self.is_late():
            return []
        with self._watched():
            try:
                found: list[tuple[Any, ...]] = self._driver.execute(statement, values).fetchall()
                return found
            except self._error as error:
                if getattr(error, "sqlite_errorcode", 0) == _INTERRUPTED:
                    self.cut_short = True
                    return []
        return self.all(statement, values)  # no longer watched: it may close the connection

    def is_late(self) -> bool:
        """Whether the time is up; once it was asked and was, the search is cut short."""
        self.cut_short = self.cut_short or self._is_over()
        return self.cut_short

    def _is_over(self) -> bool:
        """Time alone does not count: on a busy machine the same query has the same answer."""
        return self._clock() > self._until and self._worked() > self._work_until

    @contextmanager
    def _watched(self) -> Iterator[None]:
        self._driver.set_progress_handler(self._is_over, _STEPS)
        try:
            yield
        finally:
            self._driver.set_progress_handler(None, 0)

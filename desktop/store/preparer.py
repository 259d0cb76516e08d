"""Who prepares: this process, or a second one beside it, so that two processors work.

The second is this same program with a command of its own. Everything goes through its pipes, and
nothing through files. It must not know what is prepared.
"""

from __future__ import annotations

import gc
import logging
import pickle
import subprocess
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import IO, Any, Final, Protocol

from desktop.store.bodies import StoredRow
from desktop.store.preparing import Prepared, Work

log = logging.getLogger(__name__)

_AHEAD: Final = 2  # batches that wait to be written


class PreparerLost(Exception):
    """The second process is gone; what it has not given back must be prepared elsewhere."""


class Preparer(Protocol):
    """Prepares batches, and gives them back in their order."""

    @property
    def ahead(self) -> int:
        """How many batches may be under way at once."""

    @property
    def is_apart(self) -> bool:
        """Whether it cannot ask the database."""

    def begin(self, work: Work) -> None:
        """Let go of what is under way, and go on with other work."""

    def submit(self, entities: Sequence[str], rows: Sequence[StoredRow]) -> None:
        """Take the next batch."""

    def result(self) -> Prepared:
        """What came of the first batch under way; ``PreparerLost`` if that is not to be had."""


class AtOnce:
    """Prepares a batch when it is asked for."""

    ahead, is_apart = 1, False

    def __enter__(self) -> AtOnce:
        return self

    def __exit__(self, *_: object) -> None:
        self._waiting.clear()

    def __init__(self) -> None:
        self._waiting: deque[tuple[Sequence[str], Sequence[StoredRow]]] = deque()
        self._work: Work | None = None

    def begin(self, work: Work) -> None:
        self._waiting.clear()
        self._work = work

    def submit(self, entities: Sequence[str], rows: Sequence[StoredRow]) -> None:
        self._waiting.append((entities, rows))

    def result(self) -> Prepared:
        assert self._work is not None
        return self._work.take(*self._waiting.popleft())


def beside(command: Sequence[str], folder: Path | None) -> SecondProcess | AtOnce:
    """A second process, or none where the system lets none be started."""
    try:
        return SecondProcess(command, folder)
    except OSError as error:
        log.warning("no second process could be started: %s", type(error).__name__)
        return AtOnce()


class SecondProcess:
    """Has ``command`` prepare: it serves batches on its standard streams, as ``serve`` does."""

    ahead, is_apart = 3, True

    def __init__(self, command: Sequence[str], folder: Path | None) -> None:
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # on Windows
        )
        self._sent: Queue[Any] = Queue()
        self._came: Queue[Prepared | None] = Queue(_AHEAD)
        self._under_way, self._is_lost = 0, False
        self._threads = [
            Thread(target=work, name=work.__name__, daemon=True)
            for work in (self._send, self._receive)
        ]

    def __enter__(self) -> SecondProcess:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._sent.put(None)
        if error is not None or self._under_way:
            self._process.kill()
        while self._under_way and self._came.get() is not None:
            self._under_way -= 1
        for thread in self._threads:
            thread.join()
        self._process.wait()

    def begin(self, work: Work) -> None:
        with suppress(PreparerLost):
            while self._under_way:
                self.result()
        self._sent.put(work)

    def submit(self, entities: Sequence[str], rows: Sequence[StoredRow]) -> None:
        self._sent.put((entities, list(map(tuple, rows))))
        self._under_way += 1

    def result(self) -> Prepared:
        prepared = None if self._is_lost else self._came.get()
        if prepared is None:
            self._is_lost, self._under_way = True, 0
            raise PreparerLost
        self._under_way -= 1
        return prepared

    def _send(self) -> None:
        assert self._process.stdin is not None
        with suppress(OSError), self._process.stdin as pipe:
            while (message := self._sent.get()) is not None:
                pickle.dump(message, pipe, pickle.HIGHEST_PROTOCOL)
                pipe.flush()

    def _receive(self) -> None:
        assert self._process.stdout is not None
        with suppress(OSError, EOFError, pickle.UnpicklingError), self._process.stdout as pipe:
            while True:
                self._came.put(pickle.load(pipe))
        self._came.put(None)


def serve(inbox: IO[bytes], outbox: IO[bytes]) -> None:
    """Prepare what comes in, until nothing does any more: the second process's part."""
    gc.disable()  # so much comes into being, and nothing of it in circles
    work: Work | None = None
    with suppress(EOFError, BrokenPipeError):
        while True:
            message = pickle.load(inbox)
            if not isinstance(message, tuple):
                work = message
            elif work is not None:
                entities, rows = message
                prepared = work.take(entities, list(map(StoredRow._make, rows)))
                pickle.dump(prepared, outbox, pickle.HIGHEST_PROTOCOL)
                outbox.flush()

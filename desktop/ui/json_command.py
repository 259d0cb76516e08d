"""A command of this program that answers with one JSON document, in a child process."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.ui.answers import Failure
from desktop.ui.child_process import ChildProcess
from desktop.ui.sync.lines import parse_line


class JsonCommand(QObject):
    """One at a time; each ends in exactly one signal.

    Signals:
        answered: The document, a dict.
        failed: A Failure.
    """

    answered = Signal(object)
    failed = Signal(object)

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._child = ChildProcess(home, self)
        self._child.line.connect(self._read)
        self._child.ended.connect(self._end)
        self._said = b""

    @property
    def running(self) -> bool:
        return self._child.running

    def start(self, *words: str) -> None:
        """Run a command; does nothing while one runs."""
        if not self.running:
            self._said = b""
            self._child.start([*words, "--json"])

    def end(self) -> None:
        """End it at once, on the way out."""
        self._child.end()

    @Slot(bytes)
    def _read(self, line: bytes) -> None:
        self._said += line

    @Slot(int, str)
    def _end(self, status: int, complaint: str) -> None:
        told = parse_line(self._said)
        if isinstance(told, Failure):
            self.failed.emit(told)
            return
        try:  # a command that found something wrong answers, too, and says so by its status
            answer = json.loads(self._said)
        except ValueError:
            answer = None
        if isinstance(answer, dict):
            self.answered.emit(answer)
        else:
            self.failed.emit(Failure(message=complaint))

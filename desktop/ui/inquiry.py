"""Questions to the library that belong to one part of the window, each with its own answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from desktop.records import Address, Branch
from desktop.ui.preparing import window_language
from desktop.ui.saving import save_copy

if TYPE_CHECKING:
    from desktop.library import Library
    from desktop.ui.workers import LibraryWorker


class Question(Protocol):
    """Frozen; it is asked on the library thread."""

    def ask(self, library: Library) -> object:
        """Its answer; raises an ``AppError`` where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Below:
    """What lies right below a thing in the tree of a kind; of none, its top."""

    kind: str
    above: Address | None

    def ask(self, library: Library) -> tuple[Branch, ...]:
        return library.branches(self.kind, self.above, window_language())


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a file, by hash, to where somebody wants it; answered by its path."""

    hash: str
    target: Path

    def ask(self, library: Library) -> Path:
        return save_copy(library, self.hash, self.target)


class Inquiry(QObject):
    """Hands questions to the library thread.

    Signals:
        answered: Answer whose request is the question.
    """

    answered = Signal(object)
    _asked = Signal(object)

    def __init__(self, worker: LibraryWorker, parent: QObject) -> None:
        super().__init__(parent)
        self._asked.connect(worker.consult)
        worker.consulted.connect(self.answered)

    @Slot(object)
    def ask(self, question: Question) -> None:
        self._asked.emit(question)

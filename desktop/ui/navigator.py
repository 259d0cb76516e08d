"""Where the reader is, and what is fetched next. Knows no widget and no library."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from desktop.records import Address, ChangeSet
from desktop.ui.navigation import History


class Navigator(QObject):
    """Turns *open this*, *back* and *forward* into requests, and remembers the trail.

    A preview is what the selection in the list shows; it joins the trail only when the reader
    goes on from it.

    Signals:
        wanted: The Address to fetch and show.
        left: Nothing is open any more.
        visited: The Address that the reader went to, by a step of the trail.
        moved: Whether there is a way back, and a way forward.
    """

    wanted = Signal(object)
    left = Signal()
    visited = Signal(object)
    moved = Signal(bool, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = History()
        self._shown: Address | None = None

    @property
    def shown(self) -> Address | None:
        """What is shown or on its way."""
        return self._shown

    @Slot(object)
    def visit(self, address: Address) -> None:
        """Open ``address`` as a new step of the trail."""
        self._history.visit(address)
        self._go(address)

    @Slot(object)
    def follow(self, address: Address) -> None:
        """Open ``address`` from what is shown: even a preview is then a place to come back to."""
        if self._shown is not None:
            self._history.visit(self._shown)
        self.visit(address)

    @Slot(object)
    def preview(self, address: Address) -> None:
        """Show ``address`` without a step of the trail."""
        if address != self._shown:
            self._show(address)

    @Slot()
    def back(self) -> None:
        """One step back; where nothing is open any more, to what was open last."""
        closed = self._shown is None and self._history.current is not None
        self._go(self._history.current if closed else self._history.back())

    @Slot()
    def forward(self) -> None:
        address = self._history.forward()
        if address is not None:
            self._go(address)

    def remember(self, address: Address) -> None:
        """Have a place to go back to that was never shown."""
        self._history.visit(address)
        self.moved.emit(self._history.can_go_back, self._history.can_go_forward)

    @Slot()
    def close(self) -> None:
        """Nothing is open; the trail stays."""
        self._show(None)

    @Slot()
    def drop_preview(self) -> None:
        """Nothing is shown any more unless it was opened."""
        if self._shown is not None and self._shown != self._history.current:
            self._show(None)

    def refresh(self, changes: ChangeSet) -> None:
        """Fetch what is shown again where it is among what changed."""
        shown = self._shown
        if shown is not None and (changes.everything or shown.key in changes.keys):
            self.wanted.emit(shown)

    def _go(self, address: Address | None) -> None:
        self._show(address)
        if address is not None:
            self.visited.emit(address)

    def _show(self, address: Address | None) -> None:
        self._shown = address
        self.moved.emit(self._history.can_go_back, self._history.can_go_forward)
        if address is None:
            self.left.emit()
        else:
            self.wanted.emit(address)

"""The middle of the window: a quiet page, or results and what is open, as the width allows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desktop.ui.style.fonts import growth

NARROW = 860  # at 100 %, as all of these
LIST_WIDTH = 380
SMALLEST_LIST = 260
SMALLEST_DETAIL = 380


class Workspace(QStackedWidget):
    """Shows the parts it is given according to what goes on.

    ``asking``: something is typed or chosen. ``open``: something is open. ``reading``: the
    reader's eyes are on it, which decides where there is room for only one of both.
    """

    def __init__(
        self, quiet: QWidget, results: QWidget, detail: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._quiet = quiet
        self._results = results
        self._detail = detail
        self._asking = False
        self._open = False
        self._reading = False
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(6)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(results)
        self._splitter.addWidget(detail)
        self._splitter.setStretchFactor(1, 1)
        results.setMinimumWidth(SMALLEST_LIST)
        detail.setMinimumWidth(SMALLEST_DETAIL)
        self.addWidget(quiet)
        self.addWidget(self._splitter)
        self.set_list_width(LIST_WIDTH)
        self._arrange()

    @property
    def narrow(self) -> bool:
        """Whether there is room for only one of results and detail."""
        return self.width() < NARROW * growth(self.font())

    @property
    def list_width(self) -> int:
        return self._results.width() if self._results.isVisible() and not self.narrow else 0

    def set_list_width(self, width: int) -> None:
        self._splitter.setSizes([width, max(self.width() - width, SMALLEST_DETAIL)])

    def set_asking(self, asking: bool) -> None:
        self._asking = asking
        self._arrange()

    def set_open(self, opened: bool, *, reading: bool) -> None:
        self._open = opened
        self._reading = reading and opened
        self._arrange()

    def set_reading(self, reading: bool) -> None:
        """Turn between results and detail where only one of them has room."""
        self._reading = reading and self._open
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more room for both."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if not (self._asking or self._open):
            self.setCurrentWidget(self._quiet)
            return
        self.setCurrentWidget(self._splitter)
        only_detail = not self._asking or (self.narrow and self._reading)
        self._results.setVisible(not only_detail)
        self._detail.setVisible(only_detail or not self.narrow)

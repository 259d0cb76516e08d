"""The bar at the top: back, forward, the box, the pill; under it the chips and the total."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.records import SearchResult
from desktop.ui.actions import Actions
from desktop.ui.counted import Counted
from desktop.ui.plain_label import PlainLabel
from desktop.ui.rail import action_button
from desktop.ui.search.search_box import SearchBox
from desktop.ui.search.search_filters import SearchFilters
from desktop.ui.style.fonts import growth
from desktop.ui.style.tokens import SPACE_1, SPACE_2, SPACE_3, SPACE_4, Theme
from desktop.ui.sync.pill import SyncPill

ROOMY = 680  # at 100 %: the total has room beside the chips

BOX_LEAST = 240  # pixels that the box keeps whatever the pill has to say


class TopBar(QFrame):
    """Holds its parts; they are public, and wired elsewhere."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar-top")
        self.box = SearchBox(theme)
        self.pill = SyncPill(theme)
        self.filters = SearchFilters(theme)
        self._total = PlainLabel(role="muted")
        self._total.setObjectName("total")
        row = QHBoxLayout()
        row.setSpacing(SPACE_1)
        self._steps = (action_button(actions["back"]), action_button(actions["forward"]))
        for step in self._steps:
            row.addWidget(step)
        row.addSpacing(SPACE_1)
        row.addWidget(self.box, 1)
        row.addSpacing(SPACE_2)
        row.addWidget(self.pill)
        chips = QHBoxLayout()
        chips.addWidget(self.filters, 1)
        chips.addWidget(self._total, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        column.setSpacing(SPACE_3)
        column.addLayout(row)
        column.addLayout(chips)

    def set_theme(self, theme: Theme) -> None:
        self.box.set_theme(theme)
        self.pill.set_theme(theme)
        self.filters.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the chips have the numbers, and the room."""
        super().resizeEvent(event)
        self._total.setVisible(self.width() >= ROOMY * growth(self.font()))
        self._share_line()

    def _share_line(self) -> None:
        """What one types is to be seen: where both have no room, the pill gives way."""
        steps = sum(step.sizeHint().width() + SPACE_1 for step in self._steps)
        taken = 2 * SPACE_4 + steps + SPACE_1 + round(BOX_LEAST * growth(self.font())) + SPACE_2
        self.pill.set_room(self.width() - taken - 2 * SPACE_1)

    @Slot(object)
    def show_total(self, result: SearchResult) -> None:
        words = Counted().results(result.total)
        figure = QLocale().toString(result.total)
        self._total.setText(words.replace(figure, f"{figure}+") if result.capped else words)

    @Slot()
    def clear_total(self) -> None:
        self._total.setText("")

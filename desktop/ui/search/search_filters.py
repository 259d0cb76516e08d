"""The row of chips under the box: what to look for, and within what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.records import FacetCount
from desktop.ui.flow_layout import FlowLayout
from desktop.ui.search.facet_chips import FacetChips
from desktop.ui.search.filter_chip import FilterChip
from desktop.ui.search.scope_chips import ScopeChips
from desktop.ui.style.tokens import Theme


class SearchFilters(QWidget):
    """Scope and facets in one place, in one line: where it is narrow, behind one chip.

    Signals:
        changed: What narrows the search is different now.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = FlowLayout(self)
        self._scope = ScopeChips(self._line, theme, self)
        self._facets = FacetChips(self._line, theme, self)
        self._behind = FilterChip(self)
        self._line.addWidget(self._behind)
        self._scope.chosen.connect(self.changed)
        self._facets.changed.connect(self.changed)
        self._fold()

    @property
    def kind(self) -> str | None:
        return self._scope.kind or None

    @property
    def facets(self) -> tuple[tuple[str, str], ...]:
        return self._facets.chosen

    @property
    def narrowed(self) -> bool:
        return bool(self.kind or self.facets)

    def choose_kind(self, kind: str) -> None:
        """Look for one kind of thing only, as a click on its chip does."""
        self._scope.choose(kind)
        self._facets.clear()
        self._fold()
        self.changed.emit()

    @Slot()
    def widen(self) -> None:
        """Narrow by nothing."""
        self.choose_kind("")

    def set_counts(
        self, facets: Mapping[str, Sequence[FacetCount]], total: FacetCount | None
    ) -> None:
        """Show the counts of a result; ``total`` of ``None``: nothing was asked."""
        self._scope.set_counts(facets.get("kind", ()), total)
        self._facets.set_counts(facets)
        self._fold()

    def set_theme(self, theme: Theme) -> None:
        self._scope.set_theme(theme)
        self._facets.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fold()

    def _fold(self) -> None:
        """Put behind the one chip what has no room: first the facets, then the rarer kinds."""
        for facets, kinds in ((False, False), (True, False), (True, True)):
            self._scope.set_folded(kinds)
            self._facets.set_folded(facets)
            menus = self._facets.menus if facets else ()
            self._behind.offer(self._scope.rare if kinds else (), menus, self._facets.summary)
            if self._line.length() <= self.width():
                return

"""The row of chips under the box: what to look for, and the way to everything that narrows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.records import FacetCount
from desktop.ui.flow_layout import FlowLayout
from desktop.ui.search.facet_choices import KIND, FacetChoices
from desktop.ui.search.facet_menus import FacetMenus
from desktop.ui.search.facet_pane import FacetPane
from desktop.ui.search.filter_chip import FilterChip
from desktop.ui.search.scope_chips import ScopeChips
from desktop.ui.style.tokens import Theme


class SearchFilters(QWidget):
    """The kinds in one line. ``pane`` has the facets and stands beside the list; where there is
    no room for it they are behind one chip, with the rarer kinds.

    Signals:
        changed: What narrows the search is different now.
        pane_wanted: Whether the pane is to be shown where it has room.
    """

    changed = Signal()
    pane_wanted = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = FlowLayout(self)
        self._choices = FacetChoices(self)
        self._menus = FacetMenus(self._choices, self)
        self._scope = ScopeChips(self._line, theme, self)
        self._behind = FilterChip(self)
        self._line.addWidget(self._behind)
        self.pane = FacetPane(self._choices, theme)
        self._has_room = self._pane_shown = self._asked = False
        self._scope.chosen.connect(self._narrow)
        self._choices.kind_chosen.connect(self._scope.choose)
        self._choices.kind_chosen.connect(self._narrow)
        self._choices.changed.connect(self._narrow)
        self._behind.opening.connect(self._fill_menu)
        self._behind.switched.connect(self.pane_wanted)
        self.set_theme(theme)
        self._fold()

    @property
    def kind(self) -> str | None:
        return self._scope.kind or None

    @property
    def facets(self) -> tuple[tuple[str, str], ...]:
        return self._choices.chosen

    @property
    def narrowed(self) -> bool:
        return bool(self.kind or self.facets)

    @Slot(str)
    def choose_kind(self, kind: str) -> None:
        """Look for one kind of thing only, and narrow by nothing else."""
        self._scope.choose(kind)
        self._choices.clear()
        self._narrow()

    @Slot()
    def widen(self) -> None:
        """Narrow by nothing."""
        self.choose_kind("")

    def set_counts(
        self,
        facets: Mapping[str, Sequence[FacetCount]],
        total: FacetCount | None,
        *,
        of_others: bool = True,
    ) -> None:
        """Show the counts of a result; ``total`` of ``None``: nothing was asked.

        Without ``of_others`` nothing is known of the kinds that were not looked for.
        """
        self._scope.set_counts(facets.get("kind", ()), total, of_others=of_others)
        shown = facets if of_others else {**facets, "kind": ()}
        self._asked = total is not None
        self._choices.set_counts(shown, self._scope.kind)
        self._fold()

    @Slot(bool, bool)
    def set_pane(self, has_room: bool, shown: bool) -> None:
        """Whether the pane has room beside the list, and whether it is shown there."""
        self._has_room, self._pane_shown = has_room, shown
        self._fold()

    def set_theme(self, theme: Theme) -> None:
        self._scope.set_theme(theme)
        self._behind.set_theme(theme)
        self.pane.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fold()

    @Slot()
    def _fill_menu(self) -> None:
        self._behind.fill(self._scope.rare, self._menus.menus())

    @Slot()
    def _narrow(self) -> None:
        self._fold()
        self.changed.emit()

    def _fold(self) -> None:
        """Put the rarer kinds behind the one chip where they have no room; at last it is a sign."""
        for folded, brief in ((False, False), (True, False), (True, True)):
            self._scope.set_folded(folded)
            self._behind.set_brief(brief)
            if self._has_room:
                self._behind.offer_pane(self._choices.summary, shown=self._pane_shown)
                some = bool(self._choices.offered or self.narrowed)
                self._behind.setVisible(self._asked and some)
            else:
                self._behind.offer_menu(self._choices.summary)
                facets = set(self._choices.offered) - {KIND}
                self._behind.setVisible(bool(facets or (folded and self._scope.rare)))
            if self._line.length() <= self.width():
                return

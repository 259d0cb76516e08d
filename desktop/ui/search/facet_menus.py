"""The facets as menus, for where the window is too narrow for the pane. Knows no search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.search.facet_choices import KIND, Choice, FacetChoices, facet_name

LONGEST_LABEL = 28


class FacetMenus(QObject):
    """One menu a facet but for the kind, made anew whenever they are asked for."""

    def __init__(self, choices: FacetChoices, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices = choices
        self._parent = parent
        self._made: list[QMenu] = []

    def menus(self) -> Sequence[QMenu]:
        """The menus of the facets that can narrow now, titled."""
        for menu in self._made:
            menu.deleteLater()
        offered = [facet for facet in self._choices.offered if facet != KIND]
        self._made = [self._menu(facet) for facet in offered]
        return self._made

    def _menu(self, facet: str) -> QMenu:
        name = facet_name(facet)
        menu = QMenu(name, self._parent)
        menu.setAccessibleName(self.tr("Narrow by: {facet}").format(facet=name))
        for choice in self._choices.choices(facet):
            action = QAction(f"{_short(choice.words)}\t{choice.count}", menu)
            action.setCheckable(True)
            action.setChecked(choice.chosen)
            action.setData(choice)
            menu.addAction(action)
        menu.triggered.connect(self._choose)
        return menu

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        choice: Choice = action.data()
        self._choices.toggle(choice.facet, choice.value)


def _short(text: str) -> str:
    """A label as a menu takes it: one ``&`` would underline the next letter."""
    cut = text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1].rstrip() + "…"
    return cut.replace("&", "&&")

"""One chip for the filters: shows the pane beside the list, or holds it all in a menu where it is
narrow. Knows no search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.ui.style.icons import switching_icon
from desktop.ui.style.tokens import Theme


class FilterChip(QPushButton):
    """A switch where the pane has room, else a menu of menus.

    Signals:
        opening: The menu is about to be shown, and wants to be filled.
        switched: Whether the pane is wanted.
    """

    opening = Signal()
    switched = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.setToolTip(self.tr("Narrow the search further"))
        self._menu = QMenu(self)
        self._menu.setAccessibleName(self.tr("Filter"))
        self._menu.aboutToShow.connect(self.opening)
        self._menu.aboutToHide.connect(self._settle)
        self._marked = self._brief = False
        self.clicked.connect(self._switch)
        self.hide()

    def offer_menu(self, summary: str) -> None:
        """Be a menu; ``summary`` says what narrows the search now, empty for nothing."""
        self.setMenu(self._menu)
        self._say(summary, marked=bool(summary))

    def fill(self, actions: Sequence[QAction], menus: Sequence[QMenu]) -> None:
        """What the menu holds now."""
        self._menu.clear()
        self._menu.addActions(list(actions))
        if actions and menus:
            self._menu.addSeparator()
        for menu in menus:
            self._menu.addMenu(menu)

    def offer_pane(self, summary: str, *, shown: bool) -> None:
        """Be the switch of the pane."""
        self.setMenu(None)  # type: ignore[arg-type]  # none is what takes the menu away
        self._say(summary, marked=shown)

    def set_brief(self, brief: bool) -> None:
        """Whether there is room for the sign alone."""
        self._brief = brief

    def set_theme(self, theme: Theme) -> None:
        self.setIcon(switching_icon("list-filter", theme.text_muted, theme.accent, 16))

    def _say(self, summary: str, *, marked: bool) -> None:
        held = self.tr("Filter: {chosen}").format(chosen=summary) if summary else ""
        shown = (held or self.tr("Filter")).replace("&", "&&")
        self.setText("" if self._brief else f" {shown}")  # some room between sign and text
        self.setAccessibleName(held or self.tr("Filter"))
        self._marked = marked
        self._settle()

    def _settle(self) -> None:
        """A click turns the mark; what narrows, or what is shown, decides instead."""
        self.setChecked(self._marked)

    def _switch(self) -> None:
        if self.menu() is None:
            self.switched.emit(self.isChecked())

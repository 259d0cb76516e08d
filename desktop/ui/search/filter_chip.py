"""One chip that holds the filters for which there is no room. Knows no search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget


class FilterChip(QPushButton):
    """A menu of menus; it stays away while everything has room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.setToolTip(self.tr("Narrow the search further"))
        self._menu = QMenu(self)
        self._menu.setAccessibleName(self.tr("Filter"))
        self._menu.aboutToHide.connect(self._settle)
        self._narrows = False
        self.setMenu(self._menu)
        self.hide()

    def offer(self, actions: Sequence[QAction], menus: Sequence[QMenu], summary: str) -> None:
        """Hold these; ``summary`` says what narrows the search now, empty for nothing."""
        self._menu.clear()
        self._menu.addActions(list(actions))
        if actions and menus:
            self._menu.addSeparator()
        for menu in menus:
            self._menu.addMenu(menu)
        held = self.tr("Filter: {chosen}").format(chosen=summary) if menus and summary else ""
        self.setText(held or self.tr("Filter"))
        self.setAccessibleName(self.text().replace("&&", "&"))
        self._narrows = bool(held)
        self._settle()
        self.setVisible(bool(actions or menus))

    def _settle(self) -> None:
        """A click turns the mark; what narrows decides instead."""
        self.setChecked(self._narrows)

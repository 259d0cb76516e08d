"""A link that leads out of the program: a number to call, an address to write to."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.records import Address
from desktop.ui.content.link_button import LinkButton

NOWHERE = Address("", "")


class OutsideLink(LinkButton):
    """Shows words and, as its tooltip, where they lead.

    Signals:
        followed: The link.
    """

    followed = Signal(str)

    def __init__(self, words: str, url: str, parent: QWidget | None = None) -> None:
        super().__init__(words, NOWHERE, parent=parent)
        self._url = url
        self.setToolTip(f"<qt>{escape(url)}</qt>")
        self.opened.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        self.followed.emit(self._url)

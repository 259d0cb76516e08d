"""The button that puts what is shown on the home screen. Not to be taken for the pin."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton, QWidget

from desktop.records import Record
from desktop.ui.style.icons import switching_icon
from desktop.ui.style.tokens import Theme

STARRED = ("person", "page", "unit", "post", "question", "space", "responsibility")


class StarButton(QToolButton):
    """Down while the thing is starred. What it does stands in its action."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName(self.tr("Star"))
        self.setToolTip(self.tr("Show it on the home screen") + " (Ctrl+Shift+F)")
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.setIcon(switching_icon("star", theme.text_muted, theme.accent, 18))


def is_starrable(record: Record) -> bool:
    """Whether somebody would come back to it by itself."""
    return record.address.kind in STARRED

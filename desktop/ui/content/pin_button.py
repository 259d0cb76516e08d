"""The button that keeps what is shown at hand: it is then always here, with its attachments."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton, QWidget

from desktop.records import Entry, Page, Record
from desktop.ui.style.icons import switching_icon
from desktop.ui.style.tokens import Theme


class PinButton(QToolButton):
    """Down while the thing is kept at hand. What it does stands in its action."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName(self.tr("Keep at hand"))
        self.setToolTip(
            self.tr("Always here, with its attachments, and fetched before the rest") + " (Ctrl+D)"
        )
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.setIcon(switching_icon("pin", theme.text_muted, theme.accent, 18))


def is_pinnable(record: Record) -> bool:
    """Whether keeping it at hand means something: pages, and spaces with all their pages."""
    return isinstance(record, Page) or (
        isinstance(record, Entry) and record.address.kind == "space"
    )

"""What can be done with whatever is shown: star it, keep it at hand. Stands at its top right."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QToolButton, QWidget

from desktop.ui.answers import Opened
from desktop.ui.content.pin_button import PinButton, is_pinnable
from desktop.ui.content.star_button import StarButton, is_starrable
from desktop.ui.style.icons import icon
from desktop.ui.style.tokens import SPACE_1, SPACE_3, SPACE_5, Theme


class Corner(QWidget):
    """The buttons that mean something for what is shown.

    Signals:
        pin_requested: The Address shown, and whether it is to be kept at hand.
        star_requested: The Address shown, and whether it is to be starred.
        address_requested: The address shown is to be copied.
    """

    pin_requested = Signal(object, bool)
    star_requested = Signal(object, bool)
    address_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Opened | None = None
        self.star = StarButton(theme)
        self.pin = PinButton(theme)
        self.link = QToolButton()
        words = self.tr("Copy the address")
        self.link.setAccessibleName(words)
        self.link.setToolTip(words + " (Ctrl+Shift+C)")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE_3, SPACE_5, 0)
        row.setSpacing(SPACE_1)
        row.addWidget(self.link)
        row.addWidget(self.star)
        row.addWidget(self.pin)
        self.star.clicked.connect(self._ask_to_star)
        self.pin.clicked.connect(self._ask_to_pin)
        self.link.clicked.connect(self.address_requested)
        self.set_theme(theme)
        self.show_opened(None)

    def show_opened(self, opened: Opened | None) -> None:
        """Be there for this, or for nothing."""
        self._shown = opened
        self.link.setVisible(opened is not None)
        self.pin.setVisible(opened is not None and is_pinnable(opened.record))
        self.star.setVisible(opened is not None and is_starrable(opened.record))
        self.pin.setChecked(opened is not None and opened.pinned)
        self.star.setChecked(opened is not None and opened.starred)

    def set_theme(self, theme: Theme) -> None:
        self.star.set_theme(theme)
        self.pin.set_theme(theme)
        self.link.setIcon(icon("link-2", theme.text_muted, 18))

    @Slot()
    def toggle_pin(self) -> None:
        """As if the button were pressed, where it is there."""
        self._toggle(self.pin)

    @Slot()
    def toggle_star(self) -> None:
        """As if the button were pressed, where it is there."""
        self._toggle(self.star)

    def _toggle(self, button: QAbstractButton) -> None:
        if button.isVisibleTo(self):
            button.click()

    @Slot()
    def _ask_to_pin(self) -> None:
        if self._shown is not None:
            self.pin_requested.emit(self._shown.address, self.pin.isChecked())

    @Slot()
    def _ask_to_star(self) -> None:
        if self._shown is not None:
            self.star_requested.emit(self._shown.address, self.star.isChecked())

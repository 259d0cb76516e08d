"""How the window looks and speaks: theme, size of the text, language. Each takes effect at once."""

from __future__ import annotations

import os

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from desktop.ui.language import LANGUAGES, VARIABLE
from desktop.ui.settings.fields import add_field, choice, form
from desktop.ui.style.theming import CHOICES, ZOOMS

SMALLEST_OFFERED = 90
# Languages are called by their own names: whoever looks for theirs can read no other.
OWN_NAMES = {"de": "Deutsch", "en": "English"}


class LookForm(QWidget):
    """Three fields.

    Signals:
        theme_chosen: ``system``, ``light`` or ``dark``.
        zoom_chosen: The size of the text in per cent.
        language_chosen: A code, or empty to follow the system.
    """

    theme_chosen = Signal(str)
    zoom_chosen = Signal(int)
    language_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = {
            "system": self.tr("As the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
        }
        self.theme = choice([(names[name], name) for name in CHOICES])
        sizes = [zoom for zoom in ZOOMS if zoom >= SMALLEST_OFFERED]
        percent = self.tr("{number} %")
        self.zoom = choice([(percent.format(number=QLocale().toString(n)), n) for n in sizes])
        languages = [(OWN_NAMES[code], code) for code in sorted(LANGUAGES)]
        self.language = choice([(self.tr("As the system"), ""), *languages])
        self._lay_out(form(self))
        self.theme.activated.connect(self._choose_theme)
        self.zoom.activated.connect(self._choose_size)
        self.language.activated.connect(self._choose_language)

    def show_looks(self, theme: str, zoom: int) -> None:
        """What is on now."""
        _turn_to(self.theme, theme)
        _turn_to(self.zoom, zoom)

    def show_language(self, code: str) -> None:
        """What was chosen; empty follows the system."""
        _turn_to(self.language, code)

    def _lay_out(self, rows: QFormLayout) -> None:
        add_field(rows, self.tr("Theme"), self.theme)
        add_field(rows, self.tr("Size of the text"), self.zoom)
        add_field(rows, self.tr("Language"), self.language)
        self.theme.setToolTip(self.tr("Ctrl+Shift+D switches between light and dark"))
        self.zoom.setToolTip(self.tr("Ctrl++ and Ctrl+- change it anywhere"))
        if os.environ.get(VARIABLE):
            self.language.setEnabled(False)
            text = self.tr("Set by {variable} on this computer").format(variable=VARIABLE)
            self.language.setToolTip(text)

    @Slot(int)
    def _choose_theme(self, index: int) -> None:
        self.theme_chosen.emit(self.theme.itemData(index))

    @Slot(int)
    def _choose_size(self, index: int) -> None:
        self.zoom_chosen.emit(self.zoom.itemData(index))

    @Slot(int)
    def _choose_language(self, index: int) -> None:
        self.language_chosen.emit(self.language.itemData(index))


def _turn_to(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(max(box.findData(value), 0))

"""Which theme is on: the system's, unless one is forced. Applies it to the application."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from desktop.ui.style.palette import palette
from desktop.ui.style.stylesheet import style_sheet
from desktop.ui.style.tokens import DARK, LIGHT, Theme

SYSTEM = "system"
CHOICES = (SYSTEM, LIGHT.name, DARK.name)


class Theming(QObject):
    """Keeps the application's look; widgets that paint themselves listen to ``changed``.

    Signals:
        changed: The Theme that is now on.
    """

    changed = Signal(object)

    def __init__(self, app: QApplication, choice: str = SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice if choice in CHOICES else SYSTEM
        self._theme = LIGHT
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._apply()

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def choice(self) -> str:
        """What was asked for: ``system``, ``light`` or ``dark``."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Force a theme, or follow the system again."""
        self._choice = choice if choice in CHOICES else SYSTEM
        self._apply()

    def toggle(self) -> None:
        """Force the other theme than the one that is on."""
        self.choose(LIGHT.name if self._theme.dark else DARK.name)

    @Slot()
    def _follow(self) -> None:
        if self._choice == SYSTEM:
            self._apply()

    def _apply(self) -> None:
        self._theme = self._wanted()
        self._app.setPalette(palette(self._theme))
        self._app.setStyleSheet(style_sheet(self._theme))
        self.changed.emit(self._theme)

    def _wanted(self) -> Theme:
        if self._choice == SYSTEM:
            dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self._choice == DARK.name else LIGHT

"""Which theme is on, and how large the text is. Applies both to the application."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from desktop.ui.style.fonts import body_font
from desktop.ui.style.palette import palette
from desktop.ui.style.stylesheet import style_sheet
from desktop.ui.style.tokens import DARK, FONT_BASE, LIGHT, Theme

SYSTEM = "system"
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)  # per cent
NO_ZOOM = 100
CHOICES = (SYSTEM, LIGHT.name, DARK.name)


class Theming(QObject):
    """Keeps the application's look; widgets that paint themselves listen to ``changed``.

    Signals:
        changed: The Theme that is now on, or the same with the text in another size.
    """

    changed = Signal(object)

    def __init__(self, app: QApplication, choice: str = SYSTEM, zoom: int = NO_ZOOM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice if choice in CHOICES else SYSTEM
        self._zoom = zoom if zoom in ZOOMS else NO_ZOOM
        self._theme = LIGHT
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._follow)
        app.screenAdded.connect(self._draw_again)
        self._apply()

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def choice(self) -> str:
        """What was asked for: ``system``, ``light`` or ``dark``."""
        return self._choice

    @property
    def zoom(self) -> int:
        """The size of the text in per cent: one of ``ZOOMS``."""
        return self._zoom

    def choose(self, choice: str) -> None:
        """Force a theme, or follow the system again."""
        self._choice = choice if choice in CHOICES else SYSTEM
        self._apply()

    def toggle(self) -> None:
        """Force the other theme than the one that is on."""
        self.choose(LIGHT.name if self._theme.dark else DARK.name)

    @Slot()
    def larger(self) -> None:
        self._step(+1)

    @Slot()
    def smaller(self) -> None:
        self._step(-1)

    @Slot()
    def own_size(self) -> None:
        """The text as large as it was made."""
        self.set_zoom(NO_ZOOM)

    def set_zoom(self, zoom: int) -> None:
        """The text in another size, in per cent; one that is not offered is 100."""
        self._zoom = zoom if zoom in ZOOMS else NO_ZOOM
        self._apply()

    def _step(self, by: int) -> None:
        place = min(max(ZOOMS.index(self._zoom) + by, 0), len(ZOOMS) - 1)
        self.set_zoom(ZOOMS[place])

    @Slot()
    def _follow(self) -> None:
        if self._choice == SYSTEM:
            self._apply()

    @Slot()
    def _draw_again(self) -> None:
        """Have icons drawn anew: another screen may be finer than those that were there."""
        self.changed.emit(self._theme)

    def _apply(self) -> None:
        self._theme = theme_for(self._app, self._choice)
        self._app.setFont(body_font(round(FONT_BASE * self._zoom / NO_ZOOM)))
        self._app.setPalette(palette(self._theme))
        self._app.setStyleSheet(style_sheet(self._theme, self._zoom / NO_ZOOM))
        self.changed.emit(self._theme)


def theme_for(app: QApplication, choice: str) -> Theme:
    """The theme that was chosen, or that of the system."""
    if choice in (LIGHT.name, DARK.name):
        return DARK if choice == DARK.name else LIGHT
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if dark else LIGHT

"""The program with a window: its empty frame is seen at once, and all the rest loaded behind it."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import desktop.ui  # noqa: F401  before Qt: see there

# isort: split
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from desktop.errors import AppError
from desktop.paths import Home
from desktop.ui.claim import Claim
from desktop.ui.main_window import MainWindow, show_as_left
from desktop.ui.preferences import FILE_NAME, load_preferences
from desktop.ui.style.tokens import DARK, LIGHT, Theme

if TYPE_CHECKING:
    from desktop.app import DesktopApp

NO_DISPLAY = "There is no display here. The commands work without one: see vademecum --help."
NO_ANSWER = (
    "Vademecum is running already and does not answer. Wait a moment, or end it and start it again."
)
SWITCH_SECONDS = 0.0002
UNSEEN_MS = 500  # what begins minimised, or behind a locked screen, is not painted
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def run(
    home: Home,
    address: str | None = None,
    *,
    screenshots: Path | None = None,
    scenes: tuple[str, ...] = (),
) -> int:
    """Show the window until it is closed, with ``address`` open in it; return the exit status.

    With ``screenshots`` it needs no display: pictures of it are left in that folder, and it ends;
    of these ``scenes``, or of all.
    """
    _find_display(offscreen=screenshots is not None)
    # A thread that waits for Python's lock gets it after this time: at the usual 5 ms a paint,
    # which takes and leaves it many times, stands still whenever the library thread thinks.
    sys.setswitchinterval(SWITCH_SECONDS)
    app = application()
    if screenshots is not None:
        return _photograph(app, home, screenshots, scenes)
    claim = Claim(home.root)
    if not claim.take():
        return _hand_over(home, address)
    beginning = Beginning(app, home, address)
    try:
        return beginning.run()
    finally:
        beginning.finish()
        claim.release()


def _hand_over(home: Home, address: str | None) -> int:
    """There is a window already: have it come to the front, with ``address`` open in it."""
    from desktop.ui.instance import Instance  # noqa: PLC0415  for this alone

    if not Instance(home.root).call(address or ""):
        raise AppError(NO_ANSWER)
    return 0


def build_desktop(
    app: QApplication, home: Home, window: MainWindow | None, address: str | None
) -> DesktopApp:
    """Load and build what fills the window; without one, to be photographed and not to sync."""
    from desktop.app import DesktopApp  # noqa: PLC0415  after the frame was seen
    from desktop.records import Address  # noqa: PLC0415

    start = Address.parse(address) if address else None
    real = window is not None
    return DesktopApp(app, home, start=start, syncing=real, window=window, remembering=real)


class Beginning(QObject):
    """Shows the frame, and has it filled as soon as it was seen; ``desktop`` is what fills it."""

    def __init__(self, app: QApplication, home: Home, address: str | None) -> None:
        super().__init__()
        self._app = app
        self._build = partial(build_desktop, app, home, address=address)
        self.desktop: DesktopApp | None = None
        self._trouble: BaseException | None = None
        preferences = load_preferences(home.root / FILE_NAME)
        self._window = MainWindow(preferences, first_theme(app, preferences.theme))
        self._window.first_sight.seen.connect(self._go_on)
        QTimer.singleShot(UNSEEN_MS, self, self._fill)
        show_as_left(self._window, preferences)

    def run(self) -> int:
        """Until the window is closed; raises what kept it from being filled."""
        status = self._app.exec()
        if self._trouble is not None:
            raise self._trouble
        return status

    def finish(self) -> None:
        if self.desktop is not None:
            self.desktop.finish()

    @Slot()
    def _go_on(self) -> None:
        QTimer.singleShot(0, self, self._fill)  # first let the paint come to its end

    @Slot()
    def _fill(self) -> None:
        if self.desktop is not None or self._trouble is not None:
            return
        try:
            self.desktop = self._build(window=self._window)
            self.desktop.listen()
        except BaseException as error:  # noqa: BLE001  Qt would only print it, and go on
            self._trouble = error
            self._app.exit(1)


def first_theme(app: QApplication, choice: str) -> Theme:
    """The theme that was chosen, or the system's by the look of it.

    To ask Qt for the system's loads all its names, which takes a third of the time to the frame.
    """
    if choice in (LIGHT.name, DARK.name):
        return DARK if choice == DARK.name else LIGHT
    colours = app.palette()
    dark = colours.window().color().lightness() < colours.windowText().color().lightness()
    return DARK if dark else LIGHT


def application() -> QApplication:
    """Qt's own, with our names."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("vademecum")
    app.setApplicationDisplayName("Vademecum")
    app.setDesktopFileName("vademecum")
    return app


def _photograph(app: QApplication, home: Home, folder: Path, scenes: tuple[str, ...]) -> int:
    from desktop.ui.photographer import Photographer  # noqa: PLC0415  for this alone
    from desktop.ui.scenes import scenes_named  # noqa: PLC0415

    wanted = scenes_named(scenes)
    desktop = build_desktop(app, home, None, None)
    photographer = Photographer(desktop.window, desktop.theming, folder, wanted)
    desktop.connecting.settled.connect(photographer.begin)
    photographer.finished.connect(app.quit)
    try:
        desktop.show()
        return app.exec()
    finally:
        desktop.finish()


def _find_display(*, offscreen: bool) -> None:
    """Qt ends the whole process where it finds no display: say so before it does."""
    if sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in DISPLAYS):
        return
    if not offscreen:
        raise AppError(NO_DISPLAY)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

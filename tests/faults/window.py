"""The window as a process of its own, for one pass: what became of it, and what its pill says.

python -m tests.faults.window HOME
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["VADEMECUM_LANGUAGE"] = "en"

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from desktop.app import DesktopApp
from desktop.paths import Home
from desktop.ui.answers import Failure
from desktop.ui.plain_label import plain

PATIENCE_MS = 60_000


class Onlooker(QObject):
    """Reads the pill once the first pass has ended, and ends the window."""

    def __init__(self, app: QApplication, desktop: DesktopApp) -> None:
        super().__init__()
        self._app = app
        self._desktop = desktop
        desktop.follower.settled.connect(self.look)

    @Slot(object)
    def look(self, outcome: object) -> None:
        error = outcome.error if isinstance(outcome, Failure) else ""
        pill = plain(self._desktop.window.top.pill.text())
        sys.stdout.write(json.dumps({"error": error, "pill": pill.strip()}) + "\n")
        self._app.quit()


def main() -> int:
    app = QApplication(sys.argv[:1])
    desktop = DesktopApp(app, Home(Path(sys.argv[1])))
    onlooker = Onlooker(app, desktop)
    QTimer.singleShot(PATIENCE_MS, onlooker, app.quit)
    desktop.show()
    try:
        return app.exec()
    finally:
        desktop.finish()


if __name__ == "__main__":
    sys.exit(main())

"""A window in a process of its own, for the benchmarks that look at one.

``python -m benchmarks.windows empty`` shows an empty window, ``… HOME`` the real one; what it is to
do comes as one line of JSON on standard input. It says what happened as lines of JSON, and stays
until it is ended.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
EMPTY = "empty"


class Window:
    """A window that runs, and what it says."""

    def __init__(self, process: subprocess.Popen[str], started: float) -> None:
        self.process = process
        self._started = started

    def said(self) -> tuple[dict[str, Any], float]:
        """Wait for its next line; return it, and the seconds since the process was started."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        return json.loads(line), perf_counter() - self._started


@contextmanager
def window(what: str, **task: Any) -> Iterator[Window]:
    """Run a window: the empty one, or the real one over the home at the path ``what``."""
    command = [sys.executable, "-m", "benchmarks.windows", what]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.*=false"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's Python compiles a module once
    started = perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(task) + "\n")
    process.stdin.flush()
    try:
        yield Window(process, started)
    finally:
        process.kill()
        process.communicate()


def _say(**what: Any) -> None:
    print(json.dumps(what), flush=True)


def _show_empty() -> int:
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415  its import is timed

    app = QApplication(sys.argv[:1])
    eye = _watch_for_paint(app)
    shown = QMainWindow()
    shown.resize(1280, 800)
    shown.show()
    status = app.exec()
    del eye
    return status


def _show_real(home: str) -> int:
    """Start the program as its users do; only whether it syncs is decided here."""
    import desktop.window  # noqa: PLC0415  its import is timed
    from desktop.__main__ import main  # noqa: PLC0415

    app = desktop.window.application()
    eye = _watch_for_paint(app)
    task = json.loads(sys.stdin.readline())

    def watched(app: Any, home: Any, window: Any, address: Any) -> Any:
        from desktop.app import DesktopApp  # noqa: PLC0415  as the program does

        built = DesktopApp(app, home, syncing=bool(task.get("syncing")), window=window)
        built.connecting.settled.connect(partial(_begin, built, task))
        return built

    setattr(desktop.window, "build_desktop", watched)  # noqa: B010  to get hold of what it builds
    status = main(["--home", home])
    del eye
    return status


def _watch_for_paint(app: Any) -> Any:
    """Say when a window was painted for the first time; keep what this returns."""
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415  its import is timed

    class Eye(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                app.removeEventFilter(self)
                QTimer.singleShot(0, partial(_say, said="painted"))
            return False

    eye = Eye()
    app.installEventFilter(eye)
    return eye


def _begin(desktop: Any, task: dict[str, Any]) -> None:
    from benchmarks.hands import Hands  # noqa: PLC0415  only after the window is there

    if "hands" not in task:
        task["hands"] = Hands(desktop, _say)
        task["hands"].do(task)


if __name__ == "__main__":
    sys.exit(_show_empty() if sys.argv[1] == EMPTY else _show_real(sys.argv[1]))

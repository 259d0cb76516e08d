"""What a user does in the window, done by a program, and how smooth the window was meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from time import perf_counter
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, SignalInstance

from benchmarks.report import percentile
from desktop.app import DesktopApp
from desktop.records import Address

PATIENCE_MS = 20_000
LETTER_MS = 60  # between two letters of a quick typist
TICK_MS = 5
IDLE_MS = 4_000
SCROLLS = 100


class Hands(QObject):
    """Does a task in a window, step by step, in the window's own event loop.

    A task has ``texts`` to search for and ``pages`` to open, by their keys, and with ``gaps``
    the longest waits of the event loop are measured meanwhile. ``tell`` is told what was done.
    """

    def __init__(self, desktop: DesktopApp, tell: Callable[..., None]) -> None:
        super().__init__(desktop)
        self._desktop = desktop
        self._tell = tell

    def do(self, task: dict[str, Any]) -> None:
        """Do the task and tell when it is done."""
        texts, pages = task.get("texts", []), task.get("pages", [])
        self._tell(said="ready")
        if task.get("gaps"):
            self._measure("idle", partial(self._rest, IDLE_MS))
            self._measure("typing", partial(self._type_all, texts, LETTER_MS))
            self._measure("scrolling", self._scroll)
            self._measure("opening", partial(self._open_all, pages))
        elif task.get("busy"):
            self._measure("during a sync", partial(self._type_all, texts, LETTER_MS))
        else:
            self._type_all(texts, 0)
            self._open_all(pages)
        self._tell(said="done")

    def _measure(self, what: str, do: Callable[[], None]) -> None:
        """Tell the gaps of the event loop while ``do`` runs, in milliseconds."""
        gaps: list[float] = []
        last = perf_counter()

        def tick() -> None:
            nonlocal last
            now = perf_counter()
            gaps.append((now - last) * 1000)
            last = now

        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(tick)
        timer.start(TICK_MS)
        do()
        timer.stop()
        timer.deleteLater()
        self._tell(said=what, p99=percentile(gaps, 0.99), worst=max(gaps, default=0.0))

    def _type_all(self, texts: Sequence[str], pause: int) -> None:
        """Type each text letter by letter, or at once without a ``pause``, and see the answer."""
        box, panel = self._desktop.window.top.box, self._desktop.window.panel
        for text in texts:
            for end in range(1, len(text)) if pause else ():
                box.setText(text[:end])
                self._rest(pause)
            self._await(panel.answered, partial(box.setText, text))
        self._rest(LETTER_MS)

    def _open_all(self, keys: Sequence[str]) -> None:
        for key in keys:
            address = Address.parse(key)
            self._await(
                self._desktop.desk.opened,
                partial(self._desktop.trail.visit, address),
            )
            self._rest(LETTER_MS)

    def _scroll(self) -> None:
        """Scroll through the longest list there is, and back."""
        box, panel = self._desktop.window.top.box, self._desktop.window.panel
        self._await(panel.answered, partial(box.setText, "a"))
        bar = panel.results.verticalScrollBar()
        for step in (*range(SCROLLS), *range(SCROLLS, 0, -1)):
            bar.setValue(bar.maximum() * step // SCROLLS)
            self._rest(TICK_MS * 3)

    def _await(self, signal: SignalInstance, cause: Callable[[], object]) -> None:
        """Cause something and wait until it came, or for as long as anybody would."""
        loop = QEventLoop(self)
        connection = signal.connect(loop.quit)
        cause()
        self._run(loop, PATIENCE_MS)
        signal.disconnect(connection)

    def _rest(self, milliseconds: int) -> None:
        self._run(QEventLoop(self), milliseconds)

    def _run(self, loop: QEventLoop, milliseconds: int) -> None:
        """Let the window work until the loop ends by itself, or the time is up."""
        timer = QTimer(loop, singleShot=True, interval=milliseconds)
        timer.timeout.connect(loop.quit)
        timer.start()
        loop.exec()
        timer.stop()
        loop.deleteLater()

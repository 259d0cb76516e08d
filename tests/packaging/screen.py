"""A screen that a window is looked at on: waits until something is painted, and keeps a picture.

Run as a program, because Qt serves one screen a process:
``python -m tests.packaging.screen PICTURE COMMAND …`` prints the seconds from the start of the
command until most of the screen was painted. ``DISPLAY`` names the screen.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication, QImage

PATIENCE: Final = 60.0
LOOK_EVERY: Final = 0.02
SETTLE: Final = 1.5
COLOURS: Final = 12  # an empty screen has one, a window without its contents two or three
STEP: Final = 7


@contextmanager
def blank_screen() -> Iterator[str]:
    """An Xvfb of its own; yields what ``DISPLAY`` is to be."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-ac"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert server.stdout
    try:
        yield f":{server.stdout.readline().decode().strip()}"
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()


def main(picture: str, *command: str) -> int:
    """Start the command, wait for it to paint, keep the picture, end it."""
    app = QGuiApplication([])
    began = time.monotonic()
    shown = subprocess.Popen(command)
    try:
        while len(colours(grab(app))) < COLOURS:
            if time.monotonic() - began > PATIENCE or shown.poll() is not None:
                return 1
            time.sleep(LOOK_EVERY)
        sys.stdout.write(f"{time.monotonic() - began:.2f}\n")
        time.sleep(SETTLE)  # photos and the like come after the first paint
        return 0 if grab(app).save(picture) else 1
    finally:
        shown.terminate()
        shown.wait()


def grab(app: QGuiApplication) -> QImage:
    return app.primaryScreen().grabWindow(0).toImage()


def colours(image: QImage) -> set[int]:
    """The colours of a grid of points."""
    across, down = range(0, image.width(), STEP), range(0, image.height(), STEP)
    return {image.pixel(x, y) for x in across for y in down}


def watched(picture: Path, command: list[str], display: str) -> float:
    """Run this as a program; returns the seconds until the window was painted."""
    environment = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PATH": "/usr/sbin:/usr/bin"}
    watching = [sys.executable, "-m", "tests.packaging.screen", str(picture), *command]
    done = subprocess.run(watching, check=True, stdout=subprocess.PIPE, env=environment)
    return float(done.stdout)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

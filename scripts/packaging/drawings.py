"""The program's sign as files, in the sizes that desktops ask for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication

from desktop.ui.style.icons import program_sign

SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def draw_signs(folder: Path) -> dict[int, Path]:
    """Write ``16.png`` and so on into ``folder``; returns them by size in pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    files = {size: folder / f"{size}.png" for size in SIZES}
    for size, path in files.items():
        if not program_sign(size).save(str(path)):
            raise OSError(f"{path} cannot be written.")
    assert app  # it must live until the last picture is drawn
    return files

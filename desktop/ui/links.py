"""Links that lead out of the program: few kinds, handed to the system."""

from __future__ import annotations

import logging

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

# Everything else a system would start programs with is a way in: files, shares, scripts.
SCHEMES = frozenset({"https", "mailto", "tel"})

log = logging.getLogger(__name__)


def open_outside(link: str) -> bool:
    """Hand ``link`` to the system if it is of a kind that may leave; else do nothing."""
    url = QUrl(link, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme().lower() not in SCHEMES:
        log.info("a link was not opened: its kind may not leave")
        return False
    return QDesktopServices.openUrl(url)

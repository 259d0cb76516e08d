"""Links that lead out of the program: few kinds, handed to the system."""

from __future__ import annotations

import logging

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

# Everything else a system would start programs with is a way in: files, shares, scripts.
SCHEMES = frozenset({"https", "http", "mailto", "tel"})

log = logging.getLogger(__name__)


def may_leave(link: str) -> bool:
    """Whether ``link`` is of a kind that is handed to the system."""
    url = QUrl(link, QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme().lower() in SCHEMES


def open_outside(link: str) -> None:
    """Hand ``link`` to the system if it is of a kind that may leave; else do nothing."""
    if may_leave(link):
        QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))
    else:
        log.info("a link was not opened: its kind may not leave")

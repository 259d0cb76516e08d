"""Sees whether anything reaches for a file or for the network while it is on."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident
from typing import Any

from desktop.ui.style.resources import resource

REACHING = ("open", "os.", "socket.", "subprocess.", "shutil.", "urllib.", "ctypes.")
# Python reads its own libraries when a language is coloured for the first time.
# So does the window its icons.
OWN = (*set(sysconfig.get_paths().values()), str(resource("third_party")))
QUIET = ("os.listdir", "os.scandir")  # how an import finds them


class Watch:
    """One audit hook for the life of the process; hooks cannot be taken away."""

    def __init__(self) -> None:
        self._seen: list[str] | None = None
        self._thread = 0
        sys.addaudithook(self._notice)

    @contextmanager
    def on(self) -> Iterator[list[str]]:
        """The list fills with what was reached for inside the block."""
        seen: list[str] = []
        self._thread = get_ident()
        self._seen = seen
        try:
            yield seen
        finally:
            self._seen = None

    def _notice(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._seen is None or not event.startswith(REACHING) or event in QUIET:
            return
        if get_ident() != self._thread:
            return  # a server of another test, still ending
        target = str(arguments[0]) if arguments else ""
        if not (event == "open" and target.startswith(OWN)):
            self._seen.append(f"{event} {target[:80]}")

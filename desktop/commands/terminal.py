"""Where a command says what it has to say: text for a person, or JSON for a program.

It must not know any command.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from desktop.commands.silence import Silence
from desktop.errors import BeingRebuilt
from desktop.paths import Home

if TYPE_CHECKING:
    from desktop.library import Library

BEING_REBUILT = "Made ready by another version of this program; making it ready again …"
# What could drive a terminal: nobody's name or page may.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """The home a command works on, and how it is to answer."""

    home: Home
    as_json: bool = False

    def say(self, text: str = "") -> None:
        """Write a line, or several, for a person."""
        sys.stdout.write(_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text) + "\n")

    def emit(self, record: Any) -> None:
        """Write a record as one line of JSON, at once."""
        from desktop.records import plain

        sys.stdout.write(json.dumps(plain(record), ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def table(self, rows: Iterable[tuple[str, ...]]) -> None:
        """Write rows of cells, each column as wide as its widest cell."""
        lines = list(rows)
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        for cells in lines:
            padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
            self.say("  ".join(padded).rstrip())

    @contextmanager
    def library(self) -> Iterator[Library]:
        """The library of the home, for the time of the block.

        What another version of this program made ready is made ready again first.
        """
        library = self._open()
        try:
            yield library
        finally:
            library.close()

    def _open(self) -> Library:
        from desktop.opening import open_library

        try:
            return open_library(self.home)
        except BeingRebuilt:
            from desktop.compose import rebuild

            sys.stderr.write(BEING_REBUILT + "\n")
            rebuild(self.home, Silence())
        return open_library(self.home)


Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

Command = Callable[[argparse.Namespace, Terminal], int]

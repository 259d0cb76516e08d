"""How an import tells of itself: progress while it runs, and a report when it is done.

Writes to the streams it is given; knows nothing of the database.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TextIO

from server.connectors.found import Trouble

# A terminal's line is drawn anew this often; elsewhere a whole line comes now and then.
_TERMINAL_SECONDS: Final = 0.1
_PLAIN_SECONDS: Final = 5.0


@dataclass(slots=True)
class Counts:
    """What became of the things of one kind."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    deleted: int = 0


@dataclass(slots=True, kw_only=True)
class Report:
    """What an import did. ``files`` are the blobs its things name."""

    source: str
    kinds: dict[str, Counts] = field(default_factory=dict)
    files: int = 0
    new_files: int = 0
    rows: int = 0
    commits: int = 0
    seconds: float = 0.0
    problems: tuple[Trouble, ...] = ()

    def of(self, kind: str) -> Counts:
        return self.kinds.setdefault(kind, Counts())

    def lines(self) -> list[str]:
        """Return the report as a person reads it."""
        total = sum(
            counts.new + counts.changed + counts.unchanged for counts in self.kinds.values()
        )
        lines = [
            f"{self.source}: {total:,} things, {self.rows:,} rows written, {self.seconds:.1f} s"
        ]
        width = max((len(kind) for kind in self.kinds), default=0)
        for kind, counts in self.kinds.items():
            lines.append(
                f"  {kind:<{width}}  {counts.new:>7,} new {counts.changed:>7,} changed"
                f" {counts.unchanged:>7,} unchanged {counts.deleted:>7,} deleted"
            )
        if self.files:
            lines.append(f"  files: {self.files:,}, of which {self.new_files:,} are new")
        if self.problems:
            lines.append("  Not everything could be taken as it was:")
        for trouble in self.problems:
            more = " …" if trouble.count > len(trouble.places) else ""
            lines.append(f"  {trouble.count:>5,} × {trouble.sentence}")
            lines.append(f"          {', '.join(trouble.places)}{more}")
        return lines


class Progress:
    """Counts on one stream (standard error): a line that is drawn anew, or one now and then."""

    def __init__(
        self, out: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._out = out or sys.stderr
        self._clock = clock
        self._is_terminal = self._out.isatty()
        self._told = clock()

    def tell(self, source: str, done: int, total: int) -> None:
        """Say how far an import has come, unless that was said just now."""
        now = self._clock()
        pause = _TERMINAL_SECONDS if self._is_terminal else _PLAIN_SECONDS
        if now - self._told < pause:
            return
        self._told = now
        line = f"{source}: {done:,} of {total:,}"
        self._write(f"\r\x1b[K{line}" if self._is_terminal else f"{line}\n")

    def done(self) -> None:
        """Take the line away that was drawn last."""
        if self._is_terminal:
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()

"""``sync``: one pass, told as it goes or in one line at the end."""

from __future__ import annotations

import argparse
import contextlib
import json
import signal
import sys
from collections.abc import Iterator
from typing import Any

from desktop.commands.terminal import Subparsers, Terminal
from desktop.compose import sync
from desktop.errors import AppError, ServerUnreachable
from desktop.records import ChangeSet, SyncProgress, SyncReport, plain


def add_parser(subparsers: Subparsers) -> None:
    parser = subparsers.add_parser("sync", help="fetch what changed on the server")
    parser.add_argument("--progress", action="store_true", help="tell each step as a line of JSON")
    parser.set_defaults(command=sync_home)


def sync_home(given: argparse.Namespace, terminal: Terminal) -> int:
    with _ending_by_interrupt():
        if given.progress:
            return _sync_in_lines(terminal)
        report = sync(terminal.home, Silence())
    if terminal.as_json:
        terminal.emit(report)
    else:
        terminal.say(in_words(report))
    return 0


def _sync_in_lines(terminal: Terminal) -> int:
    lines = JsonLines()
    try:
        report = sync(terminal.home, lines)
    except AppError as error:
        lines.error(error)
        raise
    lines.write("report", plain(report))
    return 0


@contextlib.contextmanager
def _ending_by_interrupt() -> Iterator[None]:
    """Take being asked to end for an interrupt; where in a pass it hits does not matter."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def in_words(report: SyncReport) -> str:
    """A report as one sentence or two for a person."""
    if not report.up_to_date:
        return f"{report.rows} entries came. There is more; sync again."
    if not (report.rows or report.blobs or report.purged):
        return "Up to date; nothing was new."
    said = (
        f"Up to date: {report.rows} entries and {report.blobs} pictures in {report.seconds:.1f} s."
    )
    if report.purged:
        said += f" {len(report.purged)} areas you may no longer see were removed."
    if report.unreadable:
        said += f" {report.unreadable} entries could not be read; vademecum doctor says more."
    return said


def public_name(error: AppError) -> str:
    """The name of the error in ``desktop.errors``: the only ones anybody else knows."""
    kinds = type(error).__mro__
    return next(kind.__name__ for kind in kinds if kind.__module__ == AppError.__module__)


class Silence:
    """A listener that tells nobody."""

    def progress(self, progress: SyncProgress) -> None:
        return

    def changed(self, changes: ChangeSet) -> None:
        return


class JsonLines:
    """A listener that writes each step as one line, at once, for whoever started the process."""

    def progress(self, progress: SyncProgress) -> None:
        self.write("progress", plain(progress))

    def changed(self, changes: ChangeSet) -> None:
        self.write("changes", plain(changes))

    def error(self, error: AppError) -> None:
        fields: dict[str, Any] = {"error": public_name(error), "message": str(error)}
        if isinstance(error, ServerUnreachable):
            fields["retry_after"] = error.retry_after
        self.write("error", fields)

    def write(self, type_: str, fields: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps({"type": type_, **fields}) + "\n")
        sys.stdout.flush()

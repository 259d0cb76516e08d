"""``sync``: one pass, told as it goes or in one line at the end."""

from __future__ import annotations

import argparse
import contextlib
import json
import signal
import sys
from collections.abc import Iterator
from typing import Any

from desktop.commands.silence import Silence
from desktop.commands.terminal import Subparsers, Terminal
from desktop.errors import AppError, ServerUnreachable, UsageError, public_name
from desktop.records import ChangeSet, SyncProgress, SyncReport, plain

BUDGET_SPENT = "the day's budget for a metered line does not suffice for more."


KEPT = (
    "The server wanted {count} entries deleted and could not show that this is right, so they "
    "were kept. Tell whoever runs the server."
)


MENDED = " {count} areas were not as on the server: they are fetched again, once a day at most."


def add_parser(subparsers: Subparsers) -> None:
    parser = subparsers.add_parser("sync", help="fetch what changed on the server")
    parser.add_argument("--progress", action="store_true", help="tell each step as a line of JSON")
    parser.add_argument(
        "--metered", action="store_true", help="the line costs money: keep to the day's budget"
    )
    parser.add_argument(
        "--budget",
        type=int,
        metavar="BYTES",
        help="with --metered: bytes a day, instead of the setting metered-budget",
    )
    parser.set_defaults(command=sync_home)


def sync_home(given: argparse.Namespace, terminal: Terminal) -> int:
    from desktop.compose import sync

    if given.budget is not None and (given.budget < 0 or not given.metered):
        raise UsageError("--budget takes a number of bytes, and only counts with --metered.")
    with _ending_by_interrupt():
        if given.progress:
            return _sync_in_lines(given, terminal)
        report = sync(terminal.home, Silence(), metered=given.metered, budget=given.budget)
    if terminal.as_json:
        terminal.emit(report)
    else:
        terminal.say(in_words(report))
    return 0


def _sync_in_lines(given: argparse.Namespace, terminal: Terminal) -> int:
    from desktop.compose import sync

    lines = JsonLines()
    try:
        report = sync(terminal.home, lines, metered=given.metered, budget=given.budget)
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
    if report.rows_waiting:
        return f"{report.rows} entries came. The rest waits: {BUDGET_SPENT}"
    if not report.up_to_date:
        return f"{report.rows} entries came. There is more; sync again."
    came = report.rows or report.blobs or report.purged
    if not (came or report.refused or report.photos_waiting):
        return "Up to date; nothing was new."
    said = (
        f"Up to date: {report.rows} entries and {report.blobs} pictures in {report.seconds:.1f} s."
    )
    if report.photos_waiting:
        said += f" {report.photos_waiting} pictures wait: {BUDGET_SPENT}"
    if report.purged:
        said += f" {len(report.purged)} areas you may no longer see were removed."
    if report.mended:
        said += MENDED.format(count=len(report.mended))
    if report.refused:
        said += " " + KEPT.format(count=report.refused)
    if report.unreadable:
        said += f" {report.unreadable} entries could not be read; vademecum doctor says more."
    return said


class JsonLines:
    """A listener that writes each step as one line, at once, for whoever started the process."""

    def progress(self, progress: SyncProgress) -> None:
        self.write("progress", plain(progress))

    def changed(self, changes: ChangeSet) -> None:
        self.write("changes", plain(changes))

    def error(self, error: AppError) -> None:
        fields: dict[str, Any] = {"error": public_name(error), "message": str(error)}
        if isinstance(error, ServerUnreachable):
            fields |= {"retry_after": error.retry_after, "answered": error.answered}
        self.write("error", fields)

    def write(self, type_: str, fields: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps({"type": type_, **fields}) + "\n")
        sys.stdout.flush()

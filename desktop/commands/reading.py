"""``show`` and ``status``: what the replica holds, read offline."""

from __future__ import annotations

import argparse

from desktop.commands.cards import card
from desktop.commands.terminal import Subparsers, Terminal
from desktop.errors import UsageError
from desktop.records import Address, Status

MINUTE, HOUR, DAY = 60, 3_600, 86_400


def add_parser(subparsers: Subparsers) -> None:
    show = subparsers.add_parser("show", help="one person, page, unit …")
    show.add_argument("address", metavar="ADDRESS", help="such as vademecum://person/ID")
    show.set_defaults(command=show_record)
    status = subparsers.add_parser("status", help="what is here, how old, what waits")
    status.set_defaults(command=show_status)


def show_record(given: argparse.Namespace, terminal: Terminal) -> int:
    try:
        address = Address.parse(given.address)
    except ValueError as error:
        sentence = "This is not an address. One looks like vademecum://person/ID."
        raise UsageError(sentence) from error
    with terminal.library() as library:
        record = library.show(address)
    if terminal.as_json:
        terminal.emit(record)
    else:
        terminal.say(card(record))
    return 0


def show_status(given: argparse.Namespace, terminal: Terminal) -> int:
    with terminal.library() as library:
        status = library.status()
    if terminal.as_json:
        terminal.emit(status)
    else:
        terminal.say(status_in_words(status))
    return 0


def status_in_words(status: Status) -> str:
    """What is here, as lines for a person."""
    lines = [
        f"{status.people} people, {status.pages} pages, {status.posts} posts "
        f"({status.bytes_on_disk / 1e6:.1f} MB)",
        f"{_origin(status)}, {age_in_words(status.age_seconds)}",
    ]
    if not status.up_to_date:
        lines.append("Not all of it has come yet: vademecum sync")
    if status.outbox or status.conflicts:
        lines.append(f"{status.outbox} changes wait to be sent, {status.conflicts} need a choice")
    if status.key_storage:
        lines.append(f"The key is kept by {status.key_storage}")
    return "\n".join(lines)


def _origin(status: Status) -> str:
    if status.server is None:
        return "Which server this came from is no longer known here: connect again"
    return f"From {status.server} as {status.viewer}"


def age_in_words(seconds: float | None) -> str:
    """How old what is here is, in the largest unit that fits."""
    if seconds is None:
        return "never synced yet"
    for size, unit in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute")):
        count = int(seconds // size)
        if count:
            return f"as of {count} {unit}{'s' if count > 1 else ''} ago"
    return "as of just now"

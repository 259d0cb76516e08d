"""``connect`` and ``disconnect``: make this home a replica of a server, and of none again."""

from __future__ import annotations

import argparse
import contextlib
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.network import add_network_options
from desktop.commands.terminal import Subparsers, Terminal
from desktop.errors import AppError, UsageError, public_name
from desktop.sync.address import server_address

if TYPE_CHECKING:
    from desktop.compose import Connected

LONGEST_TOKEN = 4_096


def add_parser(subparsers: Subparsers) -> None:
    parser = subparsers.add_parser("connect", help="make this home a replica of a server")
    parser.add_argument("url", metavar="URL", help="the server's address")
    token = parser.add_mutually_exclusive_group(required=True)
    token.add_argument(
        "--token-file", metavar="F", help="holds the access token; - reads standard input"
    )
    token.add_argument(
        "--token", metavar="T", help="the token itself: for trials, others may see it"
    )
    parser.add_argument(
        "--key-file",
        type=Path,
        metavar="F",
        help="keep the replica's key in this file instead of the system's keyring",
    )
    parser.add_argument("--name", default=platform.node() or "desktop", help="of this replica")
    add_network_options(parser)
    parser.set_defaults(command=connect_home)
    leaving = subparsers.add_parser(
        "disconnect", help="forget the server, and remove all that came from it"
    )
    leaving.set_defaults(command=disconnect_home)


def disconnect_home(given: argparse.Namespace, terminal: Terminal) -> int:
    from desktop.compose import disconnect  # noqa: PLC0415  heavy, and only for this

    with _told(terminal):
        disconnect(terminal.home)
    if terminal.as_json:
        terminal.emit({"disconnected": True})
    else:
        terminal.say("What came from the server is removed. Connect again with: vademecum connect")
    return 0


def connect_home(given: argparse.Namespace, terminal: Terminal) -> int:
    with _told(terminal):
        connected = _connected(given, terminal)
    if terminal.as_json:
        terminal.emit(connected)
        return 0
    terminal.say(f"Connected to {connected.server} as {connected.viewer}.")
    rows = sum(stream.rows for stream in connected.streams)
    terminal.say(f"{rows} entries are waiting there. Fetch them with: vademecum sync")
    return 0


@contextlib.contextmanager
def _told(terminal: Terminal) -> Iterator[None]:
    """Say an error in JSON, too, where that was asked for."""
    try:
        yield
    except AppError as error:
        if terminal.as_json:
            terminal.emit({"type": "error", "error": public_name(error), "message": str(error)})
        raise


def _connected(given: argparse.Namespace, terminal: Terminal) -> Connected:
    from desktop.commands.network_setting import apply_network_options
    from desktop.compose import connect

    address = server_address(given.url)
    token = _token(given)
    apply_network_options(given, terminal)
    return connect(terminal.home, address, token, key_file=given.key_file, name=given.name)


def _token(given: argparse.Namespace) -> str:
    """The token, wherever it comes from; nothing about it is ever repeated."""
    text = given.token if given.token is not None else _read(given.token_file)
    token = str(text).strip()
    if not token or len(token) > LONGEST_TOKEN or not (token.isascii() and token.isprintable()):
        raise UsageError("This is not an access token: one line of letters, digits and signs.")
    return token


def _read(path: str) -> str:
    if path == "-":
        return sys.stdin.readline(LONGEST_TOKEN + 2)
    try:
        with Path(path).open(encoding="utf-8", errors="replace") as file:
            return file.readline(LONGEST_TOKEN + 2)
    except OSError as error:
        raise UsageError(f"The token file {path} cannot be read.") from error

"""``serve``: the REST backend, on loopback unless told otherwise."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

import uvicorn
from uvicorn.supervisors import Multiprocess

from server.app import create_app
from server.commands.arguments import Subparsers, positive, say, settings_of
from server.database import open_database
from server.errors import ServerError
from server.settings import DEFAULT_TOMBSTONE_DAYS, DEFAULT_WAIT, Settings

DEFAULT_PORT: Final = 8750
LAST_PORT: Final = 65_535
BACKLOG: Final = 2048
SECONDS_TO_FINISH: Final = 10


def add_parser(subparsers: Subparsers) -> None:
    sentence = "serve the REST backend"
    parser = subparsers.add_parser("serve", help=sentence, description=sentence)
    parser.add_argument("--host", default="127.0.0.1", help="loopback unless told otherwise")
    parser.add_argument("--port", type=_port, default=DEFAULT_PORT, help="0 takes a free one")
    parser.add_argument("--workers", type=positive, default=1, help="processes")
    parser.add_argument("--wait", type=_seconds, default=DEFAULT_WAIT, help="seconds to next pull")
    parser.add_argument(
        "--tombstone-days",
        type=positive,
        default=DEFAULT_TOMBSTONE_DAYS,
        help="how long deletions are remembered",
    )
    parser.add_argument(
        "--standby", action="store_true", help="the database is a read-only copy that may lag"
    )
    parser.add_argument("--port-file", type=Path, help="where to write the port once it is open")
    parser.set_defaults(run=run_serve)


def run_serve(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments)
    # The schema is made before the first worker asks for it, and a fault is told as a sentence.
    open_database(settings).dispose()
    opened = open_port(arguments.host, arguments.port)
    with contextlib.closing(opened), contextlib.suppress(KeyboardInterrupt), _ending_quietly():
        host, port = opened.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        say(f"Serving on http://{shown}:{port}")
        if arguments.port_file:
            _write_port(arguments.port_file, port)
        _serve(settings, opened, arguments.workers)
    return 0


def configuration(settings: Settings, workers: int = 1) -> uvicorn.Config:
    """How uvicorn runs this application: quietly, and without telling what it is."""
    several = workers > 1
    return uvicorn.Config(
        "server.app:from_environment" if several else create_app(settings),
        factory=several,
        workers=workers,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
        backlog=BACKLOG,
    )


def _serve(settings: Settings, opened: socket.socket, workers: int) -> None:
    config = configuration(settings, workers)
    if workers == 1:
        uvicorn.Server(config).run(sockets=[opened])
        return
    os.environ.update(settings.to_environment())
    Multiprocess(config, sockets=[opened]).run()


def open_port(host: str, port: int) -> socket.socket:
    """A listening socket, or ``ServerError`` with the reason. ``port`` 0 takes a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, so that asyncio sends small answers at once (it looks at the number).
    opened = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":
        # There it would let two servers share a port; here it only ends the wait after a restart.
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
        opened.listen(BACKLOG)
    except OSError as error:
        opened.close()
        raise ServerError(
            f"Port {port} on {host} cannot be opened: {error.strerror}. "
            "Another server may be using it; --port 0 takes a free one."
        ) from error
    return opened


def _write_port(path: Path, port: int) -> None:
    """Whoever waits for the file never reads half of it."""
    try:
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
            file.write(f"{port}\n")
        Path(file.name).replace(path)
    except OSError as error:
        raise ServerError(f"The port cannot be written to {path}: {error.strerror}") from error


@contextlib.contextmanager
def _ending_quietly() -> Iterator[None]:
    """To be asked to end is no failure, before uvicorn listens for it and when it passes it on."""
    before = {name: signal.signal(name, _end) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for name, former in before.items():
            signal.signal(name, former)


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= LAST_PORT:
        raise ValueError(text)
    return port


def _seconds(text: str) -> int:
    seconds = int(text)
    if seconds < 0:
        raise ValueError(text)
    return seconds
